import { InvalidInput } from '@lifeops/lib';
import type { Clock, Logger } from '@lifeops/lib';
import type { AppTables } from '../../core/store/tables.ts';
import { parseDatabaseUrl } from '../database-url.ts';
import type { DatabasePlace } from '../database-url.ts';
import { appMigrations } from '../migrations/app/app-migrations.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { ensurePrivateFile } from '../sqlite-file.ts';
import { asStorageError, corruptDatabase } from '../storage-error.ts';
import { AppConnection } from './app-connection.ts';
import { appTables } from './app-tables.ts';
import { BadRows } from './bad-rows.ts';
import { RowStore } from './row-store.ts';
import { Stamps } from './stamps.ts';
import { stampsTable } from './table-descriptions.data.ts';
import { copyBeforeUpgrade, copyDatabase } from './upgrade-copy.ts';

export interface AppDatabase extends AsyncDisposable {
  readonly tables: AppTables;
  /** Rows that were read but do not fit their schema, by table: left out, and left where they are. */
  badRows(): ReadonlyMap<string, number>;
  /** 'ok', or what is wrong with the file. */
  check(): Promise<string>;
  /** Gives free pages back and refreshes the statistics of the query planner; for a quiet hour. */
  maintain(): Promise<void>;
  /** A consistent copy as one file, while in use. SQLite only: PostgreSQL has its own dumps (`InvalidInput`). */
  copyTo(file: string): Promise<void>;
}

export interface AppDatabaseOptions {
  /** `sqlite:lifeops.db` (in the data folder) or `postgres://…`. */
  readonly url: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** This node's id, in the stamps of its edits. */
  readonly node: string;
  readonly log: Logger;
  /** Other steps than the released ones: how upgrades are tried before there are any. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the application database, made or brought to the newest shape where needed; a SQLite one is checked and, before an
 * upgrade, copied. Throws `Conflict` (database-newer), `Unavailable` (database-corrupt, storage-failed) or `InvalidInput`
 * (invalid-config). Disposing waits for what is under way. What `put` and `remove` of a table confirm outlives a power cut.
 */
export async function openAppDatabase(options: AppDatabaseOptions): Promise<AppDatabase> {
  const { clock, log, node, dataFolder } = options;
  const place = parseDatabaseUrl(options.url, dataFolder);
  await using opening = new AsyncDisposableStack();
  const connection = opening.use(await connect(place));
  await migrate(connection, options.migrations ?? appMigrations, {
    clock,
    log,
    what: 'application database',
    ...(place.kind === 'sqlite'
      ? { copyFirst: (from) => copyBeforeUpgrade({ connection, clock, log }, dataFolder, from) }
      : {}),
  });
  const badRows = new BadRows();
  const deps = { connection, badRows, log };
  const stampStore = new RowStore(deps, stampsTable);
  const stamps = await connection.read('Reading the versions of shared rows', (session) =>
    Stamps.open({ clock, node, store: stampStore }, session),
  );
  const tables = appTables({ ...deps, stamps });
  const held = opening.move();
  return {
    tables,
    badRows: () => badRows.counts(),
    check: () => check(connection),
    maintain: () => maintain(connection),
    copyTo: async (file) => {
      if (place.kind !== 'sqlite')
        throw new InvalidInput('Only a SQLite database can be copied as a file; use pg_dump for PostgreSQL.');
      await copyDatabase(connection, file);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

async function connect(place: DatabasePlace): Promise<AppConnection> {
  const connection = new AppConnection(place, place.kind === 'sqlite' && (await ensureFile(place.file)));
  try {
    const found = await check(connection);
    if (found !== 'ok') throw corruptDatabase('Opening the application database', found);
    return connection;
  } catch (cause) {
    await connection[Symbol.asyncDispose]();
    throw cause;
  }
}

async function ensureFile(file: string): Promise<boolean> {
  try {
    return await ensurePrivateFile(file);
  } catch (cause) {
    throw asStorageError(cause, `Opening the database ${file}`);
  }
}

async function check(connection: AppConnection): Promise<string> {
  if (connection.dialect === 'postgres') {
    await connection.rows('SELECT 1');
    return 'ok';
  }
  const rows = await connection.rows('PRAGMA quick_check(10)');
  return rows.map((row) => String(row['quick_check'])).join('; ');
}

async function maintain(connection: AppConnection): Promise<void> {
  await connection.alone('Maintaining the application database', async (session) => {
    if (session.dialect === 'postgres') await session.run('ANALYZE');
    else {
      await session.run('PRAGMA incremental_vacuum');
      await session.run('PRAGMA optimize');
    }
  });
}
