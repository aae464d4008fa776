import { dayMs } from './civil-time.ts';
import { timeZoneOf } from './time-zone.ts';
import type { TimeZone } from './time-zone.ts';

/** Offsets of one stretch of time: `offsets[i]` holds from `starts[i]` on; the first start is the stretch's own. */
interface Stretch {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const stretchMs = 366 * dayMs;
/** No zone has had two changes within one week. */
const probeMs = 7 * dayMs;
/** Instants beyond this are read with the offset at the border; ECMAScript has no dates there. */
const farthest = 8.64e15 - stretchMs;

/**
 * A zone of the platform's tz database. Its changes are found by asking Intl for the offset once a week and bisecting to the
 * second, one stretch of a year at a time, only for years that are asked for. Null for a name that Intl does not know.
 */
export function ianaZone(name: string): TimeZone | null {
  const format = offsetFormat(name);
  if (format === null) return null;
  const stretches = new Map<number, Stretch>();
  const probe = (instant: number) => readOffset(format.format(instant));

  const offsetAt = (asked: number): number => {
    const instant = Math.min(Math.max(asked, -farthest), farthest);
    const index = Math.floor(instant / stretchMs);
    let stretch = stretches.get(index);
    if (stretch === undefined) {
      stretch = findChanges(index * stretchMs, probe);
      stretches.set(index, stretch);
    }
    let at = stretch.starts.length - 1;
    while (at > 0 && (stretch.starts[at] ?? 0) > instant) at--;
    return stretch.offsets[at] ?? 0;
  };
  return timeZoneOf(name, offsetAt);
}

function offsetFormat(name: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
  } catch {
    // RangeError is how Intl says that there is no such zone.
    return null;
  }
}

/** From `1970, GMT+01:00`, `1843, GMT+00:17:30` or plain `GMT`. */
function readOffset(text: string): number {
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -seconds : seconds) * 1000;
}

function findChanges(from: number, probe: (instant: number) => number): Stretch {
  const starts = [from];
  const offsets = [probe(from)];
  const to = from + stretchMs;
  for (let left = from; left < to; left += probeMs) {
    const right = Math.min(left + probeMs, to);
    const before = offsets.at(-1) ?? 0;
    const after = probe(right);
    if (after === before) continue;
    let low = left;
    let high = right;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (probe(middle) === before) low = middle;
      else high = middle;
    }
    starts.push(high);
    offsets.push(after);
  }
  return { starts, offsets };
}
