import assert from 'node:assert/strict';
import { AuthExpired, NotReady, sensor, Unavailable } from '@lifeops/lib';
import type { Integration, ToHost } from '@lifeops/lib/host';
import { defineIntegration, makeHostWorld, z } from './host-world.ts';
import type { Code } from './host-world.ts';

const plain = (id: string, setup: Integration['setup']): Integration =>
  defineIntegration({ id, config: z.object({}), setup: setup as () => void });
const good = plain('good', ({ hub }) => {
  hub.device({ key: 'd', name: 'Good' }, hub.push({ stream: () => once(1) }), [
    sensor({ key: 'value', read: (value: number) => value }),
  ]);
});

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
  await new Promise(() => {});
}
const never = <T>(): Promise<T> => new Promise<T>(() => {});

describe('an integration that misbehaves', () => {
  it('whose code throws when it is loaded is said plainly, and stops no other', async () => {
    const broken: Code = {
      loads: () => Promise.reject(new Unavailable('The code of x cannot be loaded: boom')),
    };
    await using world = await makeHostWorld({ broken: { code: broken }, good });
    await assert.rejects(() => world.add('broken'), /cannot be loaded: boom/);
    await world.add('good');
    assert.equal(world.state('sensor.good_value')?.value, 1);
  });

  it('whose code never finishes loading is given up on, by whoever asks', async () => {
    let hangs = true;
    const slow: Code = { loads: () => (hangs ? never() : Promise.resolve(plain('slow', () => {}))) };
    await using world = await makeHostWorld({ slow: { code: slow }, good });
    await assert.rejects(world.clock.until(world.parts.catalog.describe('slow')), { kind: 'TimedOut' });
    hangs = false;
    const uid = await world.add('slow');
    assert.equal(world.parts.entries.status(uid).state, 'loaded');
    hangs = true;
    world.parts.entries.reload(uid);
    await world.clock.advance(21_000);
    const { state, reason } = world.parts.entries.status(uid);
    assert.equal(state, 'setup_retry');
    assert.match(reason ?? '', /did not answer|too long/);
    hangs = false;
    await world.clock.advance(120_000);
    assert.equal(world.parts.entries.status(uid).state, 'loaded');
  });

  it('whose set-up hangs is given up after a minute, retried, and can be removed', async () => {
    const hung = plain('hung', () => never());
    await using world = await makeHostWorld({ hung, good });
    const uid = await world.add('hung');
    await world.add('good');
    assert.equal(world.parts.entries.status(uid).state, 'setup_in_progress');
    assert.equal(world.state('sensor.good_value')?.value, 1);
    await world.clock.advance(71_000);
    const status = world.parts.entries.status(uid);
    assert.equal(status.state, 'setup_retry');
    assert.match(status.reason ?? '', /took too long/i);
    await world.clock.until(world.parts.admin.remove(uid, { withHistory: false }, world.context));
    assert.equal(world.parts.entries.get(uid), undefined);
  });

  it('that never ends when it is unloaded is left behind, and what it says then changes nothing', async () => {
    let tell: (value: number) => void = () => {};
    const clingy = plain('clingy', ({ hub }) => {
      hub.device({ key: 'd', name: 'Clingy' }, hub.push({ stream: () => told() }), [
        sensor({ key: 'value', read: (value: number) => value }),
      ]);
      hub.use({ [Symbol.asyncDispose]: () => never() });
    });
    async function* told(): AsyncGenerator<number> {
      yield 1;
      for (;;) yield await new Promise<number>((resolve) => (tell = resolve));
    }
    await using world = await makeHostWorld({ clingy });
    const uid = await world.add('clingy');
    assert.equal(world.state('sensor.clingy_value')?.value, 1);
    await world.clock.until(world.parts.entries.setDisabled(uid, true, world.context), 20_000);
    tell(7);
    await world.clock.settle();
    assert.equal(world.state('sensor.clingy_value')?.status, 'unavailable');
    assert.ok(world.log.lines.some(({ message }) => /left behind/.test(message)));
  });

  it('that lets the hub end in seconds all the same', async () => {
    const clingy = plain('clingy', ({ hub }) => void hub.use({ [Symbol.asyncDispose]: () => never() }));
    const world = await makeHostWorld({ clingy });
    await world.add('clingy');
    const from = world.clock.monotonic();
    await world[Symbol.asyncDispose]();
    assert.ok(world.clock.monotonic() - from < 5000);
  });

  it('that talks nonsense is logged, and the sense in between counts', async () => {
    const device = { key: 'd', name: 'Odd' };
    const rest = {
      parent: null,
      kind: 'device',
      manufacturer: null,
      model: null,
      serial_number: null,
      software_version: null,
      hardware_version: null,
      configuration_url: null,
      connections: [],
      via: null,
      suggested_area: null,
    };
    const entity = {
      n: 1,
      device: 'd',
      domain: 'sensor',
      key: 'v',
      unique_id: 'd/v',
      name_key: 'v',
      category: null,
      enabled_by_default: true,
      icon: null,
      capability: {
        features: [],
        deviceClass: null,
        stateClass: null,
        unit: null,
        options: null,
        precision: null,
        record: 'changes',
        attributes: {},
      },
    };
    const nonsense = [
      { type: 'no such thing' },
      { type: 'add', devices: 'many', entities: null },
      { type: 'patch', patches: [[99, 'ok', 1, null, null], 'x', null] },
      { type: 'patch' },
      { type: 'reply', id: 12_345, result: null },
      { type: 'feed', n: 7, full: true, put: [{ title: 3 }], remove: [] },
      { type: 'event', name: 'no_such_event', payload: {} },
      { type: 'ask', id: 5, port: 'no.such', args: {} },
      { type: 'log', level: 'shout', message: 'hello', fields: {} },
      { type: 'history', points: [[42, 0, 'ok', 1, {}]] },
    ];
    const odd: Code = {
      talks: (pipe) => {
        pipe.receive((message) => {
          const say = (told: unknown) => pipe.send(told as ToHost);
          if (message.type === 'describe')
            say({
              type: 'reply',
              id: message.id,
              result: {
                id: 'odd',
                version: 1,
                needs: [],
                config: {},
                options: null,
                services: [],
                events: [],
                flows: [],
                secrets: [],
              },
            });
          if (message.type === 'check')
            say({
              type: 'reply',
              id: message.id,
              result: { ok: true, config: {}, version: 1, uniqueId: null, title: null },
            });
          if (message.type !== 'start') return;
          for (const told of nonsense) say(told);
          say({ type: 'add', devices: [{ ...device, ...rest }], entities: [entity] });
          for (const told of nonsense) say(told);
          say({ type: 'patch', patches: [[1, 'ok', 4, null, null]] });
          say({ type: 'setup', outcome: 'ready' });
        });
      },
    };
    await using world = await makeHostWorld({ odd: { code: odd } });
    const uid = await world.add('odd');
    assert.equal(world.parts.entries.status(uid).state, 'loaded');
    assert.equal(world.state('sensor.odd_v')?.value, 4);
    assert.ok(world.log.lines.some(({ message }) => /could not be taken/.test(message)));
    assert.deepEqual(
      world.events.filter(({ type }) => (type as string) === 'no_such_event'),
      [],
    );
  });

  it('that fires an event of the hub itself is refused', async () => {
    const liar: Code = {
      talks: (pipe) => {
        pipe.receive((message) => {
          const say = (told: unknown) => pipe.send(told as ToHost);
          if (message.type === 'describe')
            say({
              type: 'reply',
              id: message.id,
              result: {
                id: 'liar',
                version: 1,
                needs: [],
                config: {},
                options: null,
                services: [],
                events: [],
                flows: [],
                secrets: [],
              },
            });
          if (message.type === 'check')
            say({
              type: 'reply',
              id: message.id,
              result: { ok: true, config: {}, version: 1, uniqueId: null, title: null },
            });
          if (message.type !== 'start') return;
          say({ type: 'event', name: 'hub_stopping', payload: {} });
          say({ type: 'setup', outcome: 'ready' });
        });
      },
    };
    await using world = await makeHostWorld({ liar: { code: liar } });
    await world.add('liar');
    assert.deepEqual(
      world.events.filter(({ type }) => type === 'hub_stopping'),
      [],
    );
  });
});

