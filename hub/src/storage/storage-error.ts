import { asError, LifeOpsError, Unavailable } from '@lifeops/lib';

/** What SQLite and PostgreSQL say when the stored bytes themselves are damaged. */
const corruptCodes = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'XX001', 'XX002']);
/** Result codes of SQLite as `node:sqlite` gives them (sqlite.org/rescode.html): SQLITE_CORRUPT and SQLITE_NOTADB. */
const corruptNumbers = new Set([11, 26]);

/**
 * A driver's error as one of ours: `database-corrupt` when the file is damaged, else `storage-failed`. `doing` says what
 * was tried, as "Reading the devices". Errors of ours pass unchanged.
 */
export function asStorageError(cause: unknown, doing: string): LifeOpsError {
  if (cause instanceof LifeOpsError) return cause;
  const error = asError(cause);
  if (isCorrupt(cause)) return corruptDatabase(doing, cause);
  return new Unavailable(`${doing} failed: ${error.message}. What was confirmed before is kept.`, {
    code: 'storage-failed',
    cause,
  });
}

/** The one message for a damaged database; nothing was changed or deleted. */
export function corruptDatabase(what: string, cause: unknown): Unavailable {
  return new Unavailable(
    `${what} failed: the database is damaged. Nothing was deleted: move the file aside, copy the latest one ` +
      'from the folder backups in its place, and start again.',
    { code: 'database-corrupt', cause },
  );
}

function isCorrupt(cause: unknown): boolean {
  for (let error: unknown = cause; typeof error === 'object' && error !== null;) {
    const { code, errcode, parent, cause: inner } = error as Record<string, unknown>;
    if (typeof code === 'string' && corruptCodes.has(code)) return true;
    // The low byte is the primary code; the rest says more of the place.
    if (typeof errcode === 'number' && corruptNumbers.has(errcode & 0xff)) return true;
    error = parent ?? inner;
  }
  return false;
}
