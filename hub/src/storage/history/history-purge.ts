import { usedAtStepMs } from './batch-writer.ts';
import { inList, listParam } from './history-sql.ts';
import type { HistorySession, HistorySql } from './history-sql.ts';

/** Rows a transaction removes at most, so that none takes long and writers come in between. */
const rowsPerStep = 1000;

/** Removes old rows in short transactions, oldest first within an entity. */
export class HistoryPurge {
  readonly #sql: HistorySql;
  readonly #forgetIds: () => void;

  /** `forgetIds` makes the writer forget the numbers of rows; it is called in the transaction that removes some. */
  constructor(sql: HistorySql, forgetIds: () => void) {
    this.#sql = sql;
    this.#forgetIds = forgetIds;
  }

  async purge(before: number, maxRows: number): Promise<number> {
    let gone = 0;
    for (const { id } of await this.#sql.rows('SELECT id FROM entities')) {
      if (gone >= maxRows) return gone;
      gone += await this.#purgeEntity(id as number, before, maxRows - gone);
    }
    gone += await this.#purgeTable('events', 'seq', before, maxRows - gone);
    gone += await this.#purgeTable('service_calls', 'command_id', before, maxRows - gone);
    await this.#sql.shrink();
    return gone;
  }

  /** All of these entities: states, newest states, attributes. */
  async forgetEntities(uids: readonly string[]): Promise<void> {
    const { dialect } = this.#sql;
    const known = await this.#sql.rows(`SELECT id FROM entities WHERE ${inList(dialect, 'uid', '$1')}`, [
      listParam(uids),
    ]);
    await this.#step((session) =>
      session.change(`DELETE FROM latest WHERE ${inList(dialect, 'uid', '$1')}`, [listParam(uids)]),
    );
    for (const { id } of known) {
      const entity = id as number;
      await this.#deleteStates(entity, { at: Number.MAX_SAFE_INTEGER, seq: 0 }, Number.MAX_SAFE_INTEGER);
      // With what was written meanwhile, so that no row is left without its entity.
      await this.#step(async (session) => {
        await session.change('DELETE FROM states WHERE entity = $1', [entity]);
        await session.change('DELETE FROM attributes WHERE entity = $1', [entity]);
        this.#forgetIds();
        return session.change('DELETE FROM entities WHERE id = $1', [entity]);
      });
    }
  }

  async forgetEntry(entryUid: string): Promise<void> {
    const rowOf = '(series, type, at, source, key)';
    const sql = `DELETE FROM series WHERE ${rowOf} IN (SELECT series, type, at, source, key FROM series WHERE entry_uid = $1 LIMIT $2)`;
    while ((await this.#step((session) => session.change(sql, [entryUid, rowsPerStep]))) > 0);
  }

  /** Leaves the row that was in force at `before`: without it, the state at the start of what is kept would be lost. */
  async #purgeEntity(entity: number, before: number, maxRows: number): Promise<number> {
    const [inForce] = await this.#sql.rows(
      'SELECT at, seq, attributes FROM states WHERE entity = $1 AND at < $2 ORDER BY at DESC, seq DESC LIMIT 1',
      [entity, before],
    );
    if (!inForce) return 0;
    const gone = await this.#deleteStates(entity, inForce as { at: number; seq: number }, maxRows);
    if (gone > 0 && gone < maxRows) {
      // Rows from `before` on mark their attributes as used at most one step too early.
      await this.#step((session) => {
        this.#forgetIds();
        return session.change('DELETE FROM attributes WHERE entity = $1 AND used_at < $2 AND id <> $3', [
          entity,
          before - usedAtStepMs,
          inForce['attributes'] as number,
        ]);
      });
    }
    return gone;
  }

  /** Rows of the entity before `end`. */
  async #deleteStates(
    entity: number,
    end: { readonly at: number; readonly seq: number },
    maxRows: number,
  ): Promise<number> {
    let gone = 0;
    while (gone < maxRows) {
      const limit = Math.min(rowsPerStep, maxRows - gone);
      const removed = await this.#step((session) =>
        session.change(
          `DELETE FROM states WHERE entity = $1 AND (at, seq) IN
            (SELECT at, seq FROM states WHERE entity = $1 AND (at, seq) < ($2, $3) ORDER BY at, seq LIMIT $4)`,
          [entity, end.at, end.seq, limit],
        ),
      );
      gone += removed;
      if (removed < limit) break;
    }
    return gone;
  }

  async #purgeTable(table: string, key: string, before: number, maxRows: number): Promise<number> {
    let gone = 0;
    while (gone < maxRows) {
      const limit = Math.min(rowsPerStep, maxRows - gone);
      const sql = `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE at < $1 ORDER BY at LIMIT $2)`;
      const removed = await this.#step((session) => session.change(sql, [before, limit]));
      gone += removed;
      if (removed < limit) break;
    }
    return gone;
  }

  #step(work: (session: HistorySession) => Promise<number>): Promise<number> {
    return this.#sql.transaction(work);
  }
}
