import type { CalendarEvent, EventStatus } from './calendar-model.ts';
import { dayMs, startOfDay, wallToIsoDate } from './civil-time.ts';
import type { CivilTime } from './civil-time.ts';
import { lengthOf } from './event-length.ts';
import { newerOf } from './event-series.ts';
import type { EventSeries } from './event-series.ts';
import type { IcsProblemCode } from './ics-problem.ts';
import { nominalMs } from './nominal-duration.ts';
import type { NominalDuration } from './nominal-duration.ts';
import { SeriesFrame } from './series-frame.ts';
import { slotsOf } from './series-slots.ts';
import type { Slot } from './series-slots.ts';
import type { TimeZone } from './time-zone.ts';
import type { ZoneReader } from './zone-reader.ts';

/** One occurrence of an event, as it is shown. Times are epoch ms; `start` and `end` of a whole day are its midnights. */
export interface CalendarInstance {
  readonly uid: string;
  /**
   * Names the instance within its UID whatever becomes of its time: `20250106`, `20250106T090000Z`, or without Z in a series
   * of floating times. Null for an event that does not recur.
   */
  readonly recurrenceId: string | null;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
  /** Of an all-day instance: `YYYY-MM-DD`; the end is the day after the last. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly status: EventStatus;
  readonly transparent: boolean;
  readonly private: boolean;
}

export interface SeriesContext {
  readonly reader: ZoneReader;
  /** Epoch ms. Every instance that touches it is given; others may be given too. */
  readonly from: number;
  readonly to: number;
  readonly report: (code: IcsProblemCode, message: string, line: number) => void;
}

/** RANGE=THISANDFUTURE: from `key` on, instances move by `shiftMs` of wall time and take the text of `event`. */
interface Range {
  readonly key: number;
  readonly shiftMs: number;
  readonly event: CalendarEvent;
}

/** All instances of one UID near the window: the recurrence set, changed by overrides (RFC 5545 §3.8.4.4). */
export function* seriesInstances(series: EventSeries, context: SeriesContext): Generator<CalendarInstance> {
  const { master, overrides } = series;
  const { reader } = context;
  const recurs =
    master !== null && (master.rules.length > 0 || master.extraDates.length > 0 || overrides.length > 0);
  if (master && !recurs) {
    const zone = reader.zoneOf(master.start, master.object);
    yield instance(master, place(master.start.kind, master.start.wall, zone), lengthOf(master, reader), null);
    return;
  }
  const anchor = master ?? overrides[0];
  if (!anchor) return;
  const frame = new SeriesFrame(
    master ? master.start : (anchor.recurrence?.id ?? anchor.start),
    anchor.object,
    reader,
  );
  const ranges = rangesOf(overrides, frame);
  const singles = singlesOf(overrides, frame);
  const cancelled = master?.status === 'cancelled';

  if (master) {
    const lengths = new Map<CalendarEvent, NominalDuration>();
    for (const event of [master, ...ranges.map((range) => range.event)])
      lengths.set(event, lengthOf(event, reader));
    for (const slot of slotsOf(master, frame, {
      reader,
      range: reach(context, frame, { ranges, lengths }),
      report: context.report,
    }).values()) {
      if (singles.has(slot)) continue;
      const range = ranges.findLast(({ key }) => key <= slot.key);
      const event = range?.event ?? master;
      const length = slot.length ?? lengths.get(event) ?? { days: 0, ms: 0 };
      const id = recurs ? frame.idOf(slot) : null;
      const at = range
        ? placeInRange(slot, range, reader)
        : place(frame.kind, slot.wall, frame.zone, slot.key);
      yield instance(event, at, length, id, cancelled);
    }
  }
  for (const { event, slot } of singles.all) {
    const start: CivilTime = event.start;
    const at = event.startGiven
      ? place(start.kind, start.wall, reader.zoneOf(start, event.object))
      : place(frame.kind, slot.wall, frame.zone);
    const length = event.startGiven || !master ? lengthOf(event, reader) : lengthOf(master, reader);
    yield instance(event, at, length, frame.idOf(slot), cancelled);
  }

  function instance(
    event: CalendarEvent,
    at: Place,
    length: NominalDuration,
    recurrenceId: string | null,
    seriesCancelled = false,
  ): CalendarInstance {
    const common = {
      uid: event.uid,
      recurrenceId,
      summary: event.summary,
      description: event.description,
      location: event.location,
      allDay: at.allDay,
      status: seriesCancelled ? ('cancelled' as const) : event.status,
      transparent: event.transparent,
      private: event.private,
    };
    const endWall = at.wall + length.days * dayMs;
    if (at.allDay) {
      const zone = reader.viewer;
      const dates = { startDate: wallToIsoDate(at.wall), endDate: wallToIsoDate(endWall) };
      return { ...common, start: zone.toInstant(at.wall), end: zone.toInstant(endWall), ...dates };
    }
    const end = (length.days === 0 ? at.instant : at.zone.toInstant(endWall)) + length.ms;
    return { ...common, start: at.instant, end };
  }
}

