import type { RecorderBatch, StateRow } from '../../recorder/ports.ts';
import { AttributeIds, documentHash } from './attribute-ids.ts';
import { highestSeq, raiseLastSeq } from './batch-writer.ts';
import type { BatchWriter } from './batch-writer.ts';
import { listParam } from './history-sql.ts';
import type { HistorySession } from './history-sql.ts';
import {
  callCells,
  callColumns,
  encodeStatus,
  encodeValue,
  eventCells,
  eventColumns,
  latestCells,
  latestColumns,
  seriesCells,
  seriesColumns,
} from './state-codec.ts';

type Cell = string | number | null;

/** Rows a statement: bounds its memory on both sides. */
const rowsPerStatement = 5000;

/** Writes whole columns as arrays: one plan for any number of rows, and few parameters. */
export class PostgresBatchWriter implements BatchWriter {
  readonly #entityIds = new Map<string, number>();
  readonly #attributeIds = new AttributeIds();

  async write(session: HistorySession, batch: RecorderBatch): Promise<void> {
    await this.#writeStates(session, batch.states);
    if (batch.removedLatest.length > 0) {
      await session.change('DELETE FROM latest WHERE uid IN (SELECT json_array_elements_text($1::json))', [
        listParam(batch.removedLatest),
      ]);
    }
    await insert(session, latest, batch.latest.map(latestCells));
    await insert(session, events, batch.events.map(eventCells));
    await insert(session, calls, batch.calls.map(callCells));
    await insert(session, series, batch.series.map(seriesCells));
    const seq = highestSeq(batch);
    if (seq > 0) await session.change(raiseLastSeq, [seq]);
  }

  reset(): void {
    this.#entityIds.clear();
    this.#attributeIds.clear();
  }

  async #writeStates(session: HistorySession, rows: readonly StateRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#learnEntities(session, rows);
    const documents = rows.map(({ attributes }) => JSON.stringify(attributes));
    const attributes = await this.#learnAttributes(session, rows, documents);
    const cells = rows.map((row, i): Cell[] => {
      const { kind, number, text } = encodeValue(row.value);
      const entity = this.#entityId(row.uid);
      const document = attributes.get(keyOf(entity, documents[i] as string)) as number;
      return [entity, row.at, row.seq, kind, number, text, encodeStatus(row.status), document, row.contextId];
    });
    await insert(session, states, cells);
  }

  #entityId(uid: string): number {
    return this.#entityIds.get(uid) as number;
  }

  async #learnEntities(session: HistorySession, rows: readonly StateRow[]): Promise<void> {
    const unknown = [...new Set(rows.map(({ uid }) => uid))].filter((uid) => !this.#entityIds.has(uid));
    if (unknown.length === 0) return;
    const list = listParam(unknown);
    await session.change(
      'INSERT INTO entities (uid) SELECT json_array_elements_text($1::json) ON CONFLICT DO NOTHING',
      [list],
    );
    const found = await session.rows(
      'SELECT id, uid FROM entities WHERE uid IN (SELECT json_array_elements_text($1::json))',
      [list],
    );
    for (const { id, uid } of found) this.#entityIds.set(uid as string, id as number);
  }

  /** Row numbers of all attribute sets of the rows, by `keyOf`; those that are new are written. */
  async #learnAttributes(
    session: HistorySession,
    rows: readonly StateRow[],
    documents: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const ids = new Map<string, number>();
    const wanted = new Map<string, { readonly entity: number; readonly document: string; usedAt: number }>();
    for (const [i, { uid, at }] of rows.entries()) {
      const [entity, document] = [this.#entityId(uid), documents[i] as string];
      const key = keyOf(entity, document);
      const known = this.#attributeIds.get(entity, document, at);
      if (known !== undefined) ids.set(key, known);
      else wanted.set(key, { entity, document, usedAt: Math.max(at, wanted.get(key)?.usedAt ?? at) });
    }
    if (wanted.size === 0) return ids;
    const asked = [...wanted.values()];
    const found = await session.rows(
      `INSERT INTO attributes (entity, hash, document, used_at)
       SELECT entity, decode(hash, 'hex'), document, used_at
       FROM unnest($1::int[], $2::text[], $3::json[], $4::bigint[]) AS asked (entity, hash, document, used_at)
       ON CONFLICT (entity, hash) DO UPDATE SET used_at = greatest(attributes.used_at, excluded.used_at)
       RETURNING id, entity, encode(hash, 'hex') AS hash`,
      [
        asked.map(({ entity }) => entity),
        asked.map(({ document }) => hexHash(document)),
        asked.map(({ document }) => document),
        asked.map(({ usedAt }) => usedAt),
      ],
    );
    const idsByHash = new Map(
      found.map(({ id, entity, hash }) => [`${String(entity)} ${String(hash)}`, id as number]),
    );
    for (const { entity, document, usedAt } of asked) {
      const id = idsByHash.get(`${entity} ${hexHash(document)}`) as number;
      ids.set(keyOf(entity, document), id);
      this.#attributeIds.set(entity, document, { id, usedAt });
    }
    return ids;
  }
}

