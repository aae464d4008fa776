import assert from 'node:assert/strict';
import { checkForbiddenCode } from './forbidden-code.ts';
import { found } from './synthetic-tree.ts';

const refused: [rule: string, code: string, path?: string][] = [
  ['injected-time', 'const now = Date.now();'],
  ['injected-time', 'pass(Date.now)'],
  ['injected-time', 'const now = new Date();'],
  ['injected-time', 'const now = new Date;'],
  ['injected-time', 'setTimeout(run, 5);'],
  ['injected-time', 'globalThis.setInterval(run, 5);'],
  ['injected-time', "import { setTimeout as sleep } from 'node:timers/promises';"],
  ['injected-time', 'setImmediate(run);'],
  ['injected-time', 'performance.now()'],
  ['injected-time', 'AbortSignal.timeout(5)'],
  ['injected-time', '`${Date.now()}`'],
  ['injected-randomness', 'Math.random()'],
  ['injected-randomness', 'crypto.randomUUID()'],
  ['injected-randomness', "import { randomBytes } from 'node:crypto';"],
  ['typed-errors', "throw new Error('no');"],
  ['typed-errors', "throw Error('no');"],
  ['typed-errors', "new TypeError('no')"],
  ['typed-errors', "throw 'no';"],
  ['typed-errors', 'throw { code: 1 };'],
  ['console', "console.log('x');"],
  ['no-any', 'x as any'],
  ['no-any', 'let x: any;'],
  ['no-any', 'let x: Map<string, any>;'],
  ['no-any', 'let x: any[];', 'test/hub/a.test.ts'],
  ['test-switches', "it.only('works', run);", 'test/hub/a.test.ts'],
  ['test-switches', "xit('works', run);", 'test/hub/a.test.ts'],
  ['test-switches', "describe.skip('works', run);", 'test/hub/a.test.ts'],
  ['test-switches', "it('works', function () { this.skip(); });", 'test/hub/a.test.ts'],
  ['switched-off-checks', '// @ts-ignore'],
  ['switched-off-checks', '/* oxlint-disable */', 'test/hub/a.test.ts'],
  ['switched-off-checks', '// @ts-expect-error', 'test/hub/a.test.ts'],
  ['switched-off-checks', '// @ts-expect-error: a lamp has no such feature'],
  ['unfinished', '// TODO later'],
];

const taken: [code: string, path?: string][] = [
  ['new Date(ms); new Date(Date.UTC(2026, 1)); clock.now();'],
  ['clock.setTimeout(run); resetTimeout(); queueMicrotask(run);'],
  ["// Date.now() is elsewhere\nconst text = 'setTimeout(x)';"],
  ['new AggregateError(failures); class Own extends Error {} asError(cause); isError(cause)'],
  ['throw asError(cause); throw cause;'],
  ['const any = one; some.any(x); const company: Company = x;'],
  ["new Error('x'); Date.now(); setInterval(run, 5); console.log(1);", 'test/hub/a.test.ts'],
  ['Date.now(); setTimeout(run, 1); randomBytes(4)', 'lib/src/base/node/a.ts'],
  ['setTimeout(run, 1)', 'ui/src/a.tsx'],
  ['console.log(1)', 'hub/src/cli/a.ts'],
  ["it.skip('keeps rows, needs PostgreSQL', run);", 'test/hub/a.test.ts'],
  [
    "describe('rows (skipped without PostgreSQL)', () => { before(function () { this.skip(); }); });",
    'test/hub/a.test.ts',
  ],
  ["(server ? it : it.skip)('keeps rows, needs PostgreSQL', run);", 'test/hub/a.test.ts'],
  ['// @ts-expect-error: a lamp has no such feature', 'test/lib/a.test.ts'],
];

describe('checkForbiddenCode', () => {
  for (const [rule, code, path = 'hub/src/recorder/a.ts'] of refused) {
    it(`refuses ${code} in ${path}`, () =>
      assert.deepEqual(found(checkForbiddenCode, { [path]: `\n${code}` }), [`${path}:2 ${rule}`]));
  }
  for (const [code, path = 'hub/src/recorder/a.ts'] of taken) {
    it(`takes ${code} in ${path}`, () => assert.deepEqual(found(checkForbiddenCode, { [path]: code }), []));
  }
});
