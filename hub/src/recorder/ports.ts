import type { Attributes, Json, SeriesName, SeriesPoint, StateStatus, StateValue } from '@lifeops/lib';

/** A state as it is kept: one row per change. */
export interface StateRow {
  readonly uid: string;
  /** When it was so: `measuredAt` where known, else `updatedAt`. Epoch milliseconds. */
  readonly at: number;
  readonly seq: number;
  readonly value: StateValue;
  readonly status: StateStatus;
  readonly attributes: Attributes;
  readonly contextId: string;
}

/** The newest state of each entity, for the next start. */
export interface LatestRow extends StateRow {
  readonly entityId: string;
  readonly changedAt: number;
  readonly updatedAt: number;
  readonly reportedAt: number;
  readonly measuredAt: number | null;
  readonly context: Json;
  readonly node: string;
}

export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly data: Json;
  readonly context: Json;
}

export interface CallRow {
  readonly commandId: string;
  readonly at: number;
  readonly domain: string;
  readonly service: string;
  readonly data: Json;
  readonly context: Json;
  readonly result: Json;
  readonly durationMs: number;
}

export interface StoredSeriesPoint extends SeriesPoint {
  readonly series: SeriesName;
  /** Integration that wrote it. */
  readonly source: string;
  readonly entryUid: string;
  readonly owner: string | null;
}

export interface RecorderBatch {
  readonly states: readonly StateRow[];
  readonly latest: readonly LatestRow[];
  readonly removedLatest: readonly string[];
  readonly events: readonly EventRow[];
  readonly calls: readonly CallRow[];
  readonly series: readonly StoredSeriesPoint[];
}

export interface HistoryQuery {
  readonly uids: readonly string[];
  /** Inclusive; the row before it is given too, as the state at the start. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Per entity. */
  readonly limit: number;
}

export interface SeriesQuery {
  readonly series: SeriesName;
  readonly type?: string;
  readonly start: number;
  readonly end: number;
  readonly limit: number;
  /** Points of these persons and of nobody; undefined: all. */
  readonly owners?: readonly (string | null)[];
  readonly newestFirst?: boolean;
}

/**
 * The metrics database. `write` is one transaction: all of the batch or nothing. Writing a row of the same key again
 * (states: uid + at + seq; series: series + type + source + at + key) replaces it, so that a repeated batch does no harm.
 */
export interface HistoryStore extends AsyncDisposable {
  write(batch: RecorderBatch): Promise<void>;
  /** All newest states, for restore at start. */
  latest(): Promise<LatestRow[]>;
  /** The highest seq that was written; 0 in a new database. */
  lastSeq(): Promise<number>;
  states(query: HistoryQuery): Promise<ReadonlyMap<string, readonly StateRow[]>>;
  events(query: {
    readonly start: number;
    readonly end: number;
    readonly types?: readonly string[];
    readonly limit: number;
  }): Promise<readonly EventRow[]>;
  series(query: SeriesQuery): Promise<readonly StoredSeriesPoint[]>;
  /** Removes what an entry or entity left behind; for "remove with its history". */
  forget(what: { readonly uids?: readonly string[]; readonly entryUid?: string }): Promise<void>;
  /** Rows older than `before` go, in small batches; returns how many went. */
  purge(before: number, maxRows: number): Promise<number>;
  /** 'ok', or what is wrong. */
  check(): Promise<string>;
}
