export type Dialect = 'sqlite' | 'postgres';

/** Plain SQL inside one transaction. Migrations keep to what both databases understand, and ask `dialect` where they cannot. */
export interface SqlSession {
  readonly dialect: Dialect;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * One step of a database's shape. Once released it never changes: it says its tables itself and uses no description that
 * may change later. `down` undoes `up` and may lose what only the newer shape can hold.
 */
export interface Migration {
  /** Counts from 1 without gaps. */
  readonly number: number;
  readonly name: string;
  up(sql: SqlSession): Promise<void>;
  down(sql: SqlSession): Promise<void>;
}

/** A database that can be migrated. */
export interface MigrationTarget {
  readonly dialect: Dialect;
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** All of `work` or nothing; one at a time over all hubs that use the database. */
  transaction<T>(work: (sql: SqlSession) => Promise<T>): Promise<T>;
}
