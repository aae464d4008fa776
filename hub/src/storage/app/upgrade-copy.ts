import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Logger } from '@lifeops/lib';
import type { AppConnection } from './app-connection.ts';

const prefix = 'lifeops-before-upgrade-';
const kept = 3;

/**
 * Copies the SQLite database into the folder `backups` of the data folder before its shape changes; the last three copies
 * are kept. The copy is whole or not there.
 */
export async function copyBeforeUpgrade(
  deps: { readonly connection: AppConnection; readonly clock: Clock; readonly log: Logger },
  dataFolder: string,
  from: number,
): Promise<void> {
  const folder = join(dataFolder, 'backups');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const moment = new Date(deps.clock.now()).toISOString().replaceAll(':', '-');
  const file = join(folder, `${prefix}${moment}-from-${String(from).padStart(4, '0')}.db`);
  await copyDatabase(deps.connection, file);
  deps.log.info('The application database was copied before its upgrade.', { file });
  const copies = (await readdir(folder))
    .filter((name) => name.startsWith(prefix) && name.endsWith('.db'))
    .toSorted();
  for (const old of copies.slice(0, -kept)) await rm(join(folder, old), { force: true });
}

/** A consistent copy of the SQLite database as one file; replaces what is there. Writers wait meanwhile. */
export async function copyDatabase(connection: AppConnection, file: string): Promise<void> {
  const part = `${file}.part`;
  await rm(part, { force: true });
  await connection.alone('Copying the application database', (session) =>
    session.run(`VACUUM INTO '${part.replaceAll("'", "''")}'`),
  );
  await rename(part, file);
}
