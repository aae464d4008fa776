import type { Issue } from '@lifeops/lib';
import { issueAt } from './config-issue.ts';
import type { Origin } from './config-node.ts';

export interface Variable {
  readonly value: string;
  readonly origin: Origin;
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;

/**
 * Reads a `.env` file: `NAME=value` lines, `#` comments, `export` before a name; single quotes keep text as it is,
 * double quotes know `\n`, `\t`, `\"` and `\\`. Nothing is expanded. The last of two equal names wins. Issues never repeat
 * the line, which may hold a secret.
 */
export function parseDotenv(text: string, file: string, issues: Issue[]): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const origin: Origin = {
      from: 'file',
      file,
      line: index + 1,
      column: line.length - line.trimStart().length + 1,
    };
    if (/^\uFEFF?\s*(#|$)/.test(line)) continue;
    const match = assignment.exec(line);
    const value = match === null ? undefined : valueOf(match[2] ?? '');
    if (match?.[1] === undefined)
      issues.push(issueAt({ origin, expected: 'NAME=value', got: 'something else' }));
    else if (value === undefined)
      issues.push(issueAt({ origin, message: `the quotes of ${match[1]} are not closed` }));
    else found.set(match[1], { value, origin });
  }
  return found;
}

function valueOf(raw: string): string | undefined {
  const quote = raw[0];
  if (quote === "'" || quote === '"') {
    const quoted =
      quote === "'" ? /^'([^']*)'\s*(#.*)?$/.exec(raw) : /^"((?:[^"\\]|\\.)*)"\s*(#.*)?$/.exec(raw);
    if (quoted?.[1] === undefined) return undefined;
    if (quote === "'") return quoted[1];
    const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
    return quoted[1].replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
  }
  return raw.replace(/\s+#.*$/, '').trimEnd();
}
