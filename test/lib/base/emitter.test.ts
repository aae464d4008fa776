import assert from 'node:assert/strict';
import { Emitter } from '@lifeops/lib';

const rethrow = (cause: unknown): never => {
  throw cause;
};

describe('Emitter', () => {
  it('delivers at once, in order of subscription, and not to those who left', () => {
    const emitter = new Emitter<number>(rethrow);
    const seen: string[] = [];
    const first = emitter.event((n) => void seen.push(`a${n}`));
    emitter.event((n) => void seen.push(`b${n}`));
    emitter.fire(1);
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    emitter.fire(2);
    assert.deepEqual(seen, ['a1', 'b1', 'b2']);
  });

  it('reports a listener that throws and goes on with the others', () => {
    const errors: unknown[] = [];
    const emitter = new Emitter<null>((cause) => errors.push(cause));
    let reached = false;
    emitter.event(() => {
      throw new Error('x');
    });
    emitter.event(() => (reached = true));
    emitter.fire(null);
    assert.equal(reached, true);
    assert.deepEqual(errors.map(String), ['Error: x']);
  });

  it('goes by the listeners of the moment: who comes or goes meanwhile counts from the next', () => {
    const emitter = new Emitter<number>(rethrow);
    const seen: string[] = [];
    let late: Disposable | undefined;
    emitter.event((n) => {
      seen.push(`a${n}`);
      late ??= emitter.event((m) => void seen.push(`late${m}`));
    });
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(seen, ['a1', 'a2', 'late2']);
  });

  it('lets one function listen twice, each ending apart, and knows when nobody listens', () => {
    const emitter = new Emitter<null>(rethrow);
    let calls = 0;
    const listener = () => void calls++;
    const one = emitter.event(listener);
    const two = emitter.event(listener);
    one[Symbol.dispose]();
    emitter.fire(null);
    assert.deepEqual([calls, emitter.hasListeners], [1, true]);
    two[Symbol.dispose]();
    assert.equal(emitter.hasListeners, false);
  });
});
