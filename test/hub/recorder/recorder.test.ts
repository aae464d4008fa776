import assert from 'node:assert/strict';
import { days, hours } from '@lifeops/lib';
import type { RecordPolicy } from '@lifeops/lib';
import fc from 'fast-check';
import { MemoryHistoryStore } from '../../../hub/src/storage/memory/memory-history.ts';
import type { RecorderBatch, StateRow, StoredSeriesPoint } from '../../../hub/src/recorder/ports.ts';
import { Recorder, recorderDefaults } from '../../../hub/src/recorder/recorder.ts';
import type { RecorderOptions } from '../../../hub/src/recorder/recorder.ts';
import { context, makeKernel, report } from '../core/kernel.ts';

/** A database that can be away, and counts its transactions. */
class Store extends MemoryHistoryStore {
  away = false;
  batches: RecorderBatch[] = [];

  override async write(batch: RecorderBatch): Promise<void> {
    if (this.away) throw new Error('disk full');
    this.batches.push(batch);
    await super.write(batch);
  }
}

function makeRecorder(options: Partial<RecorderOptions> = {}, policy: RecordPolicy = 'changes') {
  const kernel = makeKernel();
  const store = new Store();
  const recorder = new Recorder(
    { ...kernel, store, policyOf: () => policy },
    { ...recorderDefaults, ...options },
  );
  recorder.start();
  const writers = new Map<string, ReturnType<typeof kernel.states.claim>>();
  const set = (uid: string, value: number | string | null, status: 'ok' | 'unavailable' = 'ok') => {
    let writer = writers.get(uid);
    if (!writer) writers.set(uid, (writer = kernel.states.claim({ uid, entityId: `sensor.${uid}` }, 'test')));
    return writer.report(report(value, { status }), context);
  };
  const kept = async (uid: string, start = 0) => {
    const rows = await store.states({ uids: [uid], start, end: Number.MAX_SAFE_INTEGER, limit: 1000 });
    return (rows.get(uid) ?? []).map(({ value }) => value);
  };
  return {
    ...kernel,
    store,
    recorder,
    set,
    kept,
    remove: (uid: string) => writers.get(uid)?.remove(context),
  };
}

describe('the recorder', () => {
  it('writes states and events once a second, in one transaction, and keeps the latest for the next start', async () => {
    const { clock, store, recorder, set, kept, bus } = makeRecorder();
    await using _end = recorder;
    for (let n = 0; n < 50; n++) set('a', n);
    bus.fire('hub_started', {}, context);
    assert.equal(store.batches.length, 0);
    await clock.advance(1000);
    assert.equal(store.batches.length, 1);
    assert.deepEqual((await kept('a')).length, 50);
    assert.deepEqual(
      (await store.latest()).map(({ uid, value }) => [uid, value]),
      [['a', 49]],
    );
    const events = await store.events({ start: 0, end: clock.now() + 1, limit: 10 });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['hub_started'],
    );
    assert.deepEqual(
      (await Recorder.restorable(store)).map(({ value }) => value),
      [49],
    );
  });

  for (const [policy, expected] of [
    ['all', [7, 7, 7]],
    ['changes', [7]],
  ] as const) {
    it(`keeps ${expected.length} of three equal reports under the policy ${policy}`, async () => {
      const { clock, recorder, set, kept } = makeRecorder({}, policy);
      await using _end = recorder;
      for (let n = 0; n < 3; n++) {
        set('a', 7);
        await clock.advance(1000);
      }
      assert.deepEqual(await kept('a'), expected);
    });
  }

  it('forgets the latest of a state that was taken away', async () => {
    const { clock, store, recorder, set, remove } = makeRecorder();
    await using _end = recorder;
    set('a', 1);
    await clock.advance(1000);
    remove('a');
    await clock.advance(1000);
    assert.deepEqual(await store.latest(), []);
  });

  it('loses nothing within its bound while the database is away, tells once, and catches up', async () => {
    const { clock, store, recorder, set, kept, log } = makeRecorder();
    store.away = true;
    for (let n = 0; n < 20; n++) {
      set('a', n);
      await clock.advance(1000);
    }
    assert.match(recorder.problem?.message ?? '', /disk full/);
    assert.equal(recorder.waitingRows, 20);
    assert.equal(log.lines.filter(({ level }) => level === 'error').length, 1);
    store.away = false;
    await clock.advance(40_000);
    assert.equal(recorder.problem, null);
    assert.equal(recorder.waitingRows, 0);
    assert.deepEqual(
      await kept('a'),
      Array.from({ length: 20 }, (_, n) => n),
    );
    await recorder[Symbol.asyncDispose]();
  });

  it('drops history beyond its bound, and never the latest state', async () => {
    const { clock, store, recorder, set, kept } = makeRecorder({ queueRows: 100 });
    await using _end = recorder;
    store.away = true;
    for (let n = 0; n < 500; n++) set(`e${n % 10}`, n);
    await clock.advance(5000);
    assert.equal(recorder.waitingRows, 100);
    store.away = false;
    await clock.advance(60_000);
    const latest = new Map((await store.latest()).map(({ uid, value }) => [uid, value]));
    for (let n = 0; n < 10; n++) assert.equal(latest.get(`e${n}`), 490 + n);
    assert.equal((await kept('e0')).length, 10);
  });

  it('keeps a newer state that came while a batch failed', async () => {
    const { clock, store, recorder, set } = makeRecorder();
    await using _end = recorder;
    store.away = true;
    set('a', 1);
    await clock.advance(1000);
    set('a', 2);
    store.away = false;
    await clock.advance(60_000);
    assert.deepEqual(
      (await store.latest()).map(({ value }) => value),
      [2],
    );
  });

  it('writes what waits when it ends', async () => {
    const { store, recorder, set, kept } = makeRecorder();
    set('a', 1);
    await recorder[Symbol.asyncDispose]();
    assert.deepEqual(await kept('a'), [1]);
    assert.equal(store.batches.length, 1);
  });

  it('shows in history what has not been written yet', async () => {
    const { clock, recorder, set } = makeRecorder();
    await using _end = recorder;
    set('a', 7);
    const history = await recorder.history({ uids: ['a'], start: 0, end: clock.now() + 1, limit: 10 });
    assert.deepEqual(
      history.get('a')?.map(({ value }) => value),
      [7],
    );
  });

  it('splits a long queue into transactions of bounded size', async () => {
    const { recorder, set, store, kept } = makeRecorder();
    await using _end = recorder;
    for (let n = 0; n < 3500; n++) set('a', n);
    await recorder.flush();
    assert.ok(store.batches.every(({ states }) => states.length <= 1000));
    assert.equal(store.batches.length, 4);
    assert.equal((await kept('a')).length, 1000);
  });
});

