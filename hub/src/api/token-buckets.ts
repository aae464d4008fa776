import type { Clock } from '@lifeops/lib';

export interface BucketLimit {
  /** Sustained, and what may come at once after a pause. */
  readonly perMinute: number;
}

export interface BucketState {
  readonly allowed: boolean;
  readonly limit: number;
  /** Whole requests that are left now. */
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly resetMs: number;
  /** Until one more request is allowed; 0 when one is. */
  readonly waitMs: number;
}

/** Made-up keys must not fill the memory: the longest unused go first. */
const mostKeys = 10_000;

/** A token bucket per key: holds a minute's worth, refilled evenly. Full buckets are forgotten. */
export class TokenBuckets {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(deps: { readonly clock: Clock }, limit: BucketLimit) {
    this.#clock = deps.clock;
    this.#perMinute = limit.perMinute;
  }

  /** Takes one request out of the bucket; one that is empty is left as it is. */
  take(key: string): BucketState {
    const now = this.#clock.monotonic();
    const perMs = this.#perMinute / 60_000;
    const known = this.#buckets.get(key);
    const full = this.#perMinute;
    const tokens = known ? Math.min(full, known.tokens + (now - known.at) * perMs) : full;
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: left, at: now });
    this.#forget();
    return {
      allowed,
      limit: full,
      remaining: Math.floor(left),
      resetMs: (full - left) / perMs,
      waitMs: allowed ? 0 : (1 - tokens) / perMs,
    };
  }

  #forget(): void {
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size <= mostKeys) break;
      this.#buckets.delete(key);
    }
  }
}
