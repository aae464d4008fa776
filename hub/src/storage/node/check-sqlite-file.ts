import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { asStorageError } from '../storage-error.ts';

/** `missing` when there is no file yet, `ok`, or what SQLite finds wrong with it (at most ten things). */
export type SqliteFileCheck =
  | { readonly kind: 'missing' }
  | { readonly kind: 'ok'; readonly bytes: number }
  | { readonly kind: 'damaged'; readonly found: string };

/** Checks a database without changing or upgrading it, beside a running hub too. Throws `Unavailable` where it cannot be read. */
export function checkSqliteFile(file: string): SqliteFileCheck {
  if (!existsSync(file)) return { kind: 'missing' };
  try {
    using database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const rows = database.prepare('PRAGMA quick_check(10)').all();
    const found = rows.map((row) => String(row['quick_check'])).join('; ');
    if (found !== 'ok') return { kind: 'damaged', found };
    const [size] = database
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
      .all();
    return { kind: 'ok', bytes: Number(size?.['bytes'] ?? 0) };
  } catch (cause) {
    const error = asStorageError(cause, `Checking the database ${file}`);
    if (error.code === 'database-corrupt') return { kind: 'damaged', found: error.message };
    throw error;
  }
}
