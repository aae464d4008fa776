import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** Checks the database file given as `workerData` and posts 'ok' or what is wrong. */
const database = new DatabaseSync(workerData as string, { readOnly: true });
try {
  const rows = database.prepare('PRAGMA quick_check(10)').all();
  parentPort?.postMessage(rows.map((row) => String(row['quick_check'])).join('; '));
} finally {
  database.close();
}
