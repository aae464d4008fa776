import assert from 'node:assert/strict';
import { AuthExpired, defineIntegration, minutes, NotReady, sensor, Unavailable, z } from '@lifeops/lib';
import type { CoordinatorOptions, Integration } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

interface Cloud {
  value: number;
  error: Error | undefined;
  fetches: number[];
  fetch?: (signal: AbortSignal) => Promise<number>;
}

const cloud = (): Cloud => ({ value: 1, error: undefined, fetches: [] });

const polled = (state: Cloud, options: Partial<CoordinatorOptions<number>> = {}): Integration =>
  defineIntegration({
    id: 'polled',
    needs: ['clock'],
    config: z.object({}),
    services: {},
    setup({ hub }) {
      const source = hub.coordinator({
        every: minutes(1),
        fetch: async (signal) => {
          state.fetches.push(hub.clock.now());
          if (state.fetch) return state.fetch(signal);
          if (state.error) throw state.error;
          return state.value;
        },
        ...options,
      });
      hub.entities(source, [sensor({ key: 'value', read: (data) => data })]);
    },
  });

describe('a polled source', () => {
  it('is fetched in set-up, then at its interval give or take a twentieth', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state), { config: {} });
    assert.equal(state.fetches.length, 1);
    await hub.advance(minutes(30));
    const gaps = state.fetches.slice(1).map((at, i) => at - (state.fetches[i] ?? 0));
    assert.ok(gaps.length >= 28 && gaps.length <= 32);
    for (const gap of gaps) assert.ok(gap >= 57_000 && gap <= 63_000, `${gap} ms`);
    assert.ok(new Set(gaps).size > 10, 'waits do not vary');
  });

  for (const [error, outcome] of [
    [new Unavailable('down'), 'retry'],
    [new NotReady('soon', { retryAfterMs: 5000 }), 'retry'],
    [new AuthExpired('who?'), 'reauth'],
    [new TypeError('broken code'), 'failed'],
  ] as const) {
    it(`that fails at first with ${error.name} makes set-up ${outcome}, and leaves nothing behind`, async () => {
      const state = cloud();
      state.error = error;
      await using hub = await testHub(polled(state), { config: {} });
      assert.equal(hub.outcome.outcome, outcome);
      assert.ok(JSON.stringify(hub.outcome).includes(error.message));
      assert.deepEqual(hub.entities, []);
      assert.equal(hub.clock.pending.length, 0);
    });
  }

  it('goes stale at the first failure, unavailable after three intervals, and back, logged once each way', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state), { config: {} });
    state.error = new Unavailable('down');
    await hub.advance(minutes(1.1));
    assert.deepEqual(hub.state('value'), { value: 1, status: 'stale', attributes: {}, measuredAt: null });
    await hub.advance(minutes(1.8));
    assert.equal(hub.state('value')?.status, 'stale');
    await hub.advance(minutes(0.2));
    assert.deepEqual(hub.state('value'), {
      value: null,
      status: 'unavailable',
      attributes: {},
      measuredAt: null,
    });
    await hub.advance(minutes(5));
    state.error = undefined;
    state.value = 2;
    await hub.advance(minutes(1.1));
    assert.equal(hub.state('value')?.value, 2);
    assert.equal(hub.state('value')?.status, 'ok');
    assert.deepEqual(
      hub.logs.map(({ level, message }) => [level, message]),
      [
        ['warn', 'The source does not answer; its entities are stale.'],
        ['info', 'The source answers again.'],
      ],
    );
    assert.deepEqual(
      hub.sourceChanges.map(({ ok }) => ok),
      [false, true],
    );
  });

  it('keeps to staleAfter where it is given', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state, { staleAfter: minutes(10) }), { config: {} });
    state.error = new Unavailable('down');
    await hub.advance(minutes(9.9));
    assert.equal(hub.state('value')?.status, 'stale');
    await hub.advance(minutes(0.2));
    assert.equal(hub.state('value')?.status, 'unavailable');
  });

  it('waits as long as the other side asks', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state), { config: {} });
    state.error = new NotReady('later', { retryAfterMs: minutes(10) });
    await hub.advance(minutes(10.5));
    assert.equal(state.fetches.length, 2);
    state.error = undefined;
    await hub.advance(minutes(1));
    assert.equal(state.fetches.length, 3);
    assert.equal(hub.state('value')?.status, 'ok');
  });

  it('stops and asks for a new sign-in when the credentials end', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state), { config: {} });
    state.error = new AuthExpired('token ended');
    await hub.advance(minutes(60));
    assert.equal(state.fetches.length, 2);
    assert.deepEqual(
      hub.reauths.map(({ message }) => message),
      ['token ended'],
    );
    assert.equal(hub.state('value')?.status, 'unavailable');
    await assert.rejects(hub.refresh(), AuthExpired);
  });

  it('refreshes at once, then at most every ten seconds, whoever asks', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state), { config: {} });
    state.value = 2;
    await hub.refresh('value');
    assert.equal(hub.state('value')?.value, 2);
    const before = hub.clock.now();
    await Promise.all([hub.refresh(), hub.refresh(), hub.refresh()]);
    assert.equal(state.fetches.length, 3);
    assert.equal(hub.clock.now() - before, 10_000);
  });

  it('never fetches twice at a time: a request during a fetch leads to one more after it', async () => {
    const state = cloud();
    let running = 0;
    let most = 0;
    await using hub = await testHub(polled(state), { config: {} });
    state.fetch = async () => {
      most = Math.max(most, ++running);
      await hub.clock.sleep(3000);
      running--;
      return 7;
    };
    await Promise.all([hub.refresh(), hub.refresh(), hub.refresh()]);
    assert.equal(most, 1);
    assert.equal(state.fetches.length, 3);
  });

  it('rejects a refresh when the fetch fails, and survives one that nobody waits for', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state), { config: {} });
    state.error = new Unavailable('down');
    await assert.rejects(
      hub.refresh(),
      (cause: Error) => cause instanceof Unavailable && cause.message === 'down',
    );
    await hub.advance(minutes(3));
    assert.ok(state.fetches.length > 2);
  });

  it('gives up a fetch that hangs', async () => {
    const state = cloud();
    await using hub = await testHub(polled(state, { timeoutMs: 30_000 }), { config: {} });
    let aborted = false;
    state.fetch = (signal) => new Promise(() => signal.addEventListener('abort', () => (aborted = true)));
    await hub.advance(minutes(1.1));
    assert.equal(hub.state('value')?.status, 'ok');
    await hub.advance(31_000);
    assert.equal(aborted, true);
    assert.equal(hub.state('value')?.status, 'stale');
  });
});

