import { readdir, readFile, stat } from 'node:fs/promises';
import type { ConfigFiles } from '../config-files.ts';

/** The file system of the machine. */
export const nodeConfigFiles: ConfigFiles = {
  async stat(path) {
    const found = await stat(path).catch((cause: unknown) => {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw cause;
    });
    return found && { kind: found.isDirectory() ? 'folder' : 'file', size: found.size };
  },
  readFile: (path) => readFile(path, 'utf8'),
  readdir: (path) => readdir(path),
};
