import { createHash } from 'node:crypto';
import type { CalendarEvent, CalendarObject, EventStatus, ExtraDate } from './calendar-model.ts';
import { parseCivilTime } from './civil-time.ts';
import type { CivilTime } from './civil-time.ts';
import type { Component } from './component-tree.ts';
import { parseProperty } from './content-property.ts';
import type { ContentProperty } from './content-property.ts';
import type { IcsProblem, IcsProblemCode } from './ics-problem.ts';
import { parseDuration } from './nominal-duration.ts';
import type { NominalDuration } from './nominal-duration.ts';
import { parseRecurrenceRule } from './recurrence-rule.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** Only these are read: what else a line holds can be as broken as it likes. */
const read = new Set(
  (
    'UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE LAST-MODIFIED DTSTAMP ' +
    'SUMMARY DESCRIPTION LOCATION STATUS TRANSP CLASS'
  ).split(' '),
);

/** What the calendar domain takes, in UTF-16 units. */
const longestLine = 4096;
const longestDescription = 65_536;
const longestUid = 400;

type Report = (code: IcsProblemCode, message: string, line: number) => void;

/**
 * Reads one VEVENT. A property that cannot be read is reported and left out; an event without a usable start (and without
 * a RECURRENCE-ID that gives one) is reported and null.
 */
export function parseEvent(
  component: Component,
  object: CalendarObject,
  problems: IcsProblem[],
): CalendarEvent | null {
  const properties = readProperties(component, problems);
  const one = (name: string) => properties.get(name)?.[0];
  const all = (name: string) => properties.get(name) ?? [];
  const text = (name: string) => one(name)?.value.trim() ?? '';
  const uid = shortened(text('UID')) || hashedUid(component);
  const report: Report = (code, message, line) => void problems.push({ code, message, line, uid });

  const recurrenceId = timeOf(one('RECURRENCE-ID'), report);
  const givenStart = timeOf(one('DTSTART'), report);
  const start = givenStart ?? recurrenceId;
  if (start === null) {
    report('bad-event', 'The event has no start that can be read; it was left out.', component.line);
    return null;
  }
  return {
    uid,
    object,
    line: component.line,
    start,
    end: timeOf(one('DTEND'), report),
    duration: durationOf(one('DURATION'), report),
    rules: rulesOf(all('RRULE'), report),
    exceptionRules: rulesOf(all('EXRULE'), report),
    extraDates: all('RDATE').flatMap((property) => extraDatesOf(property, report)),
    exceptionDates: all('EXDATE').flatMap((property) =>
      splitValues(property).flatMap((value) => timeOf({ ...property, value }, report) ?? []),
    ),
    recurrence: recurrenceId && {
      id: recurrenceId,
      thisAndFuture: one('RECURRENCE-ID')?.parameters['range']?.toUpperCase() === 'THISANDFUTURE',
    },
    startGiven: givenStart !== null,
    sequence: Number.parseInt(text('SEQUENCE'), 10) || 0,
    lastModified: timeOf(one('LAST-MODIFIED'), report)?.wall ?? 0,
    stamp: timeOf(one('DTSTAMP'), report)?.wall ?? 0,
    summary: text('SUMMARY').slice(0, longestLine),
    description: text('DESCRIPTION').slice(0, longestDescription),
    location: text('LOCATION').slice(0, longestLine),
    status: object.method === 'CANCEL' ? 'cancelled' : statusOf(text('STATUS')),
    transparent: text('TRANSP').toUpperCase() === 'TRANSPARENT',
    private: /^(PRIVATE|CONFIDENTIAL)$/i.test(text('CLASS')),
  };
}

/** By upper-case name, in the order of the file. */
export function readProperties(
  component: Component,
  problems: IcsProblem[],
  names: ReadonlySet<string> = read,
): Map<string, ContentProperty[]> {
  const properties = new Map<string, ContentProperty[]>();
  for (const line of component.lines) {
    if (!names.has(line.name)) continue;
    const property = parseProperty(line);
    if (property === null) {
      const message = `A line of ${component.name} cannot be read; it was left out.`;
      problems.push({ code: 'bad-line', message, line: line.line, uid: null });
      continue;
    }
    const same = properties.get(line.name);
    if (same) same.push(property);
    else properties.set(line.name, [property]);
  }
  return properties;
}

/** RDATE and EXDATE hold lists; none of their values has an escaped comma. */
export function splitValues(property: ContentProperty): string[] {
  return property.value.split(',').filter((value) => value.trim() !== '');
}

/** A UID beyond all measure stays unique by its hash. */
function shortened(uid: string): string {
  return uid.length <= longestUid ? uid : `long-uid-${createHash('sha256').update(uid).digest('hex')}`;
}

/** The same for the same event in each download, so that identity lasts as long as the event is not edited. */
function hashedUid(component: Component): string {
  const identity = component.lines
    .filter((line) => !/^(DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE|RECURRENCE-ID)$/.test(line.name))
    .map((line) => line.text);
  return `no-uid-${createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 24)}`;
}

function timeOf(property: ContentProperty | undefined, report: Report): CivilTime | null {
  if (property === undefined || property.value.trim() === '') return null;
  const tzid = property.parameters['tzid'];
  const asDate = property.parameters['value'] === 'DATE';
  const time = parseCivilTime(property.value, tzid ? tzid : null, asDate);
  if (time === null) {
    report('bad-time', `${property.name} holds no date or time; it was left out.`, property.line);
  }
  return time;
}

function durationOf(property: ContentProperty | undefined, report: Report): NominalDuration | null {
  if (property === undefined) return null;
  const duration = parseDuration(property.value);
  if (duration === null) report('bad-time', 'DURATION holds no length; it was left out.', property.line);
  return duration;
}

function rulesOf(properties: readonly ContentProperty[], report: Report): RecurrenceRule[] {
  const rules: RecurrenceRule[] = [];
  for (const property of properties) {
    const rule = parseRecurrenceRule(property.value, property.line);
    if (typeof rule !== 'string') rules.push(rule);
    else
      report('bad-rule', `${property.name} cannot be used: ${rule}. The event is shown once.`, property.line);
  }
  return rules;
}

function extraDatesOf(property: ContentProperty, report: Report): ExtraDate[] {
  return splitValues(property).flatMap((value): ExtraDate[] => {
    const [first = '', second] = value.split('/');
    const start = timeOf({ ...property, value: first }, report);
    if (start === null) return [];
    if (second === undefined) return [{ start, end: null, duration: null }];
    if (/^[+-]?P/i.test(second.trim())) {
      return [{ start, end: null, duration: durationOf({ ...property, value: second }, report) }];
    }
    return [{ start, end: timeOf({ ...property, value: second }, report), duration: null }];
  });
}

function statusOf(text: string): EventStatus {
  const status = text.toUpperCase();
  if (status === 'CANCELLED' || status === 'CANCELED') return 'cancelled';
  return status === 'TENTATIVE' ? 'tentative' : 'confirmed';
}
