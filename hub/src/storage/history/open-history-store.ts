import type { Clock, Logger } from '@lifeops/lib';
import type { HistoryStore } from '../../recorder/ports.ts';
import { parseDatabaseUrl } from '../database-url.ts';
import type { DatabasePlace } from '../database-url.ts';
import { historyMigrations } from '../migrations/history/history-migrations.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { asStorageError } from '../storage-error.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { HistorySql } from './history-sql.ts';
import { SqlHistoryStore } from './sql-history-store.ts';
import { SqliteBatchWriter } from './sqlite-batch-writer.ts';
import { SqliteHistorySql } from './sqlite-history-sql.ts';

export interface HistoryStoreOptions {
  /** `sqlite:metrics.db` (in the data folder) or `postgres://…`. */
  readonly url: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Other steps than the released ones: how upgrades are tried before there are any. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the metrics database, made or brought to the newest shape where needed. It is not copied before: it may be large,
 * and what it loses is history, never settings. Throws `Conflict` (database-newer), `Unavailable` (database-corrupt,
 * storage-failed) or `InvalidInput` (invalid-config). Disposing waits for writes that are under way.
 */
export async function openHistoryStore(options: HistoryStoreOptions): Promise<HistoryStore> {
  const { clock, log } = options;
  const place = parseDatabaseUrl(options.url, options.dataFolder);
  await using opening = new AsyncDisposableStack();
  try {
    const { sql, prepareWriter } = await connect(place, log);
    opening.use(sql);
    await migrate(sql, options.migrations ?? historyMigrations, { clock, log, what: 'metrics database' });
    const store = new SqlHistoryStore(sql, prepareWriter());
    opening.move();
    return store;
  } catch (cause) {
    throw asStorageError(cause, 'Opening the metrics database');
  }
}

interface Connected {
  readonly sql: HistorySql;
  /** To be called once the tables are there: statements are prepared on them. */
  readonly prepareWriter: () => BatchWriter;
}

async function connect(place: DatabasePlace, log: Logger): Promise<Connected> {
  if (place.kind === 'sqlite') {
    const sql = await SqliteHistorySql.open(place.file);
    return { sql, prepareWriter: () => new SqliteBatchWriter(sql.writer) };
  }
  // Loaded when it is wanted: most hubs have no PostgreSQL, and its driver would make every start slower.
  const [{ PostgresHistorySql }, { PostgresBatchWriter }] = await Promise.all([
    import('./postgres-history-sql.ts'),
    import('./postgres-batch-writer.ts'),
  ]);
  return { sql: new PostgresHistorySql(place.url, log), prepareWriter: () => new PostgresBatchWriter() };
}
