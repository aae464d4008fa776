import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashDump } from '../crash-guard.ts';

const kept = 10;

/**
 * Writes reports of crashes into `logs` of the data folder, readable by their owner alone; the last ten are kept.
 * Synchronous, as the process may be about to end. Undefined where it cannot be written: the log has the error anyway.
 */
export const crashFileWriter =
  (dataFolder: string) =>
  (dump: CrashDump): string | undefined => {
    const folder = join(dataFolder, 'logs');
    const moment = new Date(dump.at).toISOString();
    const file = join(folder, `crash-${moment.replaceAll(':', '-')}.json`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { versions, platform, arch, pid } = process;
      const machine = { node: versions.node, platform, arch, pid, uptime_seconds: process.uptime() };
      const text = JSON.stringify({ ...dump, at: moment, process: machine }, null, 2);
      writeFileSync(file, `${text}\n`, { mode: 0o600 });
      const reports = readdirSync(folder).filter((name) => /^crash-.*\.json$/.test(name));
      for (const old of reports.toSorted().slice(0, -kept)) rmSync(join(folder, old), { force: true });
      return file;
    } catch {
      // A full disk, say: the caller logs the error itself, and nothing better can be done at the end.
      return undefined;
    }
  };
