import { Conflict } from '@lifeops/lib';

/**
 * Hybrid logical clocks (Kulkarni and others, "Logical Physical Clocks", 2014): a version is physical milliseconds × 1024
 * plus a counter, a safe integer until the year 2248. It never falls behind the wall clock nor runs backwards, and what was
 * seen before is always lower than what is stamped after.
 */
export type Version = number;

const perMs = 1024;
/** A peer whose clock is further ahead is refused: its stamps would win over every honest edit until then. */
export const longestDriftMs = 5 * 60_000;

/** The version of a change made now, given the highest one made or seen before. */
export function nextVersion(last: Version, nowMs: number): Version {
  return Math.max(last + 1, nowMs * perMs);
}

/** The highest version seen, after meeting one of another node. Throws `Conflict` when that is over 5 minutes ahead. */
export function meetVersion(last: Version, met: Version, nowMs: number): Version {
  if (physicalMs(met) > nowMs + longestDriftMs) {
    throw new Conflict(
      'The clock of the other site is more than 5 minutes ahead; set the clocks of both right.',
      {
        details: { ahead_ms: physicalMs(met) - nowMs },
      },
    );
  }
  return Math.max(last, met);
}

export function physicalMs(version: Version): number {
  return Math.floor(version / perMs);
}

export interface Stamp {
  readonly version: Version;
  readonly node: string;
}

/** Positive when `a` wins over `b`; nodes break the tie, so that all sites agree. Zero only for the same stamp. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a.version - b.version || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0);
}
