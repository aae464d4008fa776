import assert from 'node:assert/strict';
import { calendar, defineIntegration, hours, minutes, Unavailable, z } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

const start = 1_767_225_600_000;
const event = (id: string, at: number, changes: object = {}) => ({
  id,
  uid: id,
  title: `Event ${id}`,
  start: at,
  end: at + hours(1),
  allDay: false,
  ...changes,
});

function family() {
  const state = { events: [event('a', start + hours(2)), event('b', start + hours(5))], down: false };
  const integration = defineIntegration({
    id: 'family',
    config: z.object({}),
    setup({ hub }) {
      const source = hub.coordinator({
        every: minutes(10),
        fetch: async () => {
          if (state.down) throw new Unavailable('down');
          return state.events;
        },
      });
      hub.entities(source, [calendar({ key: 'family', events: (events) => events })]);
    },
  });
  return { state, integration };
}
const feeds = (messages: readonly { readonly type: string }[]) =>
  messages.filter(({ type }) => type === 'feed');

describe('a feed', () => {
  it('is told whole at first, then by what changed', async () => {
    const { state, integration } = family();
    await using hub = await testHub(integration, { config: {} });
    assert.deepEqual(
      hub.feed('family').map(({ id }) => id),
      ['a', 'b'],
    );
    assert.equal(hub.feed('family')[0]?.['status'], 'confirmed');
    await hub.advance(minutes(11));
    assert.equal(feeds(hub.messages).length, 1);
    state.events = [event('a', start + hours(2)), event('c', start + hours(9)), event('b', start + hours(6))];
    await hub.advance(minutes(11));
    assert.deepEqual(
      feeds(hub.messages).map((message) => ({
        ...message,
        put: (message as unknown as { put: { id: string }[] }).put.map(({ id }) => id),
      })),
      [
        { type: 'feed', n: 1, full: true, put: ['a', 'b'], remove: [] },
        { type: 'feed', n: 1, full: false, put: ['c', 'b'], remove: [] },
      ],
    );
    state.events = [];
    await hub.advance(minutes(11));
    assert.deepEqual(hub.feed('family'), []);
  });

  it('turns the state at its own moments, between fetches', async () => {
    const { integration } = family();
    await using hub = await testHub(integration, { config: {} });
    assert.equal(hub.state('family')?.value, false);
    assert.equal(hub.state('family')?.attributes['message'], 'Event a');
    const turns: number[] = [];
    for (let minute = 0; minute < 420; minute++) {
      const before = hub.state('family')?.value;
      await hub.advance(minutes(1));
      if (hub.state('family')?.value !== before) turns.push((hub.clock.now() - start) / hours(1));
    }
    assert.deepEqual(turns, [2, 3, 5, 6]);
  });

  it('leaves out an item that does not fit, and says so once', async () => {
    const { state, integration } = family();
    state.events = [event('a', start), event('bad', start, { start: 'noon' }), event('a', start)];
    await using hub = await testHub(integration, { config: {} });
    await hub.advance(minutes(21));
    assert.deepEqual(
      hub.feed('family').map(({ id }) => id),
      ['a'],
    );
    assert.equal(hub.logs.length, 1);
  });

  it('goes stale and unavailable with its source, without a timer that revives it', async () => {
    const { state, integration } = family();
    await using hub = await testHub(integration, { config: {} });
    state.down = true;
    await hub.advance(minutes(11));
    assert.equal(hub.state('family')?.status, 'stale');
    await hub.advance(hours(4));
    assert.deepEqual([hub.state('family')?.status, hub.state('family')?.value], ['unavailable', null]);
  });
});