describe('back-fill', () => {
  const ranges: { from: number; to: number }[] = [];
  beforeEach(() => void (ranges.length = 0));
  const filled = (state: Cloud) =>
    polled(state, {
      fetchRange: async (range) => {
        ranges.push({ ...range });
        return [
          { at: range.from + 1000, data: 41 },
          { at: range.from + 2000, data: 42 },
        ];
      },
    });

  it('asks for what was missed in a gap of more than two intervals, and writes it at its own time', async () => {
    const state = cloud();
    await using hub = await testHub(filled(state), { config: {} });
    const last = hub.clock.now();
    state.error = new Unavailable('down');
    await hub.advance(minutes(10));
    state.error = undefined;
    await hub.advance(minutes(1.1));
    assert.equal(ranges.length, 1);
    assert.equal(ranges[0]?.from, last);
    const n = hub.entities[0]?.n ?? 0;
    assert.deepEqual(hub.history, [
      [n, last + 1000, 'ok', 41, {}],
      [n, last + 2000, 'ok', 42, {}],
    ]);
    assert.equal(hub.state('value')?.value, 1);
  });

  it('does not for a shorter one', async () => {
    const state = cloud();
    await using hub = await testHub(filled(state), { config: {} });
    state.error = new Unavailable('down');
    await hub.advance(minutes(1.1));
    state.error = undefined;
    await hub.advance(minutes(5));
    assert.deepEqual(ranges, []);
  });

  it('fills the time for which the hub itself was away', async () => {
    const state = cloud();
    await using hub = await testHub(filled(state), { config: {} });
    await hub.stop();
    const last = hub.clock.now();
    await hub.advance(minutes(90));
    await hub.restart();
    await hub.advance(0);
    assert.deepEqual(ranges, [{ from: last, to: last + minutes(90) }]);
    assert.equal(hub.history.length, 2);
  });
});
