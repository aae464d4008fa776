import assert from 'node:assert/strict';
import { Conflict, InvalidInput, minutes, NotReady, TimedOut, Unavailable } from '@lifeops/lib';
import { context } from '../kernel.ts';
import { makeServices, outcomes } from './service-fixture.ts';

describe('CommandRunner', () => {
  describe('the policy', () => {
    it('fails a target that does not answer in time, tells its handler, and serves the others', async () => {
      const { add, turnOn, clock } = makeServices();
      let given: AbortSignal | undefined;
      await add('hangs', { does: ({ signal }) => new Promise(() => (given = signal)) });
      await add('good');
      const result = await clock.until(
        turnOn(['light.hangs', 'light.good'], { policy: { timeout_ms: 500 } }),
      );
      assert.deepEqual(outcomes(result), [
        ['light.hangs', 'failed', 'timed-out'],
        ['light.good', 'done', null],
      ]);
      assert.equal(given?.aborted, true);
      assert.equal(clock.monotonic(), 500);
    });

    it('tries again with growing waits what may be tried again', async () => {
      const { add, turnOn, clock, sent } = makeServices();
      const at: number[] = [];
      await add('flaky', {
        does: async () => {
          at.push(clock.monotonic());
          if (at.length < 4) throw new Unavailable('no answer');
        },
      });
      const result = await clock.until(turnOn('light.flaky', { policy: { retries: 3, backoff_ms: 100 } }));
      assert.deepEqual(outcomes(result), [['light.flaky', 'done', null]]);
      assert.equal(sent.length, 4);
      const waits = at.slice(1).map((time, i) => time - (at[i] as number));
      for (const [i, wait] of waits.entries())
        assert.ok(Math.abs(wait - 100 * 2 ** i) <= 10 * 2 ** i, `${wait}`);
    });

    it('gives up after the retries, and does not try again what is wrong or unsafe to repeat', async () => {
      const { add, turnOn, caller, clock, sent } = makeServices();
      await add('down', { does: () => Promise.reject(new NotReady('starting', { retryAfterMs: 700 })) });
      await add('wrong', { does: () => Promise.reject(new InvalidInput('no')) });
      await add('cal', {
        domain: 'calendar',
        features: ['create'],
        does: () => Promise.reject(new TimedOut('slow')),
      });
      const policy = { retries: 2, backoff_ms: 1 };
      assert.deepEqual(outcomes(await clock.until(turnOn(['light.down', 'light.wrong'], { policy }))), [
        ['light.down', 'failed', 'not-ready'],
        ['light.wrong', 'failed', 'invalid-input'],
      ]);
      assert.equal(clock.monotonic(), 1400);
      assert.equal(sent.length, 4);
      const target = { entity_id: 'calendar.cal' };
      const data = { summary: 'x', start: 1, end: 2 };
      await clock.until(
        caller.call({ domain: 'calendar', service: 'create_event', target, data, context, policy }),
      );
      assert.equal(sent.length, 5);
    });

    it('gives the same answer for the same key within ten minutes, and another call another one', async () => {
      const { add, turnOn, clock, sent } = makeServices();
      await add('lamp');
      const policy = { idempotency_key: 'k' };
      const [first, second] = await Promise.all([
        turnOn('light.lamp', { policy }),
        turnOn('light.lamp', { policy }),
      ]);
      assert.deepEqual(second, first);
      await assert.rejects(turnOn('light.lamp', { policy, target: { entity_id: 'all' } }), Conflict);
      await turnOn('light.lamp', { policy, context: { ...context, ref: 'somebody else' } });
      assert.equal(sent.length, 2);
      await clock.advance(minutes(10));
      assert.notEqual((await turnOn('light.lamp', { policy })).command_id, first.command_id);
    });

    it('fails the call when fewer targets succeed than asked for, with every result', async () => {
      const { add, turnOn } = makeServices();
      await add('good');
      await add('gone', { status: 'unavailable' });
      const both = ['light.good', 'light.gone'];
      await turnOn(both, { policy: { at_least: 'one' } });
      await assert.rejects(turnOn(both, { policy: { at_least: 'all' } }), (error: unknown) => {
        assert.ok(error instanceof Unavailable && error.code === 'command-failed');
        assert.equal((error.details['results'] as unknown[]).length, 2);
        return true;
      });
      await assert.rejects(turnOn('light.gone', { policy: { at_least: 'one' } }), Unavailable);
    });

    it('stops waiting when the caller gives up', async () => {
      const { add, turnOn } = makeServices();
      await add('hangs', { does: () => new Promise(() => {}) });
      const abort = new AbortController();
      const call = turnOn('light.hangs', { signal: abort.signal });
      abort.abort();
      assert.deepEqual(outcomes(await call), [['light.hangs', 'failed', 'aborted']]);
    });
  });

  describe('the queue of a device', () => {
    it('sends one at a time, and of the moves of a slider the first and the last', async () => {
      const { add, turnOn, clock, sent } = makeServices();
      await add('lamp', { features: ['brightness'], does: () => clock.sleep(100) });
      const calls = [10, 20, 30, 40].map((brightness) => turnOn('light.lamp', { data: { brightness } }));
      const results = await clock.until(Promise.all(calls));
      assert.deepEqual(
        sent.map(({ input }) => input['brightness']),
        [10, 40],
      );
      assert.deepEqual(
        results.flatMap((result) => result.results.map(({ status, reason }) => [status, reason])),
        [
          ['done', null],
          ['done', 'superseded'],
          ['done', 'superseded'],
          ['done', null],
        ],
      );
    });

    it('keeps the order of different services and of entities of one device', async () => {
      const { add, turnOn, caller, clock, sent } = makeServices();
      await add('a', { deviceUid: 'd', does: () => clock.sleep(10) });
      await add('b', { deviceUid: 'd', does: () => clock.sleep(10) });
      const off = () =>
        caller.call({ domain: 'light', service: 'turn_off', target: { entity_id: 'light.a' }, context });
      await clock.until(Promise.all([turnOn('light.a'), turnOn('light.b'), off(), turnOn('light.a')]));
      assert.deepEqual(
        sent.map(({ service, uid }, i) => [i, service, uid === sent[1]?.uid ? 'b' : 'a']),
        [
          [0, 'turn_on', 'a'],
          [1, 'turn_on', 'b'],
          [2, 'turn_off', 'a'],
          [3, 'turn_on', 'a'],
        ],
      );
    });

    it('goes on after a command that never ends', async () => {
      const { add, turnOn, clock } = makeServices();
      let first = true;
      await add('lamp', {
        does: () => (first ? ((first = false), new Promise(() => {})) : Promise.resolve()),
      });
      const hangs = turnOn('light.lamp', { policy: { timeout_ms: 100 } });
      const next = turnOn('light.lamp', { policy: { timeout_ms: 1000 } });
      const [a, b] = await clock.until(Promise.all([hangs, next]));
      assert.deepEqual(
        [...outcomes(a), ...outcomes(b)].map(([, status]) => status),
        ['failed', 'done'],
      );
    });
  });
});
