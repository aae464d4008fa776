import type { EntryStoreRow, EntryStoreTable } from '../../core/store/tables.ts';
import type { AppConnection } from './app-connection.ts';
import type { RowStore } from './row-store.ts';

/** What config entries keep by themselves; of this node alone. */
export class SqlEntryStore implements EntryStoreTable {
  readonly #connection: AppConnection;
  readonly #store: RowStore<EntryStoreRow>;

  constructor(connection: AppConnection, store: RowStore<EntryStoreRow>) {
    this.#connection = connection;
    this.#store = store;
  }

  get(entryUid: string, key: string): Promise<EntryStoreRow | undefined> {
    return this.#connection.read('Reading the store of an entry', async (session) => {
      const [row] = await this.#store.find(session, { entry_uid: entryUid, key });
      return row;
    });
  }

  async put(row: EntryStoreRow): Promise<void> {
    await this.#change('Writing the store of an entry', (session) =>
      this.#store.upsert(session, [this.#store.codec.encode(row)]),
    );
  }

  async remove(entryUid: string, key: string): Promise<void> {
    await this.#change('Removing from the store of an entry', (session) =>
      this.#store.delete(session, { entry_uid: entryUid, key }),
    );
  }

  async removeEntry(entryUid: string): Promise<void> {
    await this.#change('Removing the store of an entry', (session) =>
      this.#store.delete(session, { entry_uid: entryUid }),
    );
  }

  #change(doing: string, work: Parameters<AppConnection['transaction']>[0]): Promise<unknown> {
    return this.#connection.transaction(work, doing);
  }
}
