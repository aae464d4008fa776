import type { CalendarEvent } from './calendar-model.ts';

/** All that one UID holds, from every VCALENDAR of the stream. */
export interface EventSeries {
  readonly uid: string;
  /** Null when only overrides came: someone was invited to single instances. */
  readonly master: CalendarEvent | null;
  readonly overrides: readonly CalendarEvent[];
}

/** Groups events by UID; of several masters the newest edit counts. Order is that of the first appearance. */
export function groupSeries(events: readonly CalendarEvent[]): EventSeries[] {
  const byUid = new Map<string, { uid: string; master: CalendarEvent | null; overrides: CalendarEvent[] }>();
  for (const event of events) {
    let series = byUid.get(event.uid);
    if (series === undefined) {
      series = { uid: event.uid, master: null, overrides: [] };
      byUid.set(event.uid, series);
    }
    if (event.recurrence) series.overrides.push(event);
    else series.master = series.master ? newerOf(series.master, event) : event;
  }
  return [...byUid.values()];
}

/** By SEQUENCE, then LAST-MODIFIED, then DTSTAMP; of equals the later in the file. */
export function newerOf(earlier: CalendarEvent, later: CalendarEvent): CalendarEvent {
  const difference =
    later.sequence - earlier.sequence ||
    later.lastModified - earlier.lastModified ||
    later.stamp - earlier.stamp;
  return difference < 0 ? earlier : later;
}
