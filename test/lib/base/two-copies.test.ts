import assert from 'node:assert/strict';
import {
  asLifeOpsError,
  AuthExpired,
  InvalidInput,
  LifeOpsError,
  NotReady,
} from '../../../lib/src/base/errors.ts';
import type * as Errors from '../../../lib/src/base/errors.ts';
import { unavailable } from '../../../lib/src/domains/description.ts';

/** A module evaluated a second time, as when an installed package brings its own copy of the library. */
const again = async <T>(module: string): Promise<T> =>
  (await import(`../../../lib/src/${module}?copy=2`)) as T;

describe('two copies of the library', () => {
  let other: typeof Errors;
  before(async () => {
    other = await again<typeof Errors>('base/errors.ts');
    assert.notEqual(other.LifeOpsError, LifeOpsError);
  });

  it("recognise each other's errors by class", () => {
    const error = new other.NotReady('soon', { retryAfterMs: 5000 });
    assert.ok(error instanceof NotReady);
    assert.ok(error instanceof LifeOpsError);
    assert.equal(error instanceof AuthExpired, false);
    assert.equal(error instanceof InvalidInput, false);
    assert.equal(asLifeOpsError(error), error);
  });

  it('keep a class derived from ours apart from the one it derives from', () => {
    class PumpGone extends other.Unavailable {}
    assert.equal(new other.Unavailable('gone') instanceof PumpGone, false);
    assert.equal(new PumpGone('gone') instanceof PumpGone, true);
  });

  it('go by the class and not by the code, as a class promises fields', () => {
    for (const { LifeOpsError: Root } of [other, { LifeOpsError }]) {
      const error = new Root('invalid-manifest', 'not right');
      assert.equal(error.kind, 'InvalidInput');
      assert.equal(error instanceof InvalidInput, false);
      assert.equal(error instanceof LifeOpsError, true);
    }
    assert.deepEqual((new other.InvalidInput('no') as InvalidInput).issues, []);
    assert.ok(new other.InvalidInput('no') instanceof InvalidInput);
  });

  it('take nothing else for an error of theirs', () => {
    for (const value of [new Error('x'), { kind: 'NotReady' }, new TypeError('x'), null, undefined, 'x'])
      assert.equal(value instanceof LifeOpsError || value instanceof NotReady, false);
  });

  it('mean the same by unavailable', async () => {
    const { unavailable: theirs } = await again<{ unavailable: symbol }>('domains/description.ts');
    assert.equal(theirs, unavailable);
  });
});
