import assert from 'node:assert/strict';
import { calendarEventSchema } from '@lifeops/lib';
import type { CalendarEvent, HubEvent } from '@lifeops/lib';
import fc from 'fast-check';
import { CalendarEvents } from '../../../hub/src/calendar/calendar-events.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { context, makeKernel } from '../core/kernel.ts';

const hour = 3_600_000;
const event = (id: string, start = 0, title = id): CalendarEvent =>
  calendarEventSchema.parse({
    id,
    uid: id,
    title,
    start,
    end: start + hour,
    allDay: false,
    attendees: [],
    status: 'confirmed',
  });

function makeCalendar(failures: Error[] = []) {
  const { clock, bus } = makeKernel();
  const { calendarEvents } = memoryTables();
  const table: typeof calendarEvents = {
    ...calendarEvents,
    async change(...args) {
      const failure = failures.shift();
      if (failure) throw failure;
      await calendarEvents.change(...args);
    },
  };
  const told: HubEvent<'calendar_events_changed'>['data'][] = [];
  bus.on('calendar_events_changed', ({ data }) => void told.push(data), { owner: 'test' });
  const events = new CalendarEvents({ clock, bus, table });
  const put = (entityUid: string, ...items: CalendarEvent[]) =>
    events.change({ entityUid, source: 'calendar', put: items, remove: [] }, context);
  const ids = async (entityUid: string) =>
    (await events.between([entityUid], -hour, Number.MAX_SAFE_INTEGER)).map(({ id }) => id);
  return { clock, events, put, ids, told };
}

describe('calendar events', () => {
  it('are told of once they are stored, by how many came, changed and went', async () => {
    const { events, put, ids, told } = makeCalendar();
    await put('a', event('1'), event('2'));
    await put('a', event('2', 5, 'changed'), event('3'));
    await events.change({ entityUid: 'a', source: 'calendar', put: [], remove: ['1', 'no such'] }, context);
    await events.change({ entityUid: 'a', source: 'calendar', put: [], remove: ['no such'] }, context);
    assert.deepEqual(await ids('a'), ['3', '2']);
    assert.deepEqual(told, [
      { uid: 'a', added: 2, changed: 0, removed: 0 },
      { uid: 'a', added: 1, changed: 1, removed: 0 },
      { uid: 'a', added: 0, changed: 0, removed: 1 },
    ]);
  });

  it('lose what a full feed no longer has, and those of other calendars stay', async () => {
    const { events, put, ids } = makeCalendar();
    await put('a', event('1'), event('2'));
    await put('b', event('1'));
    await events.keepOnly('a', new Set(['2']), context);
    assert.deepEqual([await ids('a'), await ids('b')], [['2'], ['1']]);
    await events.removeEntity('a');
    assert.deepEqual([await ids('a'), await ids('b')], [[], ['1']]);
  });

  it('are not told of when they could not be stored, and the next change goes on', async () => {
    const { put, ids, told } = makeCalendar([new Error('disk full')]);
    const failing = put('a', event('1'));
    const next = put('a', event('2'));
    await assert.rejects(failing, /disk full/);
    await next;
    assert.deepEqual(await ids('a'), ['2']);
    assert.equal(told.length, 1);
  });

  it('touch a span when a part of them lies in it', async () => {
    const { events, put } = makeCalendar();
    await put('a', event('before', 0), event('into', hour), event('in', 2 * hour), event('out', 3 * hour));
    const found = await events.between(['a'], hour + 1, 3 * hour);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['into', 'in'],
    );
  });

  it('end as the last of any changes made at once would have it', async () => {
    const change = fc.record({
      entity: fc.constantFrom('a', 'b'),
      put: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 3 }),
      remove: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
      full: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const { events, ids } = makeCalendar();
        const expected = new Map<string, Set<string>>([
          ['a', new Set()],
          ['b', new Set()],
        ]);
        const work = changes.map(async ({ entity, put, remove, full }) => {
          const items = [...new Set(put)].map((id) => event(id));
          const change = { entityUid: entity, source: 'x', put: items, remove };
          if (full) await events.keepOnly(entity, new Set(put), context);
          else await events.change(change, context);
        });
        for (const { entity, put, remove, full } of changes) {
          const held = expected.get(entity) as Set<string>;
          if (full) for (const id of held) if (!put.some((one) => one === id)) held.delete(id);
          if (full) continue;
          for (const id of remove) held.delete(id);
          for (const id of put) held.add(id);
        }
        await Promise.all(work);
        await events.settled();
        for (const [entity, held] of expected)
          assert.deepEqual((await ids(entity)).toSorted(), [...held].toSorted());
      }),
      { numRuns: 100 },
    );
  });
});
