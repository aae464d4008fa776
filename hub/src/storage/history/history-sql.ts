import type { Dialect, MigrationTarget } from '../migrations/migration.ts';

/** Arrays are for PostgreSQL alone. */
export type Param = string | number | null | readonly (string | number | null)[];
export type ResultRow = Readonly<Record<string, unknown>>;

/** Queries take `$1`, `$2`, … from `params`. A list of texts is one parameter: `listParam`, tested by `inList`. */
export interface HistorySession {
  readonly dialect: Dialect;
  rows(sql: string, params?: readonly Param[]): Promise<readonly ResultRow[]>;
  /** Returns how many rows it touched. */
  change(sql: string, params?: readonly Param[]): Promise<number>;
  run(sql: string): Promise<void>;
}

/** The metrics database behind one face, whichever it is. Reads see what is committed. */
export interface HistorySql extends MigrationTarget, AsyncDisposable {
  rows(sql: string, params?: readonly Param[]): Promise<readonly ResultRow[]>;
  /** One at a time; all or nothing. `onFailure` runs when it came to nothing, before the next one begins. */
  transaction<T>(work: (session: HistorySession) => Promise<T>, onFailure?: () => void): Promise<T>;
  /** Gives space that was freed back to the disk, a little at a time. */
  shrink(): Promise<void>;
  check(): Promise<string>;
}

export function listParam(values: readonly string[]): string {
  return JSON.stringify(values);
}

export function inList(dialect: Dialect, column: string, param: string): string {
  return dialect === 'sqlite'
    ? `${column} IN (SELECT value FROM json_each(${param}))`
    : `${column} IN (SELECT json_array_elements_text(${param}::json))`;
}
