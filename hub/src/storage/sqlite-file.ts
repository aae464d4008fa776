import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the file of a database where it is missing, readable by its owner alone; SQLite's side files take over its mode.
 * True when it has no page yet: the moment to choose what cannot be chosen later.
 */
export async function ensurePrivateFile(path: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await using file = await open(path, 'a', 0o600);
  return (await file.stat()).size === 0;
}

/** Before the first page, and only then: on a database that has pages it would change nothing but the file's header. */
export const newFilePragmas = 'PRAGMA auto_vacuum = INCREMENTAL;';
