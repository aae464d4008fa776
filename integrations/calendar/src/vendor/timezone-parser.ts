import type { Observance, VTimezone } from './calendar-model.ts';
import { parseCivilTime, parseUtcOffset } from './civil-time.ts';
import type { Component } from './component-tree.ts';
import type { ContentProperty } from './content-property.ts';
import { readProperties, splitValues } from './event-parser.ts';
import type { IcsProblem } from './ics-problem.ts';
import { parseRecurrenceRule } from './recurrence-rule.ts';

const read = new Set('TZID DTSTART TZOFFSETFROM TZOFFSETTO RRULE RDATE'.split(' '));

/** Reads one VTIMEZONE; an observance that cannot be used is reported and left out. Null when nothing usable is left. */
export function parseTimezone(component: Component, problems: IcsProblem[]): VTimezone | null {
  const tzid = readProperties(component, problems, read).get('TZID')?.[0]?.value.trim();
  const observances = component.children
    .filter((child) => child.name === 'STANDARD' || child.name === 'DAYLIGHT')
    .flatMap((child) => parseObservance(child, problems) ?? []);
  if (tzid && observances.length > 0) return { tzid, observances };
  const message = 'A VTIMEZONE without a name or without rules was left out.';
  problems.push({ code: 'bad-zone', message, line: component.line, uid: null });
  return null;
}

function parseObservance(component: Component, problems: IcsProblem[]): Observance | null {
  const properties = readProperties(component, problems, read);
  const value = (name: string) => properties.get(name)?.[0]?.value ?? '';
  const start = parseCivilTime(value('DTSTART'), null);
  const offsetToMs = parseUtcOffset(value('TZOFFSETTO'));
  const offsetFromMs = parseUtcOffset(value('TZOFFSETFROM')) ?? offsetToMs;
  if (start === null || offsetToMs === null || offsetFromMs === null) {
    const message = `A ${component.name} part of a VTIMEZONE was left out.`;
    problems.push({ code: 'bad-zone', message, line: component.line, uid: null });
    return null;
  }
  return {
    startWall: start.wall,
    offsetFromMs,
    offsetToMs,
    rules: (properties.get('RRULE') ?? []).flatMap((property) => usableRule(property, problems)),
    extraWalls: (properties.get('RDATE') ?? [])
      .flatMap(splitValues)
      .flatMap((text) => parseCivilTime(text, null)?.wall ?? []),
  };
}

function usableRule(property: ContentProperty, problems: IcsProblem[]) {
  const rule = parseRecurrenceRule(property.value, property.line);
  if (typeof rule !== 'string') return [rule];
  const message = `A rule of a VTIMEZONE was left out: ${rule}.`;
  problems.push({ code: 'bad-zone', message, line: property.line, uid: null });
  return [];
}
