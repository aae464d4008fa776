import { silentLogger, UlidFactory } from '@lifeops/lib';
import type { ClockDep, RandomDep } from '@lifeops/lib';
import { Tokens } from '../auth/tokens.ts';
import { openAppDatabase } from '../storage/app/open-app-database.ts';
import { parseDatabaseUrl } from '../storage/database-url.ts';
import { checkSqliteFile } from '../storage/node/check-sqlite-file.ts';
import type { SqliteFileCheck } from '../storage/node/check-sqlite-file.ts';
import { openNodeIdentity } from '../storage/node/node-identity.ts';

export interface OfflineOptions extends ClockDep, RandomDep {
  readonly dataFolder: string;
  /** `database.url` of the configuration. */
  readonly databaseUrl: string;
}

export interface Offline extends AsyncDisposable {
  readonly tokens: Tokens;
}

/**
 * What a command needs of the data folder, beside a running hub or without one: no lock, as SQLite and PostgreSQL keep
 * writers apart. The folder, its key and the database are made where they are missing.
 */
export async function openOffline(options: OfflineOptions): Promise<Offline> {
  const { clock, random, dataFolder } = options;
  const log = silentLogger;
  const { nodeId } = await openNodeIdentity({ dataFolder, clock, random, log });
  await using opening = new AsyncDisposableStack();
  const database = opening.use(
    await openAppDatabase({ dataFolder, url: options.databaseUrl, clock, node: nodeId, log }),
  );
  const ids = new UlidFactory({ clock, random });
  const tokens = new Tokens({ clock, random, ids, log, table: database.tables.tokens });
  await tokens.load();
  const held = opening.move();
  return { tokens, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/** How a database of the configuration is, without changing it. `remote`: a server's, which is not looked into. */
export function checkDatabase(
  url: string,
  dataFolder: string,
): (SqliteFileCheck & { readonly file: string }) | { readonly kind: 'remote' } {
  const place = parseDatabaseUrl(url, dataFolder);
  return place.kind === 'postgres'
    ? { kind: 'remote' }
    : { ...checkSqliteFile(place.file), file: place.file };
}
