import type { Random } from './random.ts';

export interface BackoffPolicy {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
  /** Share of the wait that is random, 0–1: 0.1 gives ±10 %. */
  readonly jitter: number;
}

/** The wait before try number `tries` (1 = the first retry). Pure but for the jitter. */
export function backoffMs(policy: BackoffPolicy, tries: number, random: Random): number {
  const plain = Math.min(policy.maxMs, policy.firstMs * policy.factor ** Math.max(0, tries - 1));
  return Math.round(plain * (1 + policy.jitter * (2 * random.next() - 1)));
}
