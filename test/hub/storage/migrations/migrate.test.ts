import { join } from 'node:path';
import { AppConnection } from '../../../../hub/src/storage/app/app-connection.ts';
import { SqliteHistorySql } from '../../../../hub/src/storage/history/sqlite-history-sql.ts';
import { appMigrations } from '../../../../hub/src/storage/migrations/app/app-migrations.ts';
import { historyMigrations } from '../../../../hub/src/storage/migrations/history/history-migrations.ts';
import type { MigrationTarget } from '../../../../hub/src/storage/migrations/migration.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { migrationContract } from './migration-contract.ts';

/** Opens a database in a folder that goes with it. */
async function inFolder<T extends MigrationTarget & AsyncDisposable>(
  open: (file: string) => Promise<T>,
): Promise<MigrationTarget & AsyncDisposable> {
  const folder = await temporaryFolder();
  const target = await open(join(folder.path, 'test.db'));
  return {
    dialect: target.dialect,
    rows: (sql) => target.rows(sql),
    transaction: (work) => target.transaction(work),
    async [Symbol.asyncDispose]() {
      await target[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('Migrating the application database on SQLite', () => {
  migrationContract(appMigrations, () =>
    inFolder(async (file) => new AppConnection({ kind: 'sqlite', file }, true)),
  );
});

describe('Migrating the metrics database on SQLite', () => {
  migrationContract(historyMigrations, () => inFolder((file) => SqliteHistorySql.open(file)));
});
