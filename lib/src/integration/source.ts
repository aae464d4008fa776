import type { Instant } from '../base/clock.ts';

/** What a person sees of a device; `key` is the integration's own and must never change. */
export interface DeviceInfo {
  readonly key: string;
  readonly name?: string;
  /** `service` for a cloud account or another thing that nobody can hold. */
  readonly kind?: 'device' | 'service';
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly softwareVersion?: string;
  readonly hardwareVersion?: string;
  readonly configurationUrl?: string;
  readonly connections?: readonly { readonly type: string; readonly id: string }[];
  /** Key of the bridge or hub through which it is reached. */
  readonly via?: string;
  /** Where it probably is, as a hint at the first set-up: `Kitchen`. */
  readonly suggestedArea?: string;
}

/** How an item of a collection is told apart; with `device`, it is a device of its own below its parent. */
export interface ItemInfo {
  readonly key: string;
  readonly device?: Omit<DeviceInfo, 'key'>;
}

declare const itemOf: unique symbol;

/**
 * Things that come and go with the data: entities are made for each and removed with it. An item that is the same object
 * as before is taken to be unchanged, so that large collections stay cheap: replace items, do not change them in place.
 */
export interface Many<out D> {
  readonly [itemOf]?: () => D;
  each<I>(items: (data: D) => Iterable<I>, describe: (item: I) => ItemInfo): Many<I>;
}

/** Data that changes over time, from polling or pushing. Entities read from it. */
export interface Source<out D> extends Many<D> {
  /** The last good data; undefined before the first. */
  current(): D | undefined;
  /** Asks for fresh data soon: at once, then at most every 10 s. Rejects when the fetch fails. */
  refresh(): Promise<void>;
}

export interface CoordinatorOptions<D> {
  /** Milliseconds from the end of one fetch to the next, ±5 % so that many do not align. */
  readonly every: number;
  fetch(signal: AbortSignal): Promise<D>;
  /**
   * What was measured while the source could not be reached, asked for after a gap of more than two intervals. Written to
   * history at its own time; states do not change by it.
   */
  fetchRange?(
    range: { readonly from: Instant; readonly to: Instant },
    signal: AbortSignal,
  ): Promise<readonly { readonly at: Instant; readonly data: D }[]>;
  /** Limit of one fetch. Default: 5 minutes. */
  readonly timeoutMs?: number;
  /** How long after the last success entities stay `stale` before they are unavailable. Default: 3 intervals. */
  readonly staleAfter?: number;
}

export interface PushOptions<D> {
  /** Ends or throws: entities go stale, and it is opened again with backoff (5 s … 5 min). */
  stream(signal: AbortSignal): AsyncIterable<D>;
  /** How long entities stay `stale` without the stream before they are unavailable. Default: 60 s. */
  readonly staleAfter?: number;
}
