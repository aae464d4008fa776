import { dayMs } from './civil-time.ts';

/** Turns wall time (milliseconds as if UTC) into instants (epoch ms) and back. */
export interface TimeZone {
  readonly name: string;
  /**
   * A time that the clocks skip is read with the offset before the gap, so that 02:30 becomes 03:30 and no instance is
   * lost; of a time that occurs twice the first is meant (RFC 5545 §3.3.5).
   */
  toInstant(wall: number): number;
  toWall(instant: number): number;
}

/** A zone of which one knows the offset at any instant. `offsetAt` may be asked for any finite number. */
export function timeZoneOf(name: string, offsetAt: (instant: number) => number): TimeZone {
  return {
    name,
    toWall: (instant) => instant + offsetAt(instant),
    toInstant(wall) {
      // No offset reaches a day, so these stand before and after any change near the wall time.
      const before = offsetAt(wall - dayMs);
      const after = offsetAt(wall + dayMs);
      if (before === after || offsetAt(wall - before) === before) return wall - before;
      return offsetAt(wall - after) === after ? wall - after : wall - before;
    },
  };
}

export function fixedZone(name: string, offsetMs: number): TimeZone {
  return { name, toWall: (instant) => instant + offsetMs, toInstant: (wall) => wall - offsetMs };
}

export const utc: TimeZone = fixedZone('UTC', 0);
