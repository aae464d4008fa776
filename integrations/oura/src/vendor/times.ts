/** Seconds and milliseconds of a plain day; days of the calendar, not of a clock. */
const dayMs = 86_400_000;

/** A moment with the offset that was in force there and then; `offsetMinutes` is null where the text had none. */
export interface OuraTime {
  readonly instant: number;
  readonly offsetMinutes: number | null;
}

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s?(Z|[+-]\d{2}:?\d{2}(?::\d{2})?)?$/i;

/**
 * Reads every form in which Oura writes a moment: with or without milliseconds, with `Z`, `+00:00`, a local offset or
 * no zone at all (then UTC). Null for anything else, impossible dates included.
 */
export function parseTime(text: string | null | undefined): OuraTime | null {
  const match = text === null || text === undefined ? null : pattern.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((i) => Number(match[i] ?? '0')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59 || !isDay(text?.trim().slice(0, 10))) return null;
  const offsetMinutes = offsetOf(match[8]);
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
  return { instant: wall - (offsetMinutes ?? 0) * 60_000, offsetMinutes };
}

/** The instant alone; null for what is no moment. */
export const instantOf = (text: string | null | undefined): number | null => parseTime(text)?.instant ?? null;

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replaceAll(':', '');
  const minutes =
    Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)) + Number(digits.slice(4) || '0') / 60;
  return zone.startsWith('-') ? -minutes : minutes;
}

/** True for `YYYY-MM-DD` that is in the calendar. */
export function isDay(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Midnight of the day as if it were UTC: the base for arithmetic with days. */
export const dayAsUtc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, days: number): string =>
  new Date(dayAsUtc(day) + days * dayMs).toISOString().slice(0, 10);

/** How many days `to` lies after `from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((dayAsUtc(to) - dayAsUtc(from)) / dayMs);

/** Twelve o'clock of the day at that offset, as an instant. */
export const noonOf = (day: string, offsetMinutes: number): number =>
  dayAsUtc(day) + 12 * 3_600_000 - offsetMinutes * 60_000;

/** Days from `from` to `to`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export const isInRange = (day: string, range: DayRange): boolean => day >= range.from && day <= range.to;

/** The range in pieces of at most `days` days, oldest first. Empty when `to` is before `from`. */
export function splitDays(range: DayRange, days: number): DayRange[] {
  const pieces: DayRange[] = [];
  for (let from = range.from; from <= range.to; from = addDays(from, days)) {
    const last = addDays(from, days - 1);
    pieces.push({ from, to: last < range.to ? last : range.to });
  }
  return pieces;
}
