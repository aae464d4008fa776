import { access, constants, stat, statfs } from 'node:fs/promises';
import { isPlainObject } from '@lifeops/lib';
import type { Clock } from '@lifeops/lib';
import type { DoctorMachine } from '../doctor/machine.ts';

const patienceMs = 2000;

export const nodeDoctorMachine = (clock: Clock): DoctorMachine => ({
  nodeVersion: process.versions.node,
  now: () => clock.now(),
  async look(path) {
    const found = await stat(path).catch((cause: unknown) => {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw cause;
    });
    return (
      found && {
        kind: found.isDirectory() ? 'folder' : 'file',
        mode: found.mode & 0o777,
        size: found.size,
        modifiedAt: found.mtimeMs,
      }
    );
  },
  writable: (path) =>
    access(path, constants.W_OK).then(
      () => true,
      () => false,
    ),
  async disk(folder) {
    const { blocks, bavail, bsize } = await statfs(folder);
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
  },
  async hubAnswers(url) {
    const limit = new AbortController();
    using _timer = clock.timer(patienceMs, () => limit.abort());
    try {
      const response = await fetch(`${url}/health`, { signal: limit.signal });
      const body: unknown = await response.json();
      return isPlainObject(body) && 'status' in body && 'uptime_seconds' in body;
    } catch {
      // Whatever holds the port, it is no hub that answers.
      return false;
    }
  },
});
