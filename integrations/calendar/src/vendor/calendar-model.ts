import type { CivilTime } from './civil-time.ts';
import type { IcsProblem } from './ics-problem.ts';
import type { NominalDuration } from './nominal-duration.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** One of the two halves of a VTIMEZONE: from each onset on, `offsetToMs` holds (RFC 5545 §3.6.5). */
export interface Observance {
  /** First onset, in the wall time of `offsetFromMs`. */
  readonly startWall: number;
  readonly offsetFromMs: number;
  readonly offsetToMs: number;
  readonly rules: readonly RecurrenceRule[];
  readonly extraWalls: readonly number[];
}

export interface VTimezone {
  readonly tzid: string;
  readonly observances: readonly Observance[];
}

/** What the events of one VCALENDAR share. */
export interface CalendarObject {
  readonly method: string | null;
  /** X-WR-TIMEZONE: where floating times belong; never applied to others. */
  readonly zoneHint: string | null;
  /** By TZID as written. */
  readonly timezones: ReadonlyMap<string, VTimezone>;
}

/** An RDATE: a start, or a PERIOD with a length of its own. */
export interface ExtraDate {
  readonly start: CivilTime;
  readonly end: CivilTime | null;
  readonly duration: NominalDuration | null;
}

export type EventStatus = 'confirmed' | 'tentative' | 'cancelled';

/** One VEVENT: a single event, the master of a series, or (with `recurrence`) the override of one instance. */
export interface CalendarEvent {
  readonly uid: string;
  readonly object: CalendarObject;
  /** Line of BEGIN:VEVENT. */
  readonly line: number;
  readonly start: CivilTime;
  readonly end: CivilTime | null;
  readonly duration: NominalDuration | null;
  readonly rules: readonly RecurrenceRule[];
  readonly exceptionRules: readonly RecurrenceRule[];
  readonly extraDates: readonly ExtraDate[];
  readonly exceptionDates: readonly CivilTime[];
  readonly recurrence: { readonly id: CivilTime; readonly thisAndFuture: boolean } | null;
  /** An override that gives no DTSTART keeps the time and the length that the series gives it. */
  readonly startGiven: boolean;
  readonly sequence: number;
  /** LAST-MODIFIED and DTSTAMP, epoch ms, 0 when missing: they break ties of `sequence`. */
  readonly lastModified: number;
  readonly stamp: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly status: EventStatus;
  readonly transparent: boolean;
  readonly private: boolean;
}

/** A whole stream, of one VCALENDAR or several. */
export interface ParsedCalendar {
  readonly name: string | null;
  /** As written: a CSS name or `#RRGGBB`. */
  readonly color: string | null;
  /** How often the publisher wants to be asked, kept between 15 minutes and 24 hours; null when it does not say. */
  readonly refreshIntervalMs: number | null;
  /** In the order of the file. */
  readonly events: readonly CalendarEvent[];
  /** False when the text ends inside a component: it was cut, and events may be missing. */
  readonly complete: boolean;
  readonly problems: readonly IcsProblem[];
}
