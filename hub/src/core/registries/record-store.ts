import { Conflict, jsonEqual, NotFound } from '@lifeops/lib';
import type { ClockDep, ContextRef, RegistryChange } from '@lifeops/lib';
import type { Table } from '../store/tables.ts';

interface Row {
  readonly uid: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** What a change does: rows by uid to insert or replace, and uids to forget. */
export interface RecordChange<R> {
  readonly put?: readonly R[];
  readonly remove?: readonly string[];
}

export interface RecordStoreOptions<R> {
  /** What one row is called in an error: `area`. */
  readonly what: string;
  /** False for tombstones: they are kept, but not there. Default: every row is. */
  readonly isPresent?: (row: R) => boolean;
  /** Called for each real change once it is durable and in memory. */
  readonly changed: (
    change: RegistryChange,
    rows: { readonly before: R | undefined; readonly after: R | undefined },
    context: ContextRef,
  ) => void;
}

/**
 * Rows in memory over a table: reading is immediate, a change is durable when its promise resolves. Changes run one after
 * another, each computed from what the one before left; a failed write leaves memory as it was. Rows that come out equal
 * are neither written nor told.
 */
export class RecordStore<R extends Row> {
  readonly #clock: ClockDep['clock'];
  readonly #table: Table<R>;
  readonly #options: RecordStoreOptions<R>;
  readonly #rows = new Map<string, R>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: ClockDep & { readonly table: Table<R> }, options: RecordStoreOptions<R>) {
    this.#clock = deps.clock;
    this.#table = deps.table;
    this.#options = options;
  }

  /** Reads the table; called once, before anything else. */
  async load(): Promise<readonly R[]> {
    for (const row of await this.#table.all()) this.#rows.set(row.uid, row);
    return [...this.#rows.values()];
  }

  /** Tombstones included. */
  get(uid: string): R | undefined {
    return this.#rows.get(uid);
  }

  /** Throws `NotFound` for an unknown uid; tombstones are found. */
  need(uid: string): R {
    const row = this.#rows.get(uid);
    if (!row) throw new NotFound(`There is no ${this.#options.what} ${uid}.`, { details: { uid } });
    return row;
  }

  /** Tombstones included. */
  all(): IteratorObject<R> {
    return this.#rows.values();
  }

  /** Runs `make` when all changes before it are done; gives the rows as they were put. */
  change(make: () => RecordChange<R>, context: ContextRef): Promise<readonly R[]> {
    const run = this.#last.then(() => this.#apply(make(), context));
    this.#last = run.catch(() => {});
    return run;
  }

  async #apply(change: RecordChange<R>, context: ContextRef): Promise<readonly R[]> {
    const now = this.#clock.now();
    const rows = new Map<string, R>();
    for (const row of change.put ?? []) {
      const before = this.#rows.get(row.uid);
      const modified = { ...row, modifiedAt: before?.modifiedAt ?? now };
      rows.set(row.uid, before && jsonEqual(before, modified) ? before : { ...row, modifiedAt: now });
    }
    const put = [...rows.values()].filter((row) => this.#rows.get(row.uid) !== row);
    const gone = (change.remove ?? []).filter((uid) => this.#rows.has(uid));
    if (put.length > 0) await this.#table.put(put);
    const told = put.map((after) => ({ before: this.#rows.get(after.uid), after }));
    for (const row of put) this.#rows.set(row.uid, row);
    if (gone.length > 0) await this.#table.remove(gone);
    const removed = gone.map((uid) => ({ before: this.#rows.get(uid), after: undefined }));
    for (const uid of gone) this.#rows.delete(uid);
    for (const pair of [...told, ...removed]) this.#tell(pair, context);
    return [...rows.values()];
  }

  #tell(rows: { readonly before: R | undefined; readonly after: R | undefined }, context: ContextRef): void {
    const isPresent = this.#options.isPresent ?? (() => true);
    const was = rows.before !== undefined && isPresent(rows.before);
    const is = rows.after !== undefined && isPresent(rows.after);
    const uid = (rows.after ?? rows.before)?.uid;
    if (uid === undefined) return;
    const action = was && is ? 'update' : is ? 'create' : 'remove';
    const changes =
      action === 'update' && rows.before && rows.after ? changedFields(rows.before, rows.after) : [];
    this.#options.changed({ action, uid, changes }, rows, context);
  }
}

function changedFields<R extends Row>(before: R, after: R): string[] {
  return Object.keys(after).filter(
    (key) => key !== 'modifiedAt' && !jsonEqual(before[key as keyof R], after[key as keyof R]),
  );
}

/** Throws `Conflict` when another row of the same kind goes by the name already, case aside. */
export function refuseSameName(
  rows: Iterable<{ readonly uid: string; readonly name: string }>,
  row: { readonly uid: string; readonly name: string },
  what: string,
): void {
  const name = row.name.toLowerCase();
  for (const other of rows) {
    if (other.uid !== row.uid && other.name.toLowerCase() === name) {
      throw new Conflict(`There is ${what} "${other.name}" already.`, { details: { uid: other.uid } });
    }
  }
}
