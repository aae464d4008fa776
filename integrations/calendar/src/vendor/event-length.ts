import type { CalendarEvent, ExtraDate } from './calendar-model.ts';
import { dayMs, startOfDay } from './civil-time.ts';
import type { NominalDuration } from './nominal-duration.ts';
import type { ZoneReader } from './zone-reader.ts';

type Timed = Pick<CalendarEvent, 'object' | 'start' | 'end' | 'duration'>;

/**
 * How long each instance lasts (RFC 5545 §3.8.5.3): DTEND makes an exact length, the same for all instances; DURATION keeps
 * its days nominal; neither means one day for a date and no time at all for a time. All-day lengths are whole days, at least
 * one; an end before the start counts as the start.
 */
export function lengthOf(event: Timed, reader: ZoneReader): NominalDuration {
  const { start, end, duration, object } = event;
  if (start.kind === 'date') {
    const days = end
      ? (startOfDay(end.wall) - start.wall) / dayMs
      : (duration?.days ?? 1) + Math.floor((duration?.ms ?? 0) / dayMs);
    return { days: Math.max(days, 1), ms: 0 };
  }
  if (end === null) return duration ?? { days: 0, ms: 0 };
  const endInstant =
    end.kind === 'date' ? reader.zoneOf(start, object).toInstant(end.wall) : reader.instantOf(end, object);
  return { days: 0, ms: Math.max(endInstant - reader.instantOf(start, object), 0) };
}

/** The length that an RDATE of type PERIOD brings along; null for a plain one. */
export function periodLength(
  extra: ExtraDate,
  event: CalendarEvent,
  reader: ZoneReader,
): NominalDuration | null {
  if (extra.end === null && extra.duration === null) return null;
  return lengthOf(
    { object: event.object, start: extra.start, end: extra.end, duration: extra.duration },
    reader,
  );
}