describe('a dead band', () => {
  it('measures from what was kept last, so that a slow drift is kept, and lets every other status through', async () => {
    const { recorder, set, kept } = makeRecorder({}, { deadband: 1 });
    await using _end = recorder;
    for (const value of [10, 10.4, 10.8, 11.1, 11.5, 12.0, 12.2]) set('a', value);
    set('a', null, 'unavailable');
    set('a', 12.3);
    await recorder.flush();
    assert.deepEqual(await kept('a'), [10, 11.1, 12.2, null, 12.3]);
  });

  it('never leaves history further from the truth than its width', async () => {
    const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(values, async (path) => {
        const { recorder, set, kept } = makeRecorder({}, { deadband: 5 });
        await using _end = recorder;
        const shown: number[] = [];
        for (const value of path) {
          set('a', value);
          await recorder.flush();
          shown.push((await kept('a')).at(-1) as number);
        }
        assert.ok(path.every((value, i) => Math.abs(value - (shown[i] as number)) < 5));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps nothing for an entity that wants no history, but its latest', async () => {
    const { recorder, set, kept, store } = makeRecorder({}, 'none');
    await using _end = recorder;
    set('a', 1);
    await recorder.flush();
    assert.deepEqual(await kept('a'), []);
    assert.equal((await store.latest()).length, 1);
  });
});

describe('series', () => {
  const point = (at: number, value: number): StoredSeriesPoint => ({
    series: 'health_metrics',
    type: 'heart_rate',
    at,
    value,
    unit: 'bpm',
    key: '',
    end: null,
    metadata: {},
    source: 'test',
    entryUid: 'e1',
    owner: null,
  });

  it('are durable when their write resolves, replace the same point, and fail when the database does', async () => {
    const { recorder, store } = makeRecorder();
    await using _end = recorder;
    await recorder.writeSeries([point(1, 60), point(2, 61)]);
    await recorder.writeSeries([point(2, 62)]);
    const found = await recorder.series({ series: 'health_metrics', start: 0, end: 10, limit: 10 });
    assert.deepEqual(
      found.map(({ value }) => value),
      [60, 62],
    );
    store.away = true;
    await assert.rejects(recorder.writeSeries([point(3, 63)]), /disk full/);
    store.away = false;
  });

  it('give the newest point of a type to its owner and to nobody else', async () => {
    const { recorder, clock } = makeRecorder();
    await using _end = recorder;
    await recorder.writeSeries([
      { ...point(clock.now() - 5, 60), owner: 'anna' },
      point(clock.now() - 9, 55),
    ]);
    assert.equal((await recorder.newest('health_metrics', 'heart_rate', ['anna', null]))?.value, 60);
    assert.equal((await recorder.newest('health_metrics', 'heart_rate', [null]))?.value, 55);
    assert.equal(await recorder.newest('health_metrics', 'steps', ['anna', null]), undefined);
  });
});

describe('the purge', () => {
  it('takes away what is older than it is kept, bit by bit, and leaves the state that still held', async () => {
    const { clock, store, recorder, kept } = makeRecorder({ keepMs: days(10) });
    await using _end = recorder;
    const rows = Array.from({ length: 12_000 }, (_, n): StateRow => ({
      uid: 'a',
      at: clock.now() - days(20) + n * 1000,
      seq: n + 1,
      value: n,
      status: 'ok',
      attributes: {},
      contextId: 'c',
    }));
    await store.write({ states: rows, latest: [], removedLatest: [], events: [], calls: [], series: [] });
    await clock.advance(hours(1));
    const first =
      (await store.states({ uids: ['a'], start: 0, end: clock.now(), limit: 20_000 })).get('a')?.length ?? 0;
    assert.ok(first > 5000 && first < 12_000);
    await clock.advance(10_000);
    assert.deepEqual(await kept('a'), [11_999]);
  });
});
