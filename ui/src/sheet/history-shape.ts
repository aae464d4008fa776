import type { StateStatus, StateValue } from '@lifeops/lib';

export interface HistoryPoint {
  readonly at: number;
  readonly value: StateValue;
  readonly status: StateStatus;
}

/** A span during which the value stayed the same. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** Null: nothing was known. */
  readonly value: StateValue;
}

const known = ({ status, value }: HistoryPoint): boolean =>
  (status === 'ok' || status === 'stale') && value !== null;

/** Whether what is known of it is numbers. */
export const isNumeric = (points: readonly HistoryPoint[]): boolean =>
  points.some(({ value }) => typeof value === 'number') &&
  points.every((point) => !known(point) || typeof point.value === 'number');

/** Spans over the whole time shown; neighbours of one value are one span. */
export function bandsOf(points: readonly HistoryPoint[], start: number, end: number): readonly Band[] {
  const bands: { from: number; to: number; value: StateValue }[] = [];
  for (const [index, point] of points.entries()) {
    const from = Math.max(start, point.at);
    const to = Math.min(end, points[index + 1]?.at ?? end);
    if (to <= from) continue;
    const value = known(point) ? point.value : null;
    const last = bands.at(-1);
    if (last && last.value === value && last.to === from) last.to = to;
    else bands.push({ from, to, value });
  }
  return bands;
}

/** Columns of a line chart: seconds and values; a gap where nothing was known; the last value carried to the end. */
export function linesOf(
  points: readonly HistoryPoint[],
  start: number,
  end: number,
): readonly [number[], (number | null)[]] {
  const times: number[] = [];
  const values: (number | null)[] = [];
  for (const point of points) {
    if (point.at >= end) break;
    times.push(Math.max(start, point.at) / 1000);
    values.push(known(point) && typeof point.value === 'number' ? point.value : null);
  }
  if (times.length > 0) {
    times.push(end / 1000);
    values.push(values.at(-1) ?? null);
  }
  return [times, values];
}
