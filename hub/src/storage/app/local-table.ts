import type { Table } from '../../core/store/tables.ts';
import type { AppConnection } from './app-connection.ts';
import type { RowStore } from './row-store.ts';
import { parts } from './row-store.ts';
import { lastByKey } from './last-by-key.ts';

/** A table of this node alone: never replicated, so without stamps. */
export class LocalTable<Row> implements Table<Row> {
  readonly #connection: AppConnection;
  readonly #store: RowStore<Row>;
  readonly #keyColumn: string;

  constructor(connection: AppConnection, store: RowStore<Row>) {
    this.#connection = connection;
    this.#store = store;
    this.#keyColumn = store.codec.keyColumns[0] as string;
  }

  all(): Promise<Row[]> {
    return this.#connection.read(`Reading ${this.#store.name}`, (session) => this.#store.find(session));
  }

  async put(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const cells = lastByKey(this.#store.codec, rows);
    await this.#connection.transaction(
      (session) => this.#store.upsert(session, [...cells.values()]),
      `Writing ${this.#store.name}`,
    );
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#connection.transaction(async (session) => {
      for (const part of parts(keys, 1000))
        await this.#store.delete(session, { [this.#keyColumn]: [...part] });
    }, `Removing from ${this.#store.name}`);
  }
}
