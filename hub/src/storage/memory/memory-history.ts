import type {
  CallRow,
  EventRow,
  HistoryQuery,
  HistoryStore,
  LatestRow,
  RecorderBatch,
  SeriesQuery,
  StateRow,
  StoredSeriesPoint,
} from '../../recorder/ports.ts';

/** The metrics database in memory, for tests. Keeps the same promises as the real ones: one contract suite checks all. */
export class MemoryHistoryStore implements HistoryStore {
  /** What was written, by key, for tests to look at. */
  readonly calls = new Map<string, CallRow>();
  readonly #states = new Map<string, StateRow[]>();
  readonly #latest = new Map<string, LatestRow>();
  readonly #events = new Map<number, EventRow>();
  readonly #series = new Map<string, StoredSeriesPoint>();
  #lastSeq = 0;

  async write(batch: RecorderBatch): Promise<void> {
    const { states, latest, removedLatest, events, calls, series } = structuredClone(batch);
    for (const row of states) this.#putState(row);
    for (const uid of removedLatest) this.#latest.delete(uid);
    for (const row of latest) this.#latest.set(row.uid, row);
    for (const row of events) this.#events.set(row.seq, row);
    for (const row of calls) this.calls.set(row.commandId, row);
    for (const row of series)
      this.#series.set(JSON.stringify([row.series, row.type, row.source, row.at, row.key]), row);
    for (const { seq } of [...states, ...latest, ...events]) this.#lastSeq = Math.max(this.#lastSeq, seq);
  }

  async latest(): Promise<LatestRow[]> {
    return structuredClone([...this.#latest.values()]);
  }

  async lastSeq(): Promise<number> {
    return this.#lastSeq;
  }

  async states({ uids, start, end, limit }: HistoryQuery): Promise<ReadonlyMap<string, readonly StateRow[]>> {
    const found = new Map<string, readonly StateRow[]>();
    for (const uid of uids) {
      const rows = this.#states.get(uid) ?? [];
      const before = rows.findLast(({ at }) => at < start);
      const within = rows.filter(({ at }) => at >= start && at < end).slice(0, limit);
      found.set(uid, structuredClone(before ? [before, ...within] : within));
    }
    return found;
  }

  async events(query: {
    readonly start: number;
    readonly end: number;
    readonly types?: readonly string[];
    readonly limit: number;
  }): Promise<readonly EventRow[]> {
    const { start, end, types, limit } = query;
    const found = [...this.#events.values()]
      .filter(({ at, type }) => at >= start && at < end && (types === undefined || types.includes(type)))
      .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
    return structuredClone(found.slice(0, limit));
  }

  async series(query: SeriesQuery): Promise<readonly StoredSeriesPoint[]> {
    const { series, type, start, end, limit, owners, newestFirst } = query;
    const found = [...this.#series.values()]
      .filter((point) => point.series === series && point.at >= start && point.at < end)
      .filter((point) => type === undefined || point.type === type)
      .filter((point) => owners === undefined || owners.includes(point.owner))
      .toSorted(
        (a, b) => a.at - b.at || text(a.type, b.type) || text(a.source, b.source) || text(a.key, b.key),
      );
    if (newestFirst) found.reverse();
    return structuredClone(found.slice(0, limit));
  }

  async forget({
    uids = [],
    entryUid,
  }: {
    readonly uids?: readonly string[];
    readonly entryUid?: string;
  }): Promise<void> {
    for (const uid of uids) {
      this.#states.delete(uid);
      this.#latest.delete(uid);
    }
    if (entryUid === undefined) return;
    for (const [key, point] of this.#series) if (point.entryUid === entryUid) this.#series.delete(key);
  }

  async purge(before: number, maxRows: number): Promise<number> {
    let gone = 0;
    for (const rows of this.#states.values()) {
      const old = rows.filter(({ at }) => at < before).length - 1;
      const count = Math.min(Math.max(old, 0), maxRows - gone);
      rows.splice(0, count);
      gone += count;
    }
    for (const table of [this.#events, this.calls] as const) {
      for (const [key, { at }] of table as Map<unknown, { readonly at: number }>) {
        if (at < before && gone < maxRows && (table as Map<unknown, unknown>).delete(key)) gone++;
      }
    }
    return gone;
  }

  check(): Promise<string> {
    return Promise.resolve('ok');
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #putState(row: StateRow): void {
    const rows = this.#states.get(row.uid) ?? [];
    this.#states.set(row.uid, rows);
    const after = rows.findLastIndex(({ at, seq }) => at < row.at || (at === row.at && seq <= row.seq));
    const same = rows[after];
    if (same?.at === row.at && same.seq === row.seq) rows[after] = row;
    else rows.splice(after + 1, 0, row);
  }
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
