import type { Issue } from '@lifeops/lib';
import { InvalidInput } from '@lifeops/lib';
import type { Origin, Path } from './config-node.ts';
import { pathOf, pointerOf } from './origins.ts';

export interface Complaint {
  readonly origin: Origin;
  readonly path?: Path;
  /** Left out when `expected` and `got` say it all. */
  readonly message?: string;
  readonly expected?: string;
  readonly got?: string;
}

/** An issue with its place. For what the environment or a flag says, `file` is its name, without line and column. */
export function issueAt({ origin, path = [], message, expected, got }: Complaint): Issue {
  return {
    path: pointerOf(path),
    message: message ?? `expected ${expected ?? 'something else'}, got ${got ?? 'nothing'}`,
    ...(expected === undefined ? {} : { expected }),
    ...(got === undefined ? {} : { got }),
    ...placeFields(origin),
  };
}

/** The one error of a configuration that cannot be used, code `invalid-config`. At least one issue. */
export function invalidConfig(issues: readonly Issue[]): InvalidInput {
  const count = issues.length === 1 ? 'one problem' : `${issues.length} problems`;
  const first = issues[0] === undefined ? '' : ` ${formatIssue(issues[0])}`;
  return new InvalidInput(`The configuration has ${count}; nothing was changed.${first}`, issues, {
    code: 'invalid-config',
  });
}

/** One line per issue: `config.yaml:12:5 server.port: expected a whole number from 1 to 65535, got "eighty"`. */
export function formatIssues(error: { readonly issues: readonly Issue[] }): string {
  return error.issues.map(formatIssue).join('\n');
}

/** In the order of the text, and one for each place: what follows from the first problem is noise. */
export function tidyIssues(issues: readonly Issue[]): Issue[] {
  const places = new Set<string>();
  const fields = new Set<string>();
  return issues.toSorted(byPlace).filter((issue) => {
    const field = `${issue.file} ${issue.path}`;
    const place = issue.line === undefined ? field : `${issue.file}:${issue.line}:${issue.column}`;
    // What is missing has no place of its own, only that of the map around it, which it shares with others.
    const isMissing = issue.got?.startsWith('nothing') === true;
    if (places.has(place) || (isMissing && fields.has(field))) return false;
    if (!isMissing) places.add(place);
    fields.add(field);
    return true;
  });
}

function byPlace(a: Issue, b: Issue): number {
  const isMissing = (issue: Issue) => Number(issue.got?.startsWith('nothing') === true);
  return (
    (a.file ?? '').localeCompare(b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    isMissing(a) - isMissing(b)
  );
}

function formatIssue(issue: Issue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(':');
  const field = pathOf(issue.path).reduce<string>((text, key) => {
    if (/^\d+$/.test(String(key))) return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${key}`;
  }, '');
  const where = [place, field].filter((part) => part !== '').join(' ');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}

function placeFields(origin: Origin): Pick<Issue, 'file' | 'line' | 'column'> {
  if (origin.from === 'file') return { file: origin.file, line: origin.line, column: origin.column };
  return origin.from === 'default' ? {} : { file: origin.name };
}
