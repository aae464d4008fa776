import type { Migration } from '../migration.ts';
import { firstTables } from './0001-first-tables.ts';

/** The steps of the metrics database, in order. */
export const historyMigrations: readonly Migration[] = [firstTables];
