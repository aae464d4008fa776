import type { Migration } from '../migration.ts';
import { firstTables } from './0001-first-tables.ts';

/** The steps of the application database, in order. */
export const appMigrations: readonly Migration[] = [firstTables];
