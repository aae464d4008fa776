import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Conflict } from '@lifeops/lib';
import { asStorageError } from '../storage-error.ts';

/**
 * Holds the data folder for one hub until disposed; creates the folder (mode 0700) where it is missing. Throws `Conflict`
 * (already-running) when another hub holds it, this process included.
 *
 * The lock is an exclusive transaction on the empty file `hub.lock`: SQLite takes it as a lock of the operating system,
 * which ends with the process however it ends, kill -9 and power loss included. So there is nothing stale to judge, which
 * a file with a process id would need (ids are used again, and differ between containers). `hub.pid` beside it only names
 * the holder in the message.
 */
export function lockDataFolder(dataFolder: string): Disposable {
  const pidFile = join(dataFolder, 'hub.pid');
  let held: DatabaseSync | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    held = new DatabaseSync(join(dataFolder, 'hub.lock'), { timeout: 0 });
    held.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (cause) {
    held?.close();
    if (isBusy(cause)) throw alreadyRunning(dataFolder, pidFile, cause);
    throw asStorageError(cause, `Locking the data folder ${dataFolder}`);
  }
  const database = held;
  return {
    [Symbol.dispose]() {
      if (database.isOpen) database.close();
    },
  };
}

/** SQLITE_BUSY: somebody else holds the lock. */
const isBusy = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'errcode' in cause && cause.errcode === 5;

function alreadyRunning(dataFolder: string, pidFile: string, cause: unknown): Conflict {
  const holder = readHolder(pidFile);
  const who = holder === undefined ? 'Another hub' : `Another hub (process ${holder})`;
  return new Conflict(
    `${who} uses the data folder ${dataFolder}. Stop it first, or give this one its own with --data.`,
    {
      code: 'already-running',
      cause,
      ...(holder === undefined ? {} : { details: { process: holder } }),
    },
  );
}

function readHolder(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : undefined;
  } catch {
    // Without the file the message names nobody; the refusal stands.
    return undefined;
  }
}
