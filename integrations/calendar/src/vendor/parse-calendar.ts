import { InvalidInput } from '@lifeops/lib';
import type { CalendarEvent, CalendarObject, ParsedCalendar, VTimezone } from './calendar-model.ts';
import { readComponents } from './component-tree.ts';
import type { Component } from './component-tree.ts';
import { parseEvent, readProperties } from './event-parser.ts';
import { decodeCalendar } from './ics-decode.ts';
import type { IcsProblem } from './ics-problem.ts';
import { nominalMs, parseDuration } from './nominal-duration.ts';
import { parseTimezone } from './timezone-parser.ts';

const read = new Set(
  'METHOD NAME COLOR X-WR-CALNAME X-WR-TIMEZONE X-APPLE-CALENDAR-COLOR REFRESH-INTERVAL X-PUBLISHED-TTL'.split(
    ' ',
  ),
);

const shortestRefreshMs = 15 * 60_000;
const longestRefreshMs = 24 * 3_600_000;

/**
 * Reads an iCalendar stream (RFC 5545) as found in the wild: one broken event or line costs only itself and is listed in
 * `problems`, with its line.
 *
 * @throws InvalidInput when the body is no calendar at all, such as a sign-in page. Nothing else, whatever the bytes are.
 */
export function parseCalendar(body: Uint8Array | string): ParsedCalendar {
  const text = decodeCalendar(body);
  const { root, complete, problems: found } = readComponents(text);
  const loose = root.children.filter((child) => child.name === 'VEVENT');
  const calendars = root.children.filter((child) => child.name === 'VCALENDAR');
  if (loose.length > 0) calendars.push({ ...root, name: 'VCALENDAR', children: loose });
  if (calendars.length === 0) throw notACalendar(text);

  const problems = [...found];
  const events: CalendarEvent[] = [];
  const heads: CalendarHead[] = [];
  for (const calendar of calendars) {
    const head = readHead(calendar, problems);
    heads.push(head);
    for (const child of calendar.children) {
      if (child.name !== 'VEVENT') continue;
      const event = parseEvent(child, head.object, problems);
      if (event) events.push(event);
    }
  }
  const first = <K extends keyof CalendarHead>(key: K) =>
    heads.find((head) => head[key] !== null)?.[key] ?? null;
  return {
    name: first('name'),
    color: first('color'),
    refreshIntervalMs: first('refreshIntervalMs'),
    events,
    complete,
    problems,
  };
}

interface CalendarHead {
  readonly object: CalendarObject;
  readonly name: string | null;
  readonly color: string | null;
  readonly refreshIntervalMs: number | null;
}

function readHead(calendar: Component, problems: IcsProblem[]): CalendarHead {
  const properties = readProperties(calendar, problems, read);
  const text = (name: string) => properties.get(name)?.[0]?.value.trim() || null;
  const timezones = new Map<string, VTimezone>();
  for (const child of calendar.children) {
    const timezone = child.name === 'VTIMEZONE' ? parseTimezone(child, problems) : null;
    if (timezone && !timezones.has(timezone.tzid)) timezones.set(timezone.tzid, timezone);
  }
  // A hint that is malformed is no reason to refuse a calendar; the caller has a default.
  const refresh =
    parseDuration(text('REFRESH-INTERVAL') ?? '') ?? parseDuration(text('X-PUBLISHED-TTL') ?? '');
  return {
    object: { method: text('METHOD')?.toUpperCase() ?? null, zoneHint: text('X-WR-TIMEZONE'), timezones },
    name: text('NAME') ?? text('X-WR-CALNAME'),
    color: text('COLOR') ?? text('X-APPLE-CALENDAR-COLOR'),
    refreshIntervalMs: refresh && Math.min(Math.max(nominalMs(refresh), shortestRefreshMs), longestRefreshMs),
  };
}

function notACalendar(text: string): InvalidInput {
  if (text.trim() === '')
    return new InvalidInput('The calendar is empty: there is no BEGIN:VCALENDAR in it.');
  if (/^\s*(<!doctype|<html|<head|<\?xml|<body)/i.test(text.slice(0, 1000))) {
    return new InvalidInput(
      'This address answers with a web page, not with a calendar. It may want a sign-in; use the private iCal address.',
    );
  }
  return new InvalidInput('This is no iCalendar text: there is no BEGIN:VCALENDAR in it.');
}
