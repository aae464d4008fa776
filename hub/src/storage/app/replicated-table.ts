import { jsonEqual } from '@lifeops/lib';
import type { Table } from '../../core/store/tables.ts';
import type { AppConnection, AppSession } from './app-connection.ts';
import { lastByKey } from './last-by-key.ts';
import type { Cells } from './row-codec.ts';
import { parts } from './row-store.ts';
import type { RowStore } from './row-store.ts';
import type { Stamps } from './stamps.ts';

export interface ReplicatedTableDeps {
  readonly connection: AppConnection;
  readonly stamps: Stamps;
}

/** A stored row with the text of its columns parsed. */
type StoredRow = Readonly<Record<string, unknown>>;

/**
 * A table that sites share. This is the only way to write one: each field that changes is stamped in the same transaction,
 * so that sites can merge field by field and the later edit wins. Putting what is there already changes and stamps nothing.
 */
export class ReplicatedTable<Row> implements Table<Row> {
  readonly #deps: ReplicatedTableDeps;
  readonly #store: RowStore<Row>;
  readonly #keyColumn: string;
  readonly #fields: readonly string[];

  constructor(deps: ReplicatedTableDeps, store: RowStore<Row>) {
    this.#deps = deps;
    this.#store = store;
    this.#keyColumn = store.codec.keyColumns[0] as string;
    this.#fields = store.codec.columns.filter((column) => column !== this.#keyColumn);
  }

  all(): Promise<Row[]> {
    return this.#deps.connection.read(`Reading ${this.#store.name}`, (session) => this.#store.find(session));
  }

  async put(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const wanted = lastByKey(this.#store.codec, rows);
    await this.#deps.connection.transaction(async (session) => {
      const present = await this.#present(session, [...wanted.keys()]);
      const written: Cells[] = [];
      const changes: { readonly record: string; readonly fields: readonly string[] }[] = [];
      for (const [record, cells] of wanted) {
        const before = present.get(record);
        // A row that comes (back) is stamped whole, and so is the end of its absence.
        const fields = before ? this.#changed(before, cells) : [...this.#fields, '_deleted'];
        if (fields.length === 0) continue;
        written.push(cells);
        changes.push({ record, fields });
      }
      await this.#store.upsert(session, written);
      await this.#deps.stamps.write(session, this.#store.name, changes);
    }, `Writing ${this.#store.name}`);
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#deps.connection.transaction(async (session) => {
      const gone = [...(await this.#present(session, [...new Set(keys)])).keys()];
      for (const part of parts(gone, 1000))
        await this.#store.delete(session, { [this.#keyColumn]: [...part] });
      await this.#deps.stamps.bury(session, this.#store.name, gone);
    }, `Removing from ${this.#store.name}`);
  }

  async #present(session: AppSession, keys: readonly string[]): Promise<Map<string, StoredRow>> {
    const found = new Map<string, StoredRow>();
    for (const part of parts(keys, 1000)) {
      for (const cells of await this.#store.findCells(session, { [this.#keyColumn]: [...part] })) {
        found.set(String(cells[this.#keyColumn]), cells);
      }
    }
    return found;
  }

  #changed(before: StoredRow, after: Cells): string[] {
    const old = this.#store.codec.comparable(before);
    const now = this.#store.codec.comparable(after);
    return this.#fields.filter((column) => !jsonEqual(old[column], now[column]));
  }
}
