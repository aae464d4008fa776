import pg from 'pg';
import type { Logger } from '@lifeops/lib';
import { WorkQueue } from '../work-queue.ts';
import type { HistorySession, HistorySql, Param, ResultRow } from './history-sql.ts';

const int8 = 20;
const json = 114;

/** 64-bit integers as numbers: ours are times and counters, all below 2^53. JSON as its text, as SQLite gives it. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === int8) return Number;
    return oid === json ? (text: string) => text : pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

/** PostgreSQL through a small pool: one connection writes at a time, the others read. */
export class PostgresHistorySql implements HistorySql {
  readonly dialect = 'postgres';
  readonly #log: Logger;
  readonly #pool: pg.Pool;
  readonly #queue = new WorkQueue();
  #ended: Promise<void> | undefined;

  constructor(url: string, log: Logger) {
    this.#log = log;
    this.#pool = new pg.Pool({ connectionString: url, max: 4, types, connectionTimeoutMillis: 10_000 });
    // An idle connection that the server cut is replaced at the next query; unheard, its error would end the process.
    this.#pool.on('error', (error) => log.warn('A connection to the metrics database was lost.', { error }));
  }

  rows(sql: string, params: readonly Param[] = []): Promise<readonly ResultRow[]> {
    return rows(this.#pool, sql, params);
  }

  transaction<T>(work: (session: HistorySession) => Promise<T>, onFailure?: () => void): Promise<T> {
    return this.#queue.run(async () => {
      const client = await this.#pool.connect();
      // A connection that breaks between two queries says so here; the next query fails with it.
      const broken = (error: Error) =>
        this.#log.warn('A connection to the metrics database was lost.', { error });
      client.on('error', broken);
      try {
        await client.query('BEGIN');
        const result = await work(session(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (cause) {
        // Closed, not given back: the server rolls back, whatever state the connection is in.
        client.release(true);
        onFailure?.();
        throw cause;
      } finally {
        client.off('error', broken);
      }
    });
  }

  /** Autovacuum does it. */
  async shrink(): Promise<void> {}

  async check(): Promise<string> {
    await this.rows('SELECT 1');
    return 'ok';
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#ended ??= this.#queue.idle().then(() => this.#pool.end());
    return this.#ended;
  }
}

function session(client: pg.PoolClient): HistorySession {
  return {
    dialect: 'postgres',
    rows: (sql, params = []) => rows(client, sql, params),
    async change(sql, params = []) {
      return (await client.query(sql, [...params])).rowCount ?? 0;
    },
    async run(sql) {
      await client.query(sql);
    },
  };
}

async function rows(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  params: readonly Param[],
): Promise<readonly ResultRow[]> {
  return (await on.query<Record<string, unknown>>(sql, [...params])).rows;
}
