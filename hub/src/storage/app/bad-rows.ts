/** Counts the rows that were set aside because they do not fit their schema, each once. */
export class BadRows {
  readonly #keysByTable = new Map<string, Set<string>>();

  add(table: string, key: string): void {
    const keys = this.#keysByTable.get(table) ?? new Set();
    this.#keysByTable.set(table, keys.add(key));
  }

  /** Table → how many. Tables without any are left out. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#keysByTable].map(([table, keys]) => [table, keys.size]));
  }
}
