import { Buffer } from 'node:buffer';
import { wallToBasic } from '../vendor/civil-time.ts';

/** An event of a demo calendar. Times are wall time in the calendar's zone, milliseconds as if UTC. */
export interface DemoEvent {
  readonly uid: string;
  readonly summary: string;
  readonly start: number;
  readonly end: number;
  readonly allDay?: boolean;
  readonly location?: string;
  readonly description?: string;
  /** RRULE without its name. */
  readonly rule?: string;
  readonly except?: readonly number[];
  /** The original start of the one instance that this event stands for. */
  readonly recurrenceId?: number;
  readonly cancelled?: boolean;
  readonly transparent?: boolean;
  readonly private?: boolean;
}

export interface DemoCalendar {
  readonly name: string;
  readonly color: string;
  readonly events: readonly DemoEvent[];
}

/** A calendar as publishers send it: CRLF, folded, escaped. The same events give the same text. */
export function writeIcs(calendar: DemoCalendar, zone: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//LifeOps//Calendar simulator//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    `X-WR-TIMEZONE:${zone}`,
    `X-APPLE-CALENDAR-COLOR:${calendar.color}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...calendar.events.flatMap((event) => eventLines(event, zone)),
    'END:VCALENDAR',
  ];
  return `${lines.flatMap(folded).join('\r\n')}\r\n`;
}

function eventLines(event: DemoEvent, zone: string): string[] {
  const time = (name: string, wall: number) =>
    event.allDay
      ? `${name};VALUE=DATE:${wallToBasic(wall).slice(0, 8)}`
      : `${name};TZID=${zone}:${wallToBasic(wall)}`;
  const when = (condition: unknown, line: string) => (condition ? [line] : []);
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    'DTSTAMP:20250101T000000Z',
    time('DTSTART', event.start),
    time('DTEND', event.end),
    ...when(event.rule, `RRULE:${event.rule ?? ''}`),
    ...(event.except ?? []).map((wall) => time('EXDATE', wall)),
    ...(event.recurrenceId === undefined ? [] : [time('RECURRENCE-ID', event.recurrenceId)]),
    `SUMMARY:${escaped(event.summary)}`,
    ...when(event.location, `LOCATION:${escaped(event.location ?? '')}`),
    ...when(event.description, `DESCRIPTION:${escaped(event.description ?? '')}`),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.transparent ? 'TRANSPARENT' : 'OPAQUE'}`,
    ...when(event.private, 'CLASS:PRIVATE'),
    'END:VEVENT',
  ];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** Lines of at most 75 octets, never cut within a character (RFC 5545 §3.1). */
function folded(line: string): string[] {
  const lines: string[] = [];
  let held = '';
  for (const character of line) {
    if (Buffer.byteLength(held + character) > 75) {
      lines.push(held);
      held = ' ';
    }
    held += character;
  }
  return [...lines, held];
}
