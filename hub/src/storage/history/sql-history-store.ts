import type { Attributes } from '@lifeops/lib';
import type {
  EventRow,
  HistoryQuery,
  HistoryStore,
  LatestRow,
  RecorderBatch,
  SeriesQuery,
  StateRow,
  StoredSeriesPoint,
} from '../../recorder/ports.ts';
import { asStorageError } from '../storage-error.ts';
import type { BatchWriter } from './batch-writer.ts';
import { HistoryPurge } from './history-purge.ts';
import { inList, listParam } from './history-sql.ts';
import type { HistorySql, Param } from './history-sql.ts';
import { decodeEvent, decodeJson, decodeLatest, decodePoint, decodeState } from './state-codec.ts';

/** The metrics database on SQLite or PostgreSQL: the two differ in how they write and in a few words of SQL. */
export class SqlHistoryStore implements HistoryStore {
  readonly #sql: HistorySql;
  readonly #writer: BatchWriter;
  readonly #purge: HistoryPurge;

  constructor(sql: HistorySql, writer: BatchWriter) {
    this.#sql = sql;
    this.#writer = writer;
    this.#purge = new HistoryPurge(sql, () => writer.reset());
  }

  write(batch: RecorderBatch): Promise<void> {
    // A transaction that failed may have taken back rows whose numbers the writer remembers.
    const forget = () => this.#writer.reset();
    return doing('Writing the history', () =>
      this.#sql.transaction((session) => this.#writer.write(session, batch), forget),
    );
  }

  latest(): Promise<LatestRow[]> {
    return doing('Reading the newest states', async () =>
      (await this.#sql.rows('SELECT * FROM latest')).map(decodeLatest),
    );
  }

  lastSeq(): Promise<number> {
    return doing('Reading the history', async () => {
      const [row] = await this.#sql.rows("SELECT value FROM meta WHERE key = 'last_seq'");
      return (row?.['value'] as number | undefined) ?? 0;
    });
  }

  states({ uids, start, end, limit }: HistoryQuery): Promise<ReadonlyMap<string, readonly StateRow[]>> {
    return doing('Reading the history', async () => {
      const distinct = [...new Set(uids)];
      const found = await Promise.all(distinct.map((uid) => this.#statesOf(uid, [start, end, limit])));
      return new Map(distinct.map((uid, i) => [uid, found[i] ?? []]));
    });
  }

  events(query: {
    readonly start: number;
    readonly end: number;
    readonly types?: readonly string[];
    readonly limit: number;
  }): Promise<readonly EventRow[]> {
    return doing('Reading the events', async () => {
      const { start, end, types, limit } = query;
      const ofTypes = types ? ` AND ${inList(this.#sql.dialect, 'type', '$4')}` : '';
      const rows = await this.#sql.rows(
        `SELECT * FROM events WHERE at >= $1 AND at < $2${ofTypes} ORDER BY at, seq LIMIT $3`,
        [start, end, limit, ...(types ? [listParam(types)] : [])],
      );
      return rows.map(decodeEvent);
    });
  }

  series(query: SeriesQuery): Promise<readonly StoredSeriesPoint[]> {
    return doing('Reading a series', async () => {
      const { series, type, start, end, limit, owners, newestFirst } = query;
      const params: Param[] = [series, start, end, limit];
      const where = ['series = $1', 'at >= $2', 'at < $3'];
      if (type !== undefined) where.push(`type = $${params.push(type)}`);
      if (owners) {
        const people = owners.filter((owner) => owner !== null);
        const ofPeople = inList(this.#sql.dialect, 'owner', `$${params.push(listParam(people))}`);
        where.push(owners.includes(null) ? `(owner IS NULL OR ${ofPeople})` : ofPeople);
      }
      const order = ['at', ...['type', 'source', 'key'].map((column) => this.#byBytes(column))];
      const ordered = order.map((column) => (newestFirst ? `${column} DESC` : column)).join(', ');
      const rows = await this.#sql.rows(
        `SELECT * FROM series WHERE ${where.join(' AND ')} ORDER BY ${ordered} LIMIT $4`,
        params,
      );
      return rows.map(decodePoint);
    });
  }

  forget({
    uids = [],
    entryUid,
  }: {
    readonly uids?: readonly string[];
    readonly entryUid?: string;
  }): Promise<void> {
    return doing('Removing history', async () => {
      if (uids.length > 0) await this.#purge.forgetEntities(uids);
      if (entryUid !== undefined) await this.#purge.forgetEntry(entryUid);
    });
  }

  purge(before: number, maxRows: number): Promise<number> {
    return doing('Removing old history', () => this.#purge.purge(before, maxRows));
  }

  check(): Promise<string> {
    return doing('Checking the metrics database', () => this.#sql.check());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql[Symbol.asyncDispose]();
  }

  async #statesOf(
    uid: string,
    range: readonly [start: number, end: number, limit: number],
  ): Promise<StateRow[]> {
    const rows = await this.#sql.rows(
      `SELECT s.*, a.document FROM (
         SELECT * FROM (SELECT * FROM states WHERE entity = (SELECT id FROM entities WHERE uid = $1) AND at < $2
           ORDER BY at DESC, seq DESC LIMIT 1) AS earlier
         UNION ALL
         SELECT * FROM (SELECT * FROM states WHERE entity = (SELECT id FROM entities WHERE uid = $1) AND at >= $2 AND at < $3
           ORDER BY at, seq LIMIT $4) AS within
       ) AS s JOIN attributes AS a ON a.id = s.attributes ORDER BY s.at, s.seq`,
      [uid, ...range],
    );
    // Rows with the same attributes share one object, as they did when they were written.
    const documents = new Map<unknown, Attributes>();
    return rows.map((row) => {
      const id = row['attributes'];
      const attributes = documents.get(id) ?? (decodeJson(row['document']) as Attributes);
      documents.set(id, attributes);
      return decodeState(row, uid, attributes);
    });
  }

  /** The same order on every server, whatever its language. */
  #byBytes(column: string): string {
    return this.#sql.dialect === 'postgres' ? `${column} COLLATE "C"` : column;
  }
}

async function doing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw asStorageError(cause, what);
  }
}
