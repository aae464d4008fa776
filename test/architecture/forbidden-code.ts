import { lineAt } from './source-text.ts';
import { scannedSource, sourcesOf } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

interface Ban {
  readonly rule: string;
  readonly pattern: RegExp;
  /** Paths where the rule does not hold. */
  readonly free: RegExp;
  readonly message: string;
}

/** Files that need the machine's own time or randomness though they are not `lib/src/base/node`, each with its reason. */
export const realTimeExceptions: ReadonlyMap<string, string> = new Map([
  [
    'lib/src/client/web-platform.ts',
    'a client runs in browsers, outside of any hub: this is its port to the platform',
  ],
]);

const outsideSource = /^(?:test|scripts)\//;
const ownTime = /^(?:test|scripts|lib\/src\/base\/node|ui\/src|ui)\//;

const time = (pattern: RegExp, message: string): Ban => ({
  rule: 'injected-time',
  pattern,
  free: ownTime,
  message,
});
const random = (pattern: RegExp): Ban => ({
  rule: 'injected-randomness',
  pattern,
  free: ownTime,
  message: 'take Random or IdsDep of lib/src/base as a dependency',
});

const bansInCode: readonly Ban[] = [
  time(
    /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|(?<![.\w$]|new )Date\(\s*\)/g,
    'take Clock as a dependency and call clock.now()',
  ),
  time(/\bperformance\.now\b|\bprocess\.hrtime\b/g, 'take Clock as a dependency and call clock.monotonic()'),
  time(
    /(?<![.\w$])(?:(?:globalThis|window|global)\.)?set(?:Timeout|Interval|Immediate)\b/g,
    'take Clock as a dependency: clock.timer, clock.sleep, every(clock, …)',
  ),
  time(/\bAbortSignal\.timeout\b/g, 'take Clock as a dependency and abort from clock.timer'),
  random(
    /\bMath\.random\b|\bcrypto\.(?:randomUUID|randomBytes|randomInt|getRandomValues)\b|(?<![.\w$])(?:randomUUID|randomBytes|randomInt|getRandomValues)\b/g,
  ),
  {
    rule: 'typed-errors',
    pattern:
      /\bnew (?:Error|TypeError|RangeError|SyntaxError|EvalError)\b(?!\s*\.)|(?<![.\w$]|new |extends |class )(?:Error|TypeError|RangeError)\(/g,
    free: outsideSource,
    message: 'throw a class of lib/src/base/errors.ts: a code, what happened, what to do',
  },
  {
    rule: 'typed-errors',
    pattern: /\bthrow\s+(?:['"`{[\d]|null\b|undefined\b|true\b|false\b)/g,
    free: outsideSource,
    message: 'throw an error of lib/src/base/errors.ts, not a plain value',
  },
  {
    rule: 'console',
    pattern: /(?<![.\w$])console\s*\./g,
    free: /^(?:test|scripts|hub\/src\/cli|hub\/bin)\//,
    message: 'take Logger as a dependency; only the CLI prints',
  },
  {
    rule: 'no-any',
    pattern: /(?:\bas|[:<,|&]|=>)\s*any\b(?!\s*[:(=.?])/g,
    free: /^$/,
    message: 'name the type, or take unknown and parse it',
  },
  {
    rule: 'test-switches',
    pattern:
      /\b(?:describe|context|suite|it|test|specify)\.only\b|(?<![.\w$])(?:xit|xdescribe|xcontext|fit|fdescribe)\s*\(/g,
    free: /^(?!test\/)/,
    message: 'every test runs; take the switch out',
  },
];

const bansInComments: readonly Ban[] = [
  {
    rule: 'switched-off-checks',
    pattern: /@ts-(?:ignore|nocheck)\b|\b(?:eslint|oxlint)-disable/g,
    free: /^$/,
    message: 'mend what the check found',
  },
  {
    rule: 'switched-off-checks',
    pattern: /@ts-expect-error(?!\s*[:–—-]?\s*\S+\s+\S+)/g,
    free: /^(?!test\/)/,
    message: 'say in the same comment why this must not compile',
  },
  {
    rule: 'switched-off-checks',
    pattern: /@ts-expect-error/g,
    free: /^test\//,
    message: 'only type tests may expect an error',
  },
  {
    rule: 'unfinished',
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/g,
    free: /^$/,
    message: 'finish it, or write it down as an issue and leave the code whole',
  },
];

/** What no source may contain: clocks and chance that are not passed in, untyped errors, switched-off checks. */
export function checkForbiddenCode(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of sourcesOf(files)) {
    const { code, comments } = scannedSource(files, path);
    const report = (ban: Ban, offset: number, found: string) =>
      violations.push({
        file: path,
        line: lineAt(text, offset),
        rule: ban.rule,
        message: `'${found.trim()}': ${ban.message}`,
      });
    for (const ban of bansInCode) {
      if (ban.free.test(path) || (ban.rule.startsWith('injected-') && realTimeExceptions.has(path))) continue;
      for (const match of code.matchAll(ban.pattern)) report(ban, match.index, match[0]);
    }
    for (const ban of bansInComments) {
      if (ban.free.test(path)) continue;
      for (const comment of comments) {
        for (const match of comment.text.matchAll(ban.pattern))
          report(ban, comment.offset + match.index, match[0]);
      }
    }
    violations.push(...silentSkips(files, path, text));
  }
  return violations;
}

const saysWhy = /\b(?:skipped|skips|needs|without|unless|when there is no|only (?:on|with|where|when))\b/i;

/** A skipped test tells why in its title, so that a run's list of pending tests can be read. */
function silentSkips(files: Files, path: string, text: string): Violation[] {
  if (!path.startsWith('test/')) return [];
  const { code, strings } = scannedSource(files, path);
  const violations: Violation[] = [];
  for (const match of code.matchAll(/\b(?:it|test|describe|context|this)\.skip\b/g)) {
    const titles = match[0].startsWith('this') ? titlesAround(code, match.index) : [match.index];
    const told = titles.some((offset) =>
      saysWhy.test(strings.find((string) => string.offset > offset)?.text ?? ''),
    );
    if (told) continue;
    violations.push({
      file: path,
      line: lineAt(text, match.index),
      rule: 'test-switches',
      message: `'${match[0]}': say in the title why it may be skipped ("…, needs PostgreSQL")`,
    });
  }
  return violations;
}

/** The last `it` and all `describe` before an offset: near enough to what encloses it. */
function titlesAround(code: string, offset: number): number[] {
  const before = code.slice(0, offset);
  const calls = [...before.matchAll(/(?<![.\w$])(it|test|describe|context)\s*\(/g)];
  const last = calls.findLast(([, name]) => name === 'it' || name === 'test');
  const suites = calls.filter(([, name]) => name === 'describe' || name === 'context');
  return [...suites, ...(last ? [last] : [])].map(({ index }) => index);
}