interface Place {
  readonly allDay: boolean;
  readonly wall: number;
  readonly zone: TimeZone;
  readonly instant: number;
}

function place(kind: CivilTime['kind'], wall: number, zone: TimeZone, instant = zone.toInstant(wall)): Place {
  return { allDay: kind === 'date', wall: kind === 'date' ? startOfDay(wall) : wall, zone, instant };
}

function placeInRange(slot: Slot, range: Range, reader: ZoneReader): Place {
  const { start, object } = range.event;
  return place(start.kind, slot.wall + range.shiftMs, reader.zoneOf(start, object));
}

function rangesOf(overrides: readonly CalendarEvent[], frame: SeriesFrame): Range[] {
  const byKey = new Map<number, CalendarEvent>();
  for (const event of overrides) {
    if (!event.recurrence?.thisAndFuture) continue;
    const key = frame.keyOf(event.recurrence.id);
    const other = byKey.get(key);
    byKey.set(key, other ? newerOf(other, event) : event);
  }
  return [...byKey]
    .sort(([a], [b]) => a - b)
    .map(([key, event]) => {
      const idWall = event.recurrence ? frame.wallOf(event.recurrence.id) : event.start.wall;
      return { key, event, shiftMs: event.startGiven ? event.start.wall - idWall : 0 };
    });
}

/** Overrides of one instance each, the newest edit of each; they are found by their own time, never through the rule. */
function singlesOf(overrides: readonly CalendarEvent[], frame: SeriesFrame) {
  const byName = new Map<string, { event: CalendarEvent; slot: { key: number; wall: number } }>();
  const days = new Set<number>();
  const keys = new Set<number>();
  for (const event of overrides) {
    const id = event.recurrence?.id;
    if (!id) continue;
    const slot = { key: frame.keyOf(id), wall: frame.wallOf(id) };
    if (frame.namesDay(id)) days.add(slot.wall);
    else keys.add(slot.key);
    const name = `${frame.namesDay(id) ? 'day' : event.recurrence?.thisAndFuture ? 'range' : 'key'} ${slot.key}`;
    const other = byName.get(name);
    byName.set(name, other ? { slot, event: newerOf(other.event, event) } : { slot, event });
  }
  // A single edit of the very instance that a range begins with wins for that instance.
  for (const [name, { slot }] of byName) if (name.startsWith('key')) byName.delete(`range ${slot.key}`);
  return {
    all: [...byName.values()],
    has: (slot: Slot) => keys.has(slot.key) || (days.size > 0 && days.has(startOfDay(slot.wall))),
  };
}

/** Walls of the series between which a slot can end up in the window: longest length and largest shifts on top. */
function reach(
  context: SeriesContext,
  frame: SeriesFrame,
  parts: { readonly ranges: readonly Range[]; readonly lengths: ReadonlyMap<CalendarEvent, NominalDuration> },
): { from: number; to: number } {
  let longest = 0;
  for (const length of parts.lengths.values()) longest = Math.max(longest, nominalMs(length));
  let earliest = 0;
  let latest = 0;
  for (const { shiftMs } of parts.ranges) {
    earliest = Math.min(earliest, shiftMs);
    latest = Math.max(latest, shiftMs);
  }
  return {
    from: frame.zone.toWall(context.from) - longest - latest,
    to: frame.zone.toWall(context.to) - earliest,
  };
}
