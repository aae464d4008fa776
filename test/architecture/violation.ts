/** One broken rule: where, which, and what to do about it. */
export interface Violation {
  readonly file: string;
  /** 1 is the first line; 0 when the whole file or folder is meant. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** Every file of the project by its path from the root, with `/`; binary files have empty text. */
export type Files = ReadonlyMap<string, string>;

/** A pure rule over the whole tree. */
export type Checker = (files: Files) => Violation[];

/** `file:line: rule: message`, sorted, one a line. */
export function formatViolations(violations: readonly Violation[]): string {
  return violations
    .toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
    .map(({ file, line, rule, message }) => `${file}:${line}: ${rule}: ${message}`)
    .join('\n');
}
