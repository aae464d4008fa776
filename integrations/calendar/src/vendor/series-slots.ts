import type { CalendarEvent } from './calendar-model.ts';
import { dayMs, startOfDay } from './civil-time.ts';
import { periodLength } from './event-length.ts';
import type { IcsProblemCode } from './ics-problem.ts';
import type { NominalDuration } from './nominal-duration.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { ruleWalls } from './rule-engine.ts';
import type { SeriesFrame } from './series-frame.ts';
import type { ZoneReader } from './zone-reader.ts';

/** A place of the recurrence set, before overrides. */
export interface Slot {
  readonly key: number;
  /** In the zone of the series. */
  readonly wall: number;
  /** Of an RDATE of type PERIOD. */
  readonly length: NominalDuration | null;
}

/** A change of offset moves wall time by less than this. */
const paddingMs = 2 * dayMs;

/**
 * The recurrence set of a master (RFC 5545 §3.8.5): DTSTART, or what RRULE gives, and RDATE, without doubles, less EXRULE and
 * EXDATE. Complete for walls within `range`, with more around it. COUNT and UNTIL limit the rule before anything is taken
 * away. `report` hears of rules that were cut short.
 */
export function slotsOf(
  master: CalendarEvent,
  frame: SeriesFrame,
  context: {
    readonly reader: ZoneReader;
    readonly range: { readonly from: number; readonly to: number };
    readonly report: (code: IcsProblemCode, message: string, line: number) => void;
  },
): Map<number, Slot> {
  const { reader, report } = context;
  const range = { from: context.range.from - paddingMs, to: context.range.to + paddingMs };
  const startWall = master.start.wall;
  const slots = new Map<number, Slot>();
  const put = (wall: number, key: number, length: NominalDuration | null) => {
    if (length || !slots.has(key)) slots.set(key, { key, wall, length });
  };

  let broken = false;
  const ruled = (rule: RecurrenceRule, name: string): Slot[] => {
    const until = rule.until;
    const to = until ? Math.min(range.to, frame.wallOf(until) + paddingMs) : range.to;
    const { walls, failure } = ruleWalls(rule, startWall, { from: range.from, to });
    if (failure) report(failure.code, `${name} was cut short: ${failure.reason}.`, rule.line);
    const found = walls.map((wall) => ({ wall, key: frame.keyOfWall(wall), length: null }));
    broken ||= failure?.code === 'bad-rule';
    return until ? found.filter(frame.withinUntil(until)) : found;
  };

  for (const rule of master.rules) for (const slot of ruled(rule, 'RRULE')) put(slot.wall, slot.key, null);
  const startKey = frame.keyOf(master.start);
  // A rule that makes no sense must not hide the event.
  if (master.rules.length === 0 || broken) put(startWall, startKey, null);
  else if (startWall >= range.from && startWall <= range.to && !slots.has(startKey)) {
    report('start-off-rule', 'DTSTART does not fit RRULE; only what the rule gives is shown.', master.line);
  }
  for (const extra of master.extraDates) {
    if (frame.namesDay(extra.start)) {
      const wall = extra.start.wall + (startWall - startOfDay(startWall));
      put(wall, frame.keyOfWall(wall), null);
    } else put(frame.wallOf(extra.start), frame.keyOf(extra.start), periodLength(extra, master, reader));
  }

  for (const rule of master.exceptionRules) for (const slot of ruled(rule, 'EXRULE')) slots.delete(slot.key);
  const days = new Set<number>();
  for (const exception of master.exceptionDates) {
    if (frame.namesDay(exception)) days.add(exception.wall);
    else slots.delete(frame.keyOf(exception));
  }
  if (days.size > 0)
    for (const slot of slots.values()) if (days.has(startOfDay(slot.wall))) slots.delete(slot.key);
  return slots;
}
