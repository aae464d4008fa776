import type { CallRow, EventRow, LatestRow, RecorderBatch, StateRow, StoredSeriesPoint } from './ports.ts';

/** Rows of one transaction: more would hold the hub's loop for too long. */
const batchRows = 1000;

/** What waits to be written: rows of history in order, and the newest state of each entity once. Bounded. */
export class WriteQueue {
  readonly #bound: number;
  #states: StateRow[] = [];
  #events: EventRow[] = [];
  #calls: CallRow[] = [];
  #series: StoredSeriesPoint[] = [];
  #latest = new Map<string, LatestRow>();
  #removedLatest = new Set<string>();
  #dropped = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  get rows(): number {
    return this.#states.length + this.#events.length + this.#calls.length + this.#series.length;
  }

  get empty(): boolean {
    return this.rows === 0 && this.#latest.size === 0 && this.#removedLatest.size === 0;
  }

  /** Rows that found no room since it was last asked. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  /** The newest state always has room; its row in history only within the bound. */
  state(row: StateRow): void {
    if (this.#hasRoom()) this.#states.push(row);
  }

  latest(row: LatestRow): void {
    this.#removedLatest.delete(row.uid);
    this.#latest.set(row.uid, row);
  }

  removeLatest(uid: string): void {
    this.#latest.delete(uid);
    this.#removedLatest.add(uid);
  }

  event(row: EventRow): void {
    if (this.#hasRoom()) this.#events.push(row);
  }

  call(row: CallRow): void {
    if (this.#hasRoom()) this.#calls.push(row);
  }

  series(points: readonly StoredSeriesPoint[]): void {
    this.#series.push(...points);
  }

  /** The oldest rows, at most one transaction's. */
  take(): RecorderBatch {
    const latest = [...this.#latest.values()].slice(0, batchRows);
    for (const row of latest) this.#latest.delete(row.uid);
    const removedLatest = [...this.#removedLatest];
    this.#removedLatest.clear();
    return {
      states: this.#states.splice(0, batchRows),
      events: this.#events.splice(0, batchRows),
      calls: this.#calls.splice(0, batchRows),
      series: this.#series.splice(0, batchRows),
      latest,
      removedLatest,
    };
  }

  /** A batch that could not be written goes back to the front; a newer state that came meanwhile stays the newest. */
  putBack(batch: RecorderBatch): void {
    this.#states = [...batch.states, ...this.#states];
    this.#events = [...batch.events, ...this.#events];
    this.#calls = [...batch.calls, ...this.#calls];
    this.#series = [...batch.series, ...this.#series];
    for (const row of batch.latest) {
      if (!this.#latest.has(row.uid) && !this.#removedLatest.has(row.uid)) this.#latest.set(row.uid, row);
    }
    for (const uid of batch.removedLatest) if (!this.#latest.has(uid)) this.#removedLatest.add(uid);
  }

  #hasRoom(): boolean {
    if (this.rows < this.#bound) return true;
    this.#dropped += 1;
    return false;
  }
}
