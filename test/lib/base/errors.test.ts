import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  Aborted,
  asError,
  asLifeOpsError,
  AuthExpired,
  Bug,
  Conflict,
  errorCodes,
  errorFromRecord,
  errorToRecord,
  Forbidden,
  InvalidInput,
  NotFound,
  NotReady,
  TimedOut,
  Unauthorized,
  Unavailable,
} from '@lifeops/lib';
import type { ErrorCode, ErrorKind, LifeOpsError } from '@lifeops/lib';
import { notJson } from '@lifeops/lib/host';

const codes = Object.keys(errorCodes) as ErrorCode[];
const classes = {
  InvalidInput,
  NotFound,
  Conflict,
  Unauthorized,
  Forbidden,
  NotReady,
  AuthExpired,
  Unavailable,
  TimedOut,
  Aborted,
  Bug,
} as const satisfies Record<ErrorKind, unknown>;
const classOf = (code: ErrorCode) =>
  classes[errorCodes[code].kind] as new (message: string, ...rest: unknown[]) => LifeOpsError;
const make = (code: ErrorCode, options: object = {}): LifeOpsError => {
  const Kind = classOf(code);
  return errorCodes[code].kind === 'InvalidInput'
    ? new Kind('m', [], { code, ...options })
    : new Kind('m', { code, ...options });
};

describe('errors', () => {
  for (const code of codes) {
    it(`of code ${code} come back from a border as the same class with the same fields`, () => {
      const error = make(code, { details: { a: [1] }, retryAfterMs: 5 });
      const record = JSON.parse(JSON.stringify(errorToRecord(error)));
      const back = errorFromRecord(record);
      assert.ok(back instanceof classOf(code));
      assert.deepEqual(
        [back.code, back.message, back.details, back.retryAfterMs, back.kind],
        [code, 'm', { a: [1] }, 5, error.kind],
      );
      assert.deepEqual(errorToRecord(back), record);
    });
  }

  it('carry their issues across, as JSON', () => {
    const text = fc.string();
    const issue = fc.record(
      { path: text, message: text, expected: text, line: fc.nat() },
      { requiredKeys: ['path', 'message'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(issue), (issues) => {
        const record = errorToRecord(new InvalidInput('wrong', issues));
        const back = errorFromRecord(structuredClone(record));
        assert.deepEqual(back instanceof InvalidInput && back.issues, issues);
      }),
    );
    const odd = new InvalidInput('x', [
      { path: '/a', message: 'm', expected: undefined as unknown as string },
    ]);
    assert.equal(notJson(errorToRecord(odd), ''), undefined);
  });

  it('of an unknown code, from a newer side, become bugs', () => {
    const back = errorFromRecord({
      ...errorToRecord(new InvalidInput('x')),
      code: 'of-tomorrow' as ErrorCode,
    });
    assert.equal(back.code, 'bug');
  });

  it('are made of whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (thrown) => {
        const error = asError(thrown);
        assert.ok(error instanceof Error);
        assert.equal(notJson(errorToRecord(thrown), ''), undefined);
      }),
    );
    assert.equal(asError(Symbol('s')).message, 'Something that is no Error was thrown: Symbol(s)');
  });

  it('know the aborts and timeouts of the platform', () => {
    const abort = new AbortController();
    abort.abort();
    assert.equal(asLifeOpsError(abort.signal.reason).code, 'aborted');
    assert.equal(asLifeOpsError(Object.assign(new Error('x'), { name: 'TimeoutError' })).code, 'timed-out');
    const foreign = new RangeError('odd');
    assert.equal(asLifeOpsError(foreign).cause, foreign);
    assert.equal(
      asLifeOpsError(new AggregateError([new Error('a'), new Error('b')], 'Two failed.')).message,
      'Two failed. a b',
    );
  });
});
