import { addDays, instantOf, isDay } from '../vendor/times.ts';
import type { DayRange } from '../vendor/times.ts';
import type { Body } from './fixture-bodies.ts';
import type { Instants } from './pulse-rows.ts';
import { textOf } from './rows.ts';

/** Whether the bounds of a range of days belong to it. Reports contradict each other; `exclusive` is the worst of them. */
export type DayBounds = 'inclusive' | 'exclusive';

/** The days that a question by day names; null when its dates cannot be read. Without dates: since yesterday. */
export function daysOfQuery(query: URLSearchParams, today: string): DayRange | null {
  const from = dayOf(query.get('start_date') ?? addDays(today, -1));
  const to = dayOf(query.get('end_date') ?? addDays(today, 1));
  return from === null || to === null ? null : { from, to };
}

/** The time that a question by instant names; null when a moment cannot be read. Without moments: a day up to now. */
export function instantsOfQuery(query: URLSearchParams, now: number): Instants | null {
  const from = momentOf(query.get('start_datetime'), now - 86_400_000);
  const to = momentOf(query.get('end_datetime'), now);
  return from === null || to === null ? null : { from, to };
}

export function documentsInRange(all: readonly Body[], range: DayRange, bounds: DayBounds): readonly Body[] {
  return all.filter((body) => {
    const from = textOf(body, 'day') ?? textOf(body, 'start_day') ?? '';
    const to = textOf(body, 'end_day') ?? ('episodes' in body ? '9999-12-31' : from);
    return bounds === 'inclusive' ? from <= range.to && to >= range.from : from < range.to && to > range.from;
  });
}

/** Both ends included. */
export function rowsInRange(all: readonly Body[], { from, to }: Instants): readonly Body[] {
  return all.filter((row) => {
    const at = Number(row['timestamp_unix']);
    return at >= from && at <= to;
  });
}

function dayOf(text: string): string | null {
  if (isDay(text)) return text;
  return instantOf(text) === null ? null : text.slice(0, 10);
}

const momentOf = (text: string | null, otherwise: number): number | null =>
  text === null ? otherwise : instantOf(text);
