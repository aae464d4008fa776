import { createHash } from 'node:crypto';
import type { Json } from '@lifeops/lib';
import type { CollectionName } from '../vendor/collections.ts';
import { addDays, parseTime } from '../vendor/times.ts';
import type { Body } from './fixture-bodies.ts';

/**
 * How far the fixtures move: whole days, and all offsets by the same minutes, so that wall times stay as they are and
 * the last day has the offset of the zone. One change of clocks stays inside, as on a journey.
 */
export interface Shift {
  readonly days: number;
  readonly offsetMinutes: number;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?[+-]\d{2}:\d{2}$/;
/** Their `timestamp` is a midnight in UTC that marks the day, not a moment. */
const markedByMidnight: ReadonlySet<string> = new Set(['daily_sleep', 'daily_readiness']);
const inUtc: ReadonlySet<string> = new Set(['heartrate', 'ring_battery_level']);

export function shiftBody(collection: CollectionName, body: Body, shift: Shift): Body {
  const shiftText = (name: string, text: string): string => {
    if (dayPattern.test(text)) return addDays(text, shift.days);
    if (!timePattern.test(text)) return text;
    if (inUtc.has(collection)) return utcText(shiftInstant(parseTime(text)?.instant ?? 0, shift));
    const day = addDays(text.slice(0, 10), shift.days);
    if (name === 'timestamp' && markedByMidnight.has(collection)) return day + text.slice(10);
    const offset = (parseTime(text)?.offsetMinutes ?? 0) + shift.offsetMinutes;
    return day + text.slice(10, -6) + offsetText(offset);
  };
  const shiftJson = (name: string, value: Json): Json => {
    if (typeof value === 'string') return shiftText(name, value);
    if (name === 'day_tz' && typeof value === 'number') return value + shift.offsetMinutes * 60;
    if (name === 'timestamp_unix' && typeof value === 'number') return shiftInstant(value, shift);
    if (name === 'items' || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => shiftJson(name, item));
    return shiftObject(value as Body);
  };
  const shiftObject = (object: Body): Body =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, shiftJson(name, value)]));
  return shiftObject(body);
}

/** By how much instants move. */
export const shiftMs = (shift: Shift): number => shift.days * 86_400_000 - shift.offsetMinutes * 60_000;

const shiftInstant = (instant: number, shift: Shift): number => instant + shiftMs(shift);

export const utcText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}+00:00`;

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** An id that is the same whenever the same day is simulated, written as Oura writes ids. */
export function idFor(collection: string, day: string, ordinal: number): string {
  const hex = createHash('sha256').update(`${collection} ${day} ${ordinal}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
