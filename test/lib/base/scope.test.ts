import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Aborted, Emitter, Scope } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';

describe('Scope', () => {
  it('ends what it holds last in, first out, whatever the kind, waiting for each', async () => {
    const order: string[] = [];
    const scope = new Scope('test');
    scope.use({ [Symbol.dispose]: () => void order.push('a') });
    scope.use({
      [Symbol.asyncDispose]: async () => {
        await Promise.resolve();
        await Promise.resolve();
        order.push('b');
      },
    });
    scope.defer(() => void order.push('c'));
    scope.signal.addEventListener('abort', () => order.push('signal'));
    await scope[Symbol.asyncDispose]();
    assert.deepEqual(order, ['signal', 'c', 'b', 'a']);
    assert.equal(scope.size, 0);
  });

  it('ends everything even when some fail, and reports all failures', async () => {
    let ended = 0;
    const scope = new Scope('thing');
    const fail = (name: string) => () => {
      ended++;
      throw new Error(name);
    };
    scope.defer(fail('a'));
    scope.defer(() => void ended++);
    scope.defer(async () => fail('b')());
    await assert.rejects(scope[Symbol.asyncDispose](), (cause: AggregateError) => {
      assert.equal(cause.message, 'thing did not close cleanly.');
      assert.deepEqual(
        cause.errors.map((error: Error) => error.message),
        ['b', 'a'],
      );
      return true;
    });
    assert.equal(ended, 3);
  });

  it('closes once, and everyone who closes it waits for the same end', async () => {
    let ended = 0;
    const scope = new Scope('test');
    scope.defer(async () => void ended++);
    assert.equal(scope[Symbol.asyncDispose](), scope[Symbol.asyncDispose]());
    await scope[Symbol.asyncDispose]();
    assert.equal(ended, 1);
  });

  it('ends at once what is added while it closes or after, and waits for it', async () => {
    const order: string[] = [];
    const scope = new Scope('test');
    scope.defer(
      () =>
        void scope.defer(async () => {
          await Promise.resolve();
          order.push('late');
        }),
    );
    await scope[Symbol.asyncDispose]();
    assert.deepEqual(order, ['late']);
    scope.use({ [Symbol.dispose]: () => void order.push('after') });
    assert.deepEqual(order, ['late', 'after']);
  });

  it('reports the failure of what was added while it closed', async () => {
    const scope = new Scope('test');
    scope.defer(
      () =>
        void scope.defer(() => {
          throw new Error('late');
        }),
    );
    await assert.rejects(scope[Symbol.asyncDispose](), AggregateError);
  });

  it('forgets what was taken back, and only that, though the same function was given twice', async () => {
    let runs = 0;
    const run = () => void runs++;
    const scope = new Scope('test');
    scope.defer(run);
    scope.defer(run)[Symbol.dispose]();
    assert.equal(scope.size, 1);
    await scope[Symbol.asyncDispose]();
    assert.equal(runs, 1);
  });

  it('holds timers until they ran, and ends them with itself', async () => {
    const clock = new FakeClock();
    const scope = new Scope('test');
    let ran = 0;
    scope.timer(clock, 10, () => ran++);
    scope.timer(clock, 20, () => ran++)[Symbol.dispose]();
    scope.timer(clock, 30, () => ran++);
    await clock.advance(10);
    assert.deepEqual([ran, scope.size], [1, 1]);
    await scope[Symbol.asyncDispose]();
    assert.equal(clock.pending.length, 0);
    scope.timer(clock, 1, () => ran++);
    await clock.advance(50);
    assert.equal(ran, 1);
  });

  it('reacts one after another, and waits for what is under way', async () => {
    const clock = new FakeClock();
    const scope = new Scope('test');
    const errors: unknown[] = [];
    const emitter = new Emitter<number>((cause) => errors.push(cause));
    const done: number[] = [];
    scope.react(
      emitter.event,
      async (n) => {
        await clock.sleep(10 - n);
        if (n === 2) throw new Error('two');
        done.push(n);
      },
      (cause) => errors.push(cause),
    );
    for (const n of [1, 2, 3]) emitter.fire(n);
    const closed = scope[Symbol.asyncDispose]();
    assert.equal(emitter.hasListeners, false);
    await clock.until(closed);
    assert.deepEqual(done, [1, 3]);
    assert.deepEqual(errors.map(String), ['Error: two']);
  });

  it('tells failures of tracked work, but not that closing aborted it', async () => {
    const errors: string[] = [];
    const scope = new Scope('test');
    const note = (cause: unknown) => errors.push(String(cause));
    scope.track(Promise.reject(new Aborted('early')), note);
    scope.track(Promise.reject(new Error('x')), note);
    await new Promise((resolve) => setImmediate(resolve));
    scope.track(
      new Promise((_, reject) =>
        scope.signal.addEventListener('abort', () => reject(scope.signal.reason as Error)),
      ),
      note,
    );
    await scope[Symbol.asyncDispose]();
    assert.deepEqual(errors, ['Aborted: early', 'Error: x']);
  });

  it('closes though the handler of a failure fails itself, and says so', async () => {
    const scope = new Scope('test');
    scope.track(Promise.reject(new Error('x')), () => {
      throw new Error('handler');
    });
    await assert.rejects(scope[Symbol.asyncDispose](), (cause: AggregateError) =>
      /handler/.test(String(cause.errors)),
    );
  });

  it('ends everything exactly once in reverse order for any mixture of adding and taking back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ slow: fc.boolean(), back: fc.boolean() }), { maxLength: 20 }),
        async (parts) => {
          const scope = new Scope('test');
          const ended: number[] = [];
          parts.forEach(({ slow, back }, i) => {
            const held = scope.defer(
              slow
                ? async () => {
                    await Promise.resolve();
                    ended.push(i);
                  }
                : () => void ended.push(i),
            );
            if (back) held[Symbol.dispose]();
          });
          await scope[Symbol.asyncDispose]();
          assert.deepEqual(ended, parts.flatMap(({ back }, i) => (back ? [] : [i])).reverse());
        },
      ),
    );
  });
});
