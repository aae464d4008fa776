import { extname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { ensurePrivateFile, newFilePragmas } from '../sqlite-file.ts';
import { WorkQueue } from '../work-queue.ts';
import type { HistorySession, HistorySql, Param, ResultRow } from './history-sql.ts';

/**
 * NORMAL: what was written survives a crash of the hub; a power cut may take the last moments, never the file. The
 * recorder's promise is a second, so a sync per commit, which wears out memory cards, would buy nothing.
 */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -16000;
  PRAGMA temp_store = MEMORY;
`;

const busyTimeoutMs = 5000;

/**
 * SQLite through `node:sqlite`: one connection writes, another reads, so that readers never see half a batch. No other
 * SQLite library may open this file in the same process: closing it there would drop the locks held here (sqlite.org,
 * "How To Corrupt An SQLite Database File", 2.2.1).
 */
export class SqliteHistorySql implements HistorySql {
  readonly dialect = 'sqlite';
  readonly #file: string;
  readonly #writer: SqliteSession;
  readonly #reader: SqliteSession;
  readonly #queue = new WorkQueue();

  private constructor(file: string, writer: SqliteSession, reader: SqliteSession) {
    this.#file = file;
    this.#writer = writer;
    this.#reader = reader;
  }

  static async open(file: string): Promise<SqliteHistorySql> {
    const isNew = await ensurePrivateFile(file);
    const writer = new DatabaseSync(file, { timeout: busyTimeoutMs });
    try {
      writer.exec((isNew ? newFilePragmas : '') + pragmas);
      const reader = new DatabaseSync(file, { timeout: busyTimeoutMs, readOnly: true });
      return new SqliteHistorySql(file, new SqliteSession(writer), new SqliteSession(reader));
    } catch (cause) {
      writer.close();
      throw cause;
    }
  }

  /** The connection that transactions run on, for who prepares statements of his own. */
  get writer(): DatabaseSync {
    return this.#writer.database;
  }

  rows(sql: string, params: readonly Param[] = []): Promise<readonly ResultRow[]> {
    return this.#reader.rows(sql, params);
  }

  transaction<T>(work: (session: HistorySession) => Promise<T>, onFailure?: () => void): Promise<T> {
    return this.#queue.run(async () => {
      const { database } = this.#writer;
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = await work(this.#writer);
        database.exec('COMMIT');
        return result;
      } catch (cause) {
        // SQLite ends the transaction by itself on some failures, a full disk say.
        if (database.isTransaction) database.exec('ROLLBACK');
        onFailure?.();
        throw cause;
      }
    });
  }

  shrink(): Promise<void> {
    return this.#queue.run(async () => this.#writer.database.exec('PRAGMA incremental_vacuum(200)'));
  }

  /** Reads the whole file, in a thread of its own: seconds for a large one. */
  check(): Promise<string> {
    const script = new URL(`./sqlite-check-thread${extname(import.meta.filename)}`, import.meta.url);
    const thread = new Worker(script, { workerData: this.#file });
    return new Promise((resolve, reject) => {
      let found = '';
      thread.on('message', (message: string) => (found = message));
      thread.on('error', reject);
      thread.on('exit', () => resolve(found));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.idle();
    for (const { database } of [this.#reader, this.#writer]) if (database.isOpen) database.close();
  }
}

/** A connection with its statements prepared once. */
class SqliteSession implements HistorySession {
  readonly dialect = 'sqlite';
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  async rows(sql: string, params: readonly Param[] = []): Promise<readonly ResultRow[]> {
    return this.#prepared(sql).all(named(params));
  }

  async change(sql: string, params: readonly Param[] = []): Promise<number> {
    return Number(this.#prepared(sql).run(named(params)).changes);
  }

  async run(sql: string): Promise<void> {
    this.database.exec(sql);
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.database.prepare(sql)));
    return statement;
  }
}

const named = (params: readonly Param[]): Record<string, SQLInputValue> =>
  Object.fromEntries(params.map((value, i) => [`$${i + 1}`, value as SQLInputValue]));
