import type { Clock, Logger } from '@lifeops/lib';
import type { HistoryStore } from '../../recorder/ports.ts';
import { parseDatabaseUrl } from '../database-url.ts';
import { historyMigrations } from '../migrations/history/history-migrations.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { asStorageError } from '../storage-error.ts';
import { PostgresBatchWriter } from './postgres-batch-writer.ts';
import { PostgresHistorySql } from './postgres-history-sql.ts';
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
    const sql = opening.use(
      place.kind === 'sqlite'
        ? await SqliteHistorySql.open(place.file)
        : new PostgresHistorySql(place.url, log),
    );
    await migrate(sql, options.migrations ?? historyMigrations, { clock, log, what: 'metrics database' });
    // The writer prepares its statements, so the tables must be there.
    const writer =
      sql instanceof SqliteHistorySql ? new SqliteBatchWriter(sql.writer) : new PostgresBatchWriter();
    opening.move();
    return new SqlHistoryStore(sql, writer);
  } catch (cause) {
    throw asStorageError(cause, 'Opening the metrics database');
  }
}
