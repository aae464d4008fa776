import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the file of a database where it is missing, readable by its owner alone; SQLite's side files take over its mode. */
export async function ensurePrivateFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await using file = await open(path, 'a', 0o600);
  await file.stat();
}
