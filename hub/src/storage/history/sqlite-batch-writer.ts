import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { nextTurn } from '@lifeops/lib/node';
import type { RecorderBatch, StateRow } from '../../recorder/ports.ts';
import { AttributeIds, documentHash } from './attribute-ids.ts';
import { highestSeq, raiseLastSeq } from './batch-writer.ts';
import type { BatchWriter } from './batch-writer.ts';
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

/** Rows between two turns of the event loop: a few milliseconds of a small machine. */
const rowsPerTurn = 200;

/** Writes row by row with prepared statements, which SQLite does fastest, and lets the event loop turn in between. */
export class SqliteBatchWriter implements BatchWriter {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #entityIds = new Map<string, number>();
  readonly #attributeIds = new AttributeIds();
  #sinceTurn = 0;

  constructor(database: DatabaseSync) {
    this.#statements = prepare(database);
  }

  async write(session: HistorySession, batch: RecorderBatch): Promise<void> {
    const { latest, event, call, point, removeLatest } = this.#statements;
    await this.#each(batch.states, (row) => this.#writeState(row));
    await this.#each(batch.removedLatest, (uid) => removeLatest.run(uid));
    await this.#each(batch.latest, (row) => latest.run(...latestCells(row)));
    await this.#each(batch.events, (row) => event.run(...eventCells(row)));
    await this.#each(batch.calls, (row) => call.run(...callCells(row)));
    await this.#each(batch.series, (row) => point.run(...seriesCells(row)));
    const seq = highestSeq(batch);
    if (seq > 0) await session.change(raiseLastSeq, [seq]);
  }

  reset(): void {
    this.#entityIds.clear();
    this.#attributeIds.clear();
  }

  async #each<T>(rows: readonly T[], write: (row: T) => void): Promise<void> {
    for (const row of rows) {
      write(row);
      if (++this.#sinceTurn < rowsPerTurn) continue;
      this.#sinceTurn = 0;
      await nextTurn();
    }
  }

  #writeState(row: StateRow): void {
    const entity = this.#entityId(row.uid);
    const attributes = this.#attributesId(entity, row);
    const { kind, number, text } = encodeValue(row.value);
    this.#statements.state.run(
      entity,
      row.at,
      row.seq,
      kind,
      number,
      text,
      encodeStatus(row.status),
      attributes,
      row.contextId,
    );
  }

  #entityId(uid: string): number {
    const known = this.#entityIds.get(uid);
    if (known !== undefined) return known;
    const { findEntity, entity } = this.#statements;
    const id = idOf(findEntity, uid) ?? (idOf(entity, uid) as number);
    this.#entityIds.set(uid, id);
    return id;
  }

  #attributesId(entity: number, { attributes, at }: StateRow): number {
    const document = JSON.stringify(attributes);
    const known = this.#attributeIds.get(entity, document, at);
    if (known !== undefined) return known;
    const id = idOf(this.#statements.attributes, entity, documentHash(document), document, at) as number;
    this.#attributeIds.set(entity, document, { id, usedAt: at });
    return id;
  }
}

function prepare(database: DatabaseSync) {
  const replace = (table: string, columns: string) =>
    database.prepare(
      `INSERT OR REPLACE INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`,
    );
  return {
    state: replace('states', 'entity, at, seq, kind, number, text, status, attributes, context_id'),
    latest: replace('latest', latestColumns),
    event: replace('events', eventColumns),
    call: replace('service_calls', callColumns),
    point: replace('series', seriesColumns),
    removeLatest: database.prepare('DELETE FROM latest WHERE uid = ?'),
    findEntity: database.prepare('SELECT id FROM entities WHERE uid = ?'),
    entity: database.prepare('INSERT INTO entities (uid) VALUES (?) RETURNING id'),
    attributes: database.prepare(
      `INSERT INTO attributes (entity, hash, document, used_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (entity, hash) DO UPDATE SET used_at = max(used_at, excluded.used_at) RETURNING id`,
    ),
  };
}

function idOf(statement: StatementSync, ...params: readonly SQLInputValue[]): number | undefined {
  return statement.get(...params)?.['id'] as number | undefined;
}
