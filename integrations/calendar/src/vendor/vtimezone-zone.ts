import type { Observance, VTimezone } from './calendar-model.ts';
import { ruleWalls } from './rule-engine.ts';
import { timeZoneOf } from './time-zone.ts';
import type { TimeZone } from './time-zone.ts';

/** Rules are followed within these years; before and after, the nearest offset holds. */
const from = Date.UTC(1900, 0);
const to = Date.UTC(2150, 0);

/** A zone made from the VTIMEZONE of a file (RFC 5545 §3.6.5): each observance holds from its onsets on. */
export function vtimezoneZone(timezone: VTimezone): TimeZone {
  const changes = timezone.observances
    .flatMap((observance) =>
      onsetsOf(observance).map((at) => ({
        at,
        before: observance.offsetFromMs,
        after: observance.offsetToMs,
      })),
    )
    .sort((a, b) => a.at - b.at);
  const earliest = changes[0]?.before ?? 0;

  return timeZoneOf(timezone.tzid, (instant) => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changes[middle]?.at ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? earliest : (changes[low - 1]?.after ?? earliest);
  });
}

/** Instants. DTSTART is an onset by itself, also beside rules (RFC 5545 §3.6.5). */
function onsetsOf(observance: Observance): number[] {
  const walls = new Set([observance.startWall, ...observance.extraWalls]);
  for (const rule of observance.rules) {
    const until = rule.until;
    const untilWall = until?.kind === 'utc' ? until.wall + observance.offsetFromMs : (until?.wall ?? to);
    const range = { from, to: Math.min(to, untilWall) };
    for (const wall of ruleWalls(rule, observance.startWall, range).walls) walls.add(wall);
  }
  return [...walls].map((wall) => wall - observance.offsetFromMs);
}
