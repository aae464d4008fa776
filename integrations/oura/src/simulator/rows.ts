import { instantOf } from '../vendor/times.ts';
import { fixtureDays, fixturesOf } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { utcText } from './shift.ts';

/** One look at the battery per day, down a little each day until it was charged; in fixture time. */
export function batteryOfAllDays(): Body[] {
  const [given] = fixturesOf('ring_battery_level');
  const at = instantOf(textOf(given, 'timestamp')) ?? 0;
  const older = Array.from({ length: fixtureDays - 1 }, (_, i) => {
    const daysAgo = fixtureDays - 1 - i;
    const level = 25 + ((38 + daysAgo * 13) % 75);
    return rowAt(at - daysAgo * 86_400_000, { charging: false, in_charger: false, level });
  });
  return given === undefined ? older : [...older, given];
}

/** A sample of that instant, its moment written as Oura writes those of series. */
export const rowAt = (at: number, fields: Body): Body => ({
  timestamp: utcText(at),
  timestamp_unix: at,
  ...fields,
});

export function textOf(body: Body | undefined, property: string): string | null {
  const value = body?.[property];
  return typeof value === 'string' ? value : null;
}
