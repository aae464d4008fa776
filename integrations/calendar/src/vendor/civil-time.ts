export const dayMs = 86_400_000;

/**
 * A time as iCalendar writes it. `wall` is the reading of the clock on the wall as if it were UTC, in milliseconds, so
 * that calendar arithmetic never meets an offset: for `utc` it is the instant itself, for `date` the midnight of the day.
 */
export interface CivilTime {
  readonly kind: 'date' | 'floating' | 'utc' | 'zoned';
  readonly wall: number;
  /** Only for `zoned`: the name as written. */
  readonly tzid: string | null;
}

const form = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads DATE and DATE-TIME values (RFC 5545 §3.3.4, §3.3.5), also in the ISO spelling with dashes and colons. Eight digits
 * are a date whatever VALUE says; VALUE=DATE cuts off a time. Null when it names no day or time that exists.
 */
export function parseCivilTime(text: string, tzid: string | null, asDate = false): CivilTime | null {
  const match = form.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, suffix] = match;
  const midnight = wallOf(Number(year), Number(month), Number(day));
  if (midnight === null) return null;
  if (hour === undefined || asDate) return { kind: 'date', wall: midnight, tzid: null };
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Math.min(Number(second ?? 0), 59);
  if (Number(minute) > 59 || Number(second ?? 0) > 60 || seconds > 86_400) return null;
  const wall = midnight + seconds * 1000;
  if (suffix === undefined) {
    return tzid === null ? { kind: 'floating', wall, tzid: null } : { kind: 'zoned', wall, tzid };
  }
  const offsetMs = suffix.toUpperCase() === 'Z' ? 0 : parseUtcOffset(suffix);
  return offsetMs === null ? null : { kind: 'utc', wall: wall - offsetMs, tzid: null };
}

/** UTC-OFFSET (RFC 5545 §3.3.14) in milliseconds; also with a colon. Null for any other text. */
export function parseUtcOffset(text: string): number | null {
  const match = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(text.trim());
  if (!match) return null;
  const size = (Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)) * 1000;
  if (size > 26 * 3_600_000) return null;
  return match[1] === '-' ? -size : size;
}

/** The midnight that starts a day, as wall time; null for a day that does not exist. Holds for years below 100 too. */
export function wallOf(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

export function startOfDay(wall: number): number {
  return Math.floor(wall / dayMs) * dayMs;
}

/** `2025-01-06`. */
export function wallToIsoDate(wall: number): string {
  const date = new Date(wall);
  return `${fourDigits(date.getUTCFullYear())}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

/** `20250106T090000`, the basic form without zone. */
export function wallToBasic(wall: number): string {
  const date = new Date(wall);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join('');
  const day = `${fourDigits(date.getUTCFullYear())}${twoDigits(date.getUTCMonth() + 1)}${twoDigits(date.getUTCDate())}`;
  return `${day}T${time}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function fourDigits(value: number): string {
  return String(value).padStart(4, '0');
}
