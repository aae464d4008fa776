import { Bug, Conflict } from '@lifeops/lib';
import type { Clock, Logger } from '@lifeops/lib';
import type { Migration, MigrationTarget, SqlSession } from './migration.ts';

const createTable = `CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at BIGINT NOT NULL
)`;

/** Any constant will do, as long as every hub uses the same. */
const postgresLock = 'SELECT pg_advisory_xact_lock(4965823)';

export interface MigrateOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Which database it is, for messages: "application database". */
  readonly what: string;
  /** Called before a database that holds data is changed. */
  readonly copyFirst?: (from: number) => Promise<void>;
}

/**
 * Brings a database to the newest shape, all in one transaction, and returns its number. Throws `Conflict`
 * (database-newer) when a newer hub has changed it already; then nothing was touched.
 */
export async function migrate(
  target: MigrationTarget,
  migrations: readonly Migration[],
  options: MigrateOptions,
): Promise<number> {
  checkNumbers(migrations);
  const before = await versionOf(target);
  refuseNewer(before, migrations, options.what);
  if (before === migrations.length) return before;
  if (before > 0) await options.copyFirst?.(before);
  return target.transaction(async (sql) => {
    const present = await lockedVersion(sql);
    refuseNewer(present, migrations, options.what);
    for (const migration of migrations.slice(present)) {
      await migration.up(sql);
      await sql.run(
        `INSERT INTO schema_migrations (number, name, applied_at) VALUES (${migration.number}, '${migration.name}', ${options.clock.now()})`,
      );
      options.log.info('The database was migrated.', {
        database: options.what,
        migration: migration.number,
        name: migration.name,
      });
    }
    return migrations.length;
  });
}

/** Takes a database back to an earlier shape; 0 leaves it empty. Data of the newer shape goes. */
export async function migrateDown(
  target: MigrationTarget,
  migrations: readonly Migration[],
  to: number,
): Promise<void> {
  await target.transaction(async (sql) => {
    const present = await lockedVersion(sql);
    for (const migration of migrations.slice(to, present).toReversed()) {
      await migration.down(sql);
      await sql.run(`DELETE FROM schema_migrations WHERE number = ${migration.number}`);
    }
  });
}

/** The number of the last migration that was applied; 0 for an empty database. */
export async function versionOf(target: Pick<MigrationTarget, 'dialect' | 'rows'>): Promise<number> {
  const [table] = await target.rows(
    target.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'"
      : "SELECT to_regclass('schema_migrations') AS name",
  );
  if (!table || table['name'] === null) return 0;
  const [newest] = await target.rows('SELECT max(number) AS number FROM schema_migrations');
  return Number(newest?.['number'] ?? 0);
}

async function lockedVersion(sql: SqlSession): Promise<number> {
  if (sql.dialect === 'postgres') await sql.run(postgresLock);
  await sql.run(createTable);
  return versionOf(sql);
}

function checkNumbers(migrations: readonly Migration[]): void {
  if (migrations.some(({ number }, i) => number !== i + 1))
    throw new Bug('The migrations are not numbered 1, 2, 3, ….');
}

function refuseNewer(version: number, migrations: readonly Migration[], what: string): void {
  if (version <= migrations.length) return;
  throw new Conflict(
    `The ${what} was written by a newer version of LifeOps (its shape is ${version}, this version knows ${migrations.length}). ` +
      'Nothing was changed. Start that version or a newer one, or restore the copy that it made in the folder backups before the upgrade.',
    { code: 'database-newer', details: { version, known: migrations.length } },
  );
}
