import assert from 'node:assert/strict';
import { silentLogger } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { HealthRegistry } from '../../../hub/src/supervisor/health-registry.ts';
import { Lifecycle } from '../../../hub/src/supervisor/lifecycle.ts';
import type { LifecyclePart } from '../../../hub/src/supervisor/lifecycle.ts';

function hub() {
  const clock = new FakeClock();
  const health = new HealthRegistry({ clock, log: silentLogger });
  const lifecycle = new Lifecycle({ clock, log: silentLogger, health });
  const steps: string[] = [];
  const part = (name: string, more: Partial<LifecyclePart> = {}): LifecyclePart => ({
    name,
    start: () => void steps.push(`+${name}`),
    stop: () => void steps.push(`-${name}`),
    ...more,
  });
  const statusOf = (name: string) => health.parts().find((shown) => shown.name === name)?.status;
  return { clock, health, lifecycle, steps, part, statusOf };
}

const never = () => new Promise<void>(() => {});

describe('Lifecycle', () => {
  it('starts parts in order and stops them in reverse, each once', async () => {
    const { lifecycle, steps, part, health } = hub();
    lifecycle.add(part('a')).add(part('b')).add(part('c'));
    await lifecycle.start();
    assert.equal(lifecycle.state, 'running');
    assert.equal(health.overall(), 'ok');
    await Promise.all([lifecycle.stop(), lifecycle.stop(), lifecycle[Symbol.asyncDispose]()]);
    assert.deepEqual(steps, ['+a', '+b', '+c', '-c', '-b', '-a']);
    assert.equal(lifecycle.state, 'stopped');
    assert.deepEqual(health.parts(), []);
  });

  it('stops what had begun when a part fails, the failing one too, and throws what it threw', async () => {
    const { lifecycle, steps, part } = hub();
    lifecycle.add(part('a'));
    lifecycle.add(part('b', { start: () => Promise.reject(new Error('no port')) }));
    lifecycle.add(part('c'));
    await assert.rejects(lifecycle.start(), /no port/);
    assert.deepEqual(steps, ['+a', '-b', '-a']);
    await lifecycle.stop();
    assert.deepEqual(steps, ['+a', '-b', '-a']);
  });

  it('goes on without an optional part, degraded', async () => {
    const { lifecycle, steps, part, statusOf, health } = hub();
    lifecycle.add(part('bridge', { optional: true, start: () => Promise.reject(new Error('no')) }));
    lifecycle.add(part('api'));
    await lifecycle.start();
    assert.deepEqual(steps, ['+api']);
    assert.equal(statusOf('bridge'), 'failed');
    assert.equal(health.overall(), 'degraded');
    await lifecycle.stop();
  });

  it('gives up a part that does not start in its time', async () => {
    const { lifecycle, part, clock, steps } = hub();
    const aborted: boolean[] = [];
    lifecycle.add(
      part('slow', {
        startLimitMs: 500,
        start: (signal) => {
          signal.addEventListener('abort', () => aborted.push(true));
          return never();
        },
      }),
    );
    const started = assert.rejects(lifecycle.start(), /slow did not start within 0\.5 s/);
    await clock.advance(500);
    await started;
    assert.deepEqual(aborted, [true]);
    assert.deepEqual(steps, ['-slow']);
  });

  it('leaves behind a part that does not stop in its time, stops the others, and reports it', async () => {
    const { lifecycle, part, clock, steps } = hub();
    lifecycle.add(part('a'));
    lifecycle.add(part('hangs', { stop: never, stopLimitMs: 1000 }));
    lifecycle.add(part('breaks', { stop: () => Promise.reject(new Error('broken')) }));
    await lifecycle.start();
    const stopped = lifecycle.stop().then(
      () => undefined,
      (cause: unknown) => cause,
    );
    await clock.advance(1000);
    const failure = await stopped;
    assert.ok(failure instanceof AggregateError);
    assert.deepEqual(
      failure.errors.map((error: Error) => error.message),
      ['broken', 'hangs did not stop within 1 s; it is left behind.'],
    );
    assert.deepEqual(steps, ['+a', '+hangs', '+breaks', '-a']);
    assert.deepEqual(clock.pending, []);
  });

  it('cancels a start that is under way when it is stopped', async () => {
    const { lifecycle, part, steps } = hub();
    const begun = Promise.withResolvers<void>();
    lifecycle.add(part('a'));
    lifecycle.add(
      part('b', {
        start: (signal) => {
          begun.resolve();
          return new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          );
        },
      }),
    );
    lifecycle.add(part('c'));
    const started = assert.rejects(lifecycle.start(), { code: 'aborted' });
    await begun.promise;
    await lifecycle.stop();
    await started;
    assert.deepEqual(steps, ['+a', '-b', '-a']);
  });

  it('starts nothing with a signal that has fired', async () => {
    const { lifecycle, part, steps } = hub();
    lifecycle.add(part('a'));
    await assert.rejects(lifecycle.start(AbortSignal.abort()));
    assert.deepEqual(steps, []);
  });

  it('leaves health to a part that reports it itself', async () => {
    const { lifecycle, part, statusOf } = hub();
    lifecycle.add(part('recorder', { reportsHealth: true }));
    await lifecycle.start();
    assert.equal(statusOf('recorder'), 'starting');
    await lifecycle.stop();
  });
});
