import { Sequelize } from 'sequelize';
import type { Options, Transaction } from 'sequelize';
import sqlite3 from 'sqlite3';
import type { DatabasePlace } from '../database-url.ts';
import type { Dialect, MigrationTarget, SqlSession } from '../migrations/migration.ts';
import { newFilePragmas } from '../sqlite-file.ts';
import { asStorageError } from '../storage-error.ts';
import { WorkQueue } from '../work-queue.ts';
import type { Cell } from './row-codec.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** SQL within one transaction, or on its own. `bind` fills `$1`, `$2`, …. */
export interface AppSession extends SqlSession {
  /** What the calls of Sequelize's models must be given to take part. */
  readonly transaction: Transaction | null;
  run(sql: string, bind?: readonly Cell[]): Promise<void>;
  rows(sql: string, bind?: readonly Cell[]): Promise<Rows>;
}

/**
 * synchronous: a confirmed edit must outlive a power cut. In WAL mode NORMAL syncs only at checkpoints, so it keeps a
 * committed transaction over a crash of the hub but may lose it with the power (sqlite.org/pragma.html#pragma_synchronous);
 * FULL syncs at every commit. Edits are rare, so the price is small; the recorder, which writes all the time, uses NORMAL.
 */
const pragmas = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -65536;
  PRAGMA foreign_keys = ON;
`;

/** The driver's connection with our pragmas set before anybody uses it. */
const tuned = (first: string) =>
  class extends sqlite3.Database {
    constructor(file: string, mode: number, opened: (error: Error | null) => void) {
      super(file, mode, (error) => {
        if (error) opened(error);
        else this.exec(first + pragmas, opened);
      });
    }
  };

/**
 * The application database behind Sequelize. Writes go one after another, so that the order of their stamps is the order
 * of their commits. On SQLite reads queue too: one connection serves all, and a read in between would see a half-done
 * transaction (Sequelize's own transactions open a connection each time, which takes three times as long).
 */
export class AppConnection implements MigrationTarget, AsyncDisposable {
  readonly dialect: Dialect;
  readonly sequelize: Sequelize;
  readonly #queue = new WorkQueue();
  #closing: Promise<void> | undefined;

  /** `isNew`: a SQLite file without a page yet. */
  constructor(place: DatabasePlace, isNew: boolean) {
    this.dialect = place.kind;
    const common: Options = { logging: false, define: { timestamps: false, freezeTableName: true } };
    this.sequelize =
      place.kind === 'postgres'
        ? new Sequelize(place.url, { ...common, dialect: 'postgres', pool: { max: 5 } })
        : new Sequelize({
            ...common,
            dialect: 'sqlite',
            storage: place.file,
            dialectModule: { ...sqlite3, Database: tuned(isNew ? newFilePragmas : '') },
          });
  }

  rows(sql: string): Promise<Rows> {
    return this.read('Reading the application database', (session) => session.rows(sql));
  }

  /** `doing` names the work in the error of a failure, as "Reading the devices". */
  read<T>(doing: string, work: (session: AppSession) => Promise<T>): Promise<T> {
    const run = () => translated(doing, () => work(this.#session(null)));
    return this.dialect === 'sqlite' ? this.#queue.run(run) : run();
  }

  transaction<T>(
    work: (session: AppSession) => Promise<T>,
    doing = 'Changing the application database',
  ): Promise<T> {
    return this.#queue.run(() =>
      translated(doing, () =>
        this.dialect === 'sqlite'
          ? this.#sqliteTransaction(work)
          : this.sequelize.transaction((transaction) => work(this.#session(transaction))),
      ),
    );
  }

  /** Work that must not run inside a transaction, after all before it. */
  alone(doing: string, work: (session: AppSession) => Promise<void>): Promise<void> {
    return this.#queue.run(() => translated(doing, () => work(this.#session(null))));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#queue.run(() =>
      translated('Closing the application database', () => this.sequelize.close()),
    );
    return this.#closing;
  }

  async #sqliteTransaction<T>(work: (session: AppSession) => Promise<T>): Promise<T> {
    const session = this.#session(null);
    await session.run('BEGIN IMMEDIATE');
    try {
      const result = await work(session);
      await session.run('COMMIT');
      return result;
    } catch (cause) {
      // SQLite ends the transaction by itself on some failures, a full disk say; then there is nothing to roll back.
      await session.run('ROLLBACK').catch(() => undefined);
      throw cause;
    }
  }

  #session(transaction: Transaction | null): AppSession {
    const query = (sql: string, bind: readonly Cell[]) =>
      this.sequelize.query(sql, { transaction, raw: true, ...(bind.length > 0 ? { bind: [...bind] } : {}) });
    return {
      dialect: this.dialect,
      transaction,
      async run(sql, bind = []) {
        await query(sql, bind);
      },
      async rows(sql, bind = []) {
        const [rows] = await query(sql, bind);
        return rows as Rows;
      },
    };
  }
}

async function translated<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw asStorageError(cause, doing);
  }
}