const keyOf = (entity: number, document: string): string => `${entity} ${document}`;
const hexHash = (document: string): string => Buffer.from(documentHash(document)).toString('hex');

interface Target {
  readonly table: string;
  readonly columns: string;
  readonly types: readonly string[];
  readonly key: readonly string[];
}

const states: Target = {
  table: 'states',
  columns: 'entity, at, seq, kind, number, text, status, attributes, context_id',
  types: ['int', 'bigint', 'bigint', 'smallint', 'float8', 'text', 'smallint', 'int', 'text'],
  key: ['entity', 'at', 'seq'],
};
const latest: Target = {
  table: 'latest',
  columns: latestColumns,
  types: [
    'text',
    'text',
    'bigint',
    'bigint',
    'smallint',
    'float8',
    'text',
    'smallint',
    'json',
    'text',
    'bigint',
    'bigint',
    'bigint',
    'bigint',
    'json',
    'text',
  ],
  key: ['uid'],
};
const events: Target = {
  table: 'events',
  columns: eventColumns,
  types: ['bigint', 'bigint', 'text', 'json', 'json'],
  key: ['seq'],
};
const calls: Target = {
  table: 'service_calls',
  columns: callColumns,
  types: ['text', 'bigint', 'text', 'text', 'json', 'json', 'json', 'float8'],
  key: ['command_id'],
};
const series: Target = {
  table: 'series',
  columns: seriesColumns,
  types: ['text', 'text', 'bigint', 'text', 'text', 'float8', 'text', 'bigint', 'json', 'text', 'text'],
  key: ['series', 'type', 'at', 'source', 'key'],
};

async function insert(
  session: HistorySession,
  target: Target,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const columns = target.columns.split(', ');
  // One statement may not touch a row twice; as with rows written one after another, the last stands.
  const keys = target.key.map((name) => columns.indexOf(name));
  const distinct = [...new Map(rows.map((row) => [JSON.stringify(keys.map((i) => row[i])), row])).values()];
  const updates = columns
    .filter((name) => !target.key.includes(name))
    .map((name) => `${name} = excluded.${name}`);
  const sql = `INSERT INTO ${target.table} (${target.columns})
    SELECT * FROM unnest(${target.types.map((type, i) => `$${i + 1}::${type}[]`).join(', ')})
    ON CONFLICT (${target.key.join(', ')}) DO UPDATE SET ${updates.join(', ')}`;
  for (let from = 0; from < distinct.length; from += rowsPerStatement) {
    const part = distinct.slice(from, from + rowsPerStatement);
    await session.change(
      sql,
      columns.map((_, i) => part.map((row) => row[i] ?? null)),
    );
  }
}