describe('a set-up that fails', () => {
  it('is tried again with its reason shown when waiting may help', async () => {
    let ready = false;
    const late = plain('late', () => {
      if (!ready) throw new NotReady('The bridge is starting.');
    });
    await using world = await makeHostWorld({ late });
    const uid = await world.add('late');
    assert.deepEqual(
      [world.parts.entries.status(uid).state, world.parts.entries.status(uid).reason],
      ['setup_retry', 'The bridge is starting.'],
    );
    ready = true;
    await world.clock.advance(6000);
    assert.equal(world.parts.entries.status(uid).state, 'loaded');
  });

  it('is an error with its text when it threw something unknown, and leaves nothing running', async () => {
    const buggy = plain('buggy', () => {
      throw new TypeError('x is undefined');
    });
    await using world = await makeHostWorld({ buggy });
    const uid = await world.add('buggy');
    const { state, reason } = world.parts.entries.status(uid);
    assert.equal(state, 'setup_error');
    assert.match(reason ?? '', /x is undefined/);
    assert.equal(world.host.running, 0);
  });

  it('for want of a sign-in opens one notice, which goes when it is mended', async () => {
    let expired = true;
    const account = plain('account', () => {
      if (expired) throw new AuthExpired('The token was revoked.');
    });
    await using world = await makeHostWorld({ account });
    const uid = await world.add('account');
    const notices = () => world.notifications.list().map(({ key, body }) => [key, body]);
    assert.deepEqual(notices(), [[`reauth:${uid}`, 'The token was revoked.']]);
    world.parts.entries.reload(uid);
    await world.clock.settle();
    assert.deepEqual(notices(), [[`reauth:${uid}`, 'The token was revoked.']]);
    expired = false;
    world.parts.entries.reload(uid);
    await world.clock.settle();
    assert.equal(world.parts.entries.status(uid).needsReauth, false);
    assert.deepEqual(notices(), []);
  });

  it('of a source that signs out while loaded opens one notice and keeps the entry', async () => {
    const account = plain('account', ({ hub }) => {
      hub.device(
        { key: 'd', name: 'Account' },
        hub.push({
          stream: async function* stream() {
            yield 1;
            throw new AuthExpired('Signed out.');
          },
        }),
        [sensor({ key: 'value', read: (value: number) => value })],
      );
    });
    await using world = await makeHostWorld({ account });
    const uid = await world.add('account');
    await world.clock.advance(120_000);
    const status = world.parts.entries.status(uid);
    assert.deepEqual([status.state, status.needsReauth], ['loaded', true]);
    assert.equal(world.notifications.list().length, 1);
    assert.equal(world.state('sensor.account_value')?.status, 'unavailable');
  });
});
