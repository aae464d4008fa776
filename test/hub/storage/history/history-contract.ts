import assert from 'node:assert/strict';
import type { StateValue } from '@lifeops/lib';
import { nextTurn } from '@lifeops/lib/node';
import fc from 'fast-check';
import type { HistoryStore, StateRow } from '../../../../hub/src/recorder/ports.ts';
import { batch, call, event, latest, point, state } from './sample-history.ts';

export type OpenHistory = (
  running: Mocha.Context,
) => Promise<AsyncDisposable & { readonly store: HistoryStore }>;

const all = { start: 0, end: Number.MAX_SAFE_INTEGER, limit: 100_000 };

/** What every metrics database promises of states. `open` gives an empty one, its own for each test. */
export function stateHistoryContract(open: OpenHistory): void {
  const test = contractTest(open);

  test('gives back values of every type, status and attribute set as they were written', async (store) => {
    const values: readonly StateValue[] = [
      0,
      -40.125,
      1e300,
      5e-324,
      9007199254740991,
      '',
      'on',
      '12',
      'Łóżko 🚀',
      true,
      false,
      null,
    ];
    const rows = values.map((value, i) =>
      state('a', i, i + 1, { value, attributes: { i, nested: { list: [null, 'x'] } } }),
    );
    const unwell = (['stale', 'unknown', 'unavailable'] as const).map((status, i) =>
      state('a', 100 + i, 100 + i, { status }),
    );
    await store.write(batch({ states: [...rows, ...unwell] }));
    assert.deepEqual(await statesOf(store, 'a'), [...rows, ...unwell]);
  });

  test('gives the state at the start and those within, oldest first, cut to the limit for each entity', async (store) => {
    const times = [10, 20, 30, 30, 40];
    const rows = times.map((at, i) => state('a', at, i + 1));
    await store.write(batch({ states: [...rows.toReversed(), state('b', 35, 9)] }));
    const found = await store.states({ uids: ['a', 'b', 'none'], start: 20, end: 40, limit: 2 });
    assert.deepEqual([...found.keys()], ['a', 'b', 'none']);
    assert.deepEqual(found.get('a'), rows.slice(0, 3));
    assert.deepEqual(found.get('b'), [state('b', 35, 9)]);
    assert.deepEqual(found.get('none'), []);
    assert.deepEqual((await store.states({ uids: ['a'], start: 41, end: 99, limit: 5 })).get('a'), [rows[4]]);
    assert.deepEqual((await store.states({ uids: ['b'], start: 0, end: 35, limit: 5 })).get('b'), []);
  });

  test('takes a batch again without harm, and the later row of the same key', async (store) => {
    const rows = [state('a', 1, 1), state('a', 1, 2), state('a', 2, 3)];
    for (let i = 0; i < 2; i++) await store.write(batch({ states: rows }));
    assert.deepEqual(await statesOf(store, 'a'), rows);
    const corrected = state('a', 1, 2, { value: 'other', attributes: {} });
    await store.write(batch({ states: [state('a', 1, 2, { value: 0 }), corrected] }));
    assert.deepEqual(await statesOf(store, 'a'), [rows[0], corrected, rows[2]]);
  });

  test('holds what a sorted list would, over any batches', async (store) => {
    const row = fc.record({
      uid: fc.constantFrom('p', 'q'),
      at: fc.nat(20),
      seq: fc.nat(20),
      value: fc.oneof(fc.integer(), fc.boolean(), fc.string({ unit: 'grapheme' }), fc.constant(null)),
      attributes: fc.dictionary(fc.constantFrom('x', 'y'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
    });
    const query = fc.record({ start: fc.nat(21), end: fc.nat(21), limit: fc.integer({ min: 1, max: 9 }) });
    const written = new Map<string, StateRow>();
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), query, async (rows, { start, end, limit }) => {
        // Minus zero is no value of JSON, and -0 inside a document comes back as 0.
        const states = rows.map(
          (changes) =>
            JSON.parse(
              JSON.stringify(state(changes.uid, changes.at, changes.seq, changes as Partial<StateRow>)),
            ) as StateRow,
        );
        await store.write(batch({ states }));
        for (const one of states) written.set(`${one.uid} ${one.at} ${one.seq}`, one);
        const found = await store.states({ uids: ['p', 'q'], start, end, limit });
        for (const uid of ['p', 'q']) {
          const own = [...written.values()]
            .filter((one) => one.uid === uid)
            .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
          const before = own.filter(({ at }) => at < start).slice(-1);
          const within = own.filter(({ at }) => at >= start && at < end).slice(0, limit);
          assert.deepEqual(found.get(uid), [...before, ...within]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the newest states for the next start, and the highest seq for ever', async (store) => {
    assert.equal(await store.lastSeq(), 0);
    assert.deepEqual(await store.latest(), []);
    const first = latest('a', 5, { measuredAt: 7, value: true });
    await store.write(batch({ latest: [latest('a', 4), first, latest('b', 6)] }));
    assert.deepEqual((await store.latest()).toSorted(byUid), [first, latest('b', 6)]);
    await store.write(batch({ latest: [latest('c', 3)], removedLatest: ['b', 'never'] }));
    assert.deepEqual((await store.latest()).toSorted(byUid), [first, latest('c', 3)]);
    assert.equal(await store.lastSeq(), 6);
    await store.write(batch({ events: [event(8, 1, 'x')], states: [state('a', 1, 7)] }));
    await store.forget({ uids: ['a', 'c'] });
    await store.purge(100, 100);
    assert.equal(await store.lastSeq(), 8);
  });

  test('takes thousands of rows in one batch, readers seeing all of it or nothing', async (store) => {
    const rows = Array.from({ length: 6000 }, (_, i) =>
      state(`e${i % 3}`, i, i + 1, { attributes: { half: i % 2 } }),
    );
    const writing = store.write(batch({ states: rows }));
    let done = false;
    const watched = writing.finally(() => (done = true));
    while (!done) {
      const seen = (await statesOf(store, 'e0')).length;
      assert.ok(seen === 0 || seen === 2000, `saw ${seen}`);
      await nextTurn();
    }
    await watched;
    assert.equal((await statesOf(store, 'e2')).length, 2000);
  });

  test('keeps every batch of many written at once', async (store) => {
    const batches = Array.from({ length: 20 }, (_, i) => [
      state('a', i, i + 1, { attributes: { i } }),
      state(`b${i}`, i, i + 100),
    ]);
    await Promise.all(batches.map((states) => store.write(batch({ states }))));
    assert.deepEqual(
      await statesOf(store, 'a'),
      batches.map(([row]) => row),
    );
    assert.deepEqual(await statesOf(store, 'b19'), [batches[19]?.[1]]);
  });
}

/** What every metrics database promises of events, calls, series and of removing. */
export function otherHistoryContract(open: OpenHistory): void {
  const test = contractTest(open);

  test('finds events by time and type, oldest first', async (store) => {
    const events = [event(1, 10, 'a'), event(2, 20, 'b'), event(3, 20, 'a'), event(4, 30, 'c')];
    await store.write(batch({ events: events.toReversed(), calls: [call('x', 1)] }));
    await store.write(batch({ events: [event(4, 30, 'c')], calls: [call('x', 1)] }));
    assert.deepEqual(await store.events({ start: 10, end: 30, limit: 9 }), events.slice(0, 3));
    assert.deepEqual(await store.events({ start: 0, end: 99, types: ['a', 'c'], limit: 2 }), [
      events[0],
      events[2],
    ]);
    assert.deepEqual(await store.events({ start: 0, end: 99, types: [], limit: 9 }), []);
  });

  test('gives back points of a series as they were written, one for each key', async (store) => {
    const points = [
      point(10),
      point(20, { key: 'a', value: null, unit: null, end: 30, metadata: {}, owner: null }),
      point(20, { key: 'b', value: -0.5, metadata: { 'o"\'ö': [true] } }),
    ];
    await store.write(batch({ series: [...points, point(5, { series: 'sleep_sessions' })] }));
    await store.write(batch({ series: [point(20, { key: 'b', value: 3 }), ...points] }));
    assert.deepEqual(await store.series({ series: 'health_metrics', ...all }), points);
    const corrected = point(10, { value: 62, entryUid: 'entry2' });
    await store.write(batch({ series: [corrected] }));
    assert.deepEqual(await store.series({ series: 'health_metrics', ...all, limit: 1 }), [corrected]);
  });

  test('narrows a series by time, type, owner and number, newest first on demand', async (store) => {
    const points = [
      point(10, { type: 'hrv' }),
      point(20, { owner: 'sam' }),
      point(20, { type: 'hrv', owner: null }),
      point(30, { source: 'apple' }),
      point(30),
    ];
    await store.write(batch({ series: points }));
    const found = async (query: Partial<Parameters<HistoryStore['series']>[0]>) =>
      (await store.series({ series: 'health_metrics', ...all, ...query })).map((one) =>
        points.findIndex((other) => isSame(one, other)),
      );
    assert.deepEqual(await found({}), [0, 1, 2, 3, 4]);
    assert.deepEqual(await found({ newestFirst: true, limit: 3 }), [4, 3, 2]);
    assert.deepEqual(await found({ start: 20, end: 30 }), [1, 2]);
    assert.deepEqual(await found({ type: 'hrv' }), [0, 2]);
    assert.deepEqual(await found({ owners: ['sam', null] }), [1, 2]);
    assert.deepEqual(await found({ owners: ['alex'], type: 'heart_rate' }), [3, 4]);
    assert.deepEqual(await found({ owners: [] }), []);
  });

  test('forgets an entity whole and takes it anew', async (store) => {
    await store.write(
      batch({
        states: [state('a', 1, 1), state('a', 2, 2), state('b', 1, 3)],
        latest: [latest('a', 2), latest('b', 3)],
      }),
    );
    await store.forget({ uids: ['a', 'never'] });
    assert.deepEqual(await statesOf(store, 'a'), []);
    assert.deepEqual(await store.latest(), [latest('b', 3)]);
    assert.deepEqual(await statesOf(store, 'b'), [state('b', 1, 3)]);
    await store.write(batch({ states: [state('a', 3, 4)] }));
    assert.deepEqual(await statesOf(store, 'a'), [state('a', 3, 4)]);
  });

  test('forgets the series of a config entry and leaves those of others', async (store) => {
    const others = Array.from({ length: 5 }, (_, i) => point(i, { entryUid: 'entry2', key: 'other' }));
    const own = Array.from({ length: 2500 }, (_, i) => point(i));
    await store.write(batch({ series: [...own, ...others] }));
    await store.forget({ entryUid: 'entry1' });
    assert.deepEqual(await store.series({ series: 'health_metrics', ...all }), others);
  });

  test('purges states, events and calls of before, but the state that was in force then, and no series', async (store) => {
    const a = [state('a', 10, 1), state('a', 20, 2), state('a', 30, 3), state('a', 50, 4)];
    await store.write(
      batch({
        states: [...a, state('b', 10, 5), state('c', 40, 6)],
        events: [event(1, 39, 'x'), event(2, 40, 'x')],
        calls: [call('x', 39), call('y', 40)],
        series: [point(1)],
      }),
    );
    assert.equal(await store.purge(40, 100), 4);
    assert.deepEqual(await statesOf(store, 'a'), a.slice(2));
    assert.deepEqual(await statesOf(store, 'b'), [state('b', 10, 5)]);
    assert.deepEqual(await statesOf(store, 'c'), [state('c', 40, 6)]);
    assert.deepEqual(await store.events({ ...all }), [event(2, 40, 'x')]);
    assert.equal((await store.series({ series: 'health_metrics', ...all })).length, 1);
    assert.equal(await store.purge(40, 100), 0);
  });

  test('purges no more than it is told, until nothing is left to purge', async (store) => {
    const states = Array.from({ length: 2300 }, (_, i) => state('a', i, i + 1, { attributes: { i: i % 5 } }));
    await store.write(batch({ states, events: [event(1, 1, 'x')] }));
    assert.equal(await store.purge(10_000, 1200), 1200);
    assert.deepEqual((await statesOf(store, 'a'))[0], states[1200]);
    assert.equal(await store.purge(10_000, 5000), 1100);
    assert.deepEqual(await statesOf(store, 'a'), states.slice(-1));
    const again = state('a', 20_000, 9000, { attributes: { i: 1 } });
    await store.write(batch({ states: [again] }));
    assert.deepEqual(await statesOf(store, 'a'), [...states.slice(-1), again]);
  });

  test('finds itself in order', async (store) => {
    assert.equal(await store.check(), 'ok');
  });
}

function contractTest(open: OpenHistory) {
  return (title: string, run: (store: HistoryStore) => Promise<void>) =>
    it(title, async function () {
      this.timeout(60_000);
      await using opened = await open(this);
      await run(opened.store);
    });
}

async function statesOf(store: HistoryStore, uid: string): Promise<readonly StateRow[]> {
  return (await store.states({ uids: [uid], ...all })).get(uid) ?? [];
}

const byUid = (a: { readonly uid: string }, b: { readonly uid: string }): number => (a.uid < b.uid ? -1 : 1);

function isSame(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
