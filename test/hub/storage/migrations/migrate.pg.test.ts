import { silentLogger } from '@lifeops/lib';
import { AppConnection } from '../../../../hub/src/storage/app/app-connection.ts';
import { PostgresHistorySql } from '../../../../hub/src/storage/history/postgres-history-sql.ts';
import { appMigrations } from '../../../../hub/src/storage/migrations/app/app-migrations.ts';
import { historyMigrations } from '../../../../hub/src/storage/migrations/history/history-migrations.ts';
import { postgresFor } from '../../../postgres.ts';
import { migrationContract } from './migration-contract.ts';

const newDatabase = async (running: Mocha.Context) => (await postgresFor(running)).newDatabase();

describe('Migrating the application database on PostgreSQL, needs PostgreSQL', () => {
  migrationContract(
    appMigrations,
    async (running) => new AppConnection({ kind: 'postgres', url: await newDatabase(running) }, false),
  );
});

describe('Migrating the metrics database on PostgreSQL, needs PostgreSQL', () => {
  migrationContract(
    historyMigrations,
    async (running) => new PostgresHistorySql(await newDatabase(running), silentLogger),
  );
});
