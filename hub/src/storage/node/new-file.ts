import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Reads the file, or makes it with `content` (mode 0600) when it is missing. Readers and a crash see all of it or nothing;
 * when two make it at once, both get what the first wrote.
 */
export async function readOrCreateFile(path: string, content: () => Uint8Array): Promise<Uint8Array> {
  const present = await readIfThere(path);
  if (present) return present;
  const made = content();
  const temporary = `${path}.${process.pid}.new`;
  await using file = await open(temporary, 'w', 0o600);
  await file.chmod(0o600);
  await file.writeFile(made);
  await file.sync();
  try {
    await link(temporary, path);
    await unlink(temporary);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') {
      await unlink(temporary);
      return readFile(path);
    }
    // A file system without hard links (FAT, some network shares): rename is the atomic way that is left.
    await rename(temporary, path);
  }
  await using folder = await open(dirname(path), 'r');
  await folder.sync();
  return made;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

const codeOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
