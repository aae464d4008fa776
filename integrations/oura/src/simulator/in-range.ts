import { addDays, instantOf, isDay } from '../vendor/times.ts';
import { textOf } from './day-rows.ts';
import type { Body } from './fixture-bodies.ts';

/** Whether the bounds of a range of days belong to it. Reports contradict each other; `exclusive` is the worst of them. */
export type DayBounds = 'inclusive' | 'exclusive';

export interface RangeQuestion {
  readonly query: URLSearchParams;
  readonly bounds: DayBounds;
  readonly today: string;
}

/** The documents that a question by day finds; null when its dates cannot be read. Without dates: since yesterday. */
export function documentsInRange(
  all: readonly Body[],
  { query, bounds, today }: RangeQuestion,
): readonly Body[] | null {
  const start = dayOf(query.get('start_date') ?? addDays(today, -1));
  const end = dayOf(query.get('end_date') ?? addDays(today, 1));
  if (start === null || end === null) return null;
  return all.filter((body) => {
    const from = textOf(body, 'day') ?? textOf(body, 'start_day') ?? '';
    const to = textOf(body, 'end_day') ?? ('episodes' in body ? '9999-12-31' : from);
    return bounds === 'inclusive' ? from <= end && to >= start : from < end && to > start;
  });
}

/** The samples that a question by instant finds, both ends included; null when a moment cannot be read. */
export function rowsInRange(
  all: readonly Body[],
  query: URLSearchParams,
  now: number,
): readonly Body[] | null {
  if (query.get('latest') === 'true') return all.slice(-1);
  const start = momentOf(query.get('start_datetime'), now - 86_400_000);
  const end = momentOf(query.get('end_datetime'), now);
  if (start === null || end === null) return null;
  return all.filter((row) => {
    const at = Number(row['timestamp_unix']);
    return at >= start && at <= end;
  });
}

function dayOf(text: string): string | null {
  if (isDay(text)) return text;
  return instantOf(text) === null ? null : text.slice(0, 10);
}

const momentOf = (text: string | null, otherwise: number): number | null =>
  text === null ? otherwise : instantOf(text);
