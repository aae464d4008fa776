import { dayMs } from './civil-time.ts';

/** A length as people mean it: `days` are calendar days (23 to 25 hours), `ms` is exact (RFC 5545 §3.3.6). */
export interface NominalDuration {
  readonly days: number;
  readonly ms: number;
}

const form = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
const longestMs = 100 * 366 * dayMs;

/** Reads a DURATION value; null when it is none or longer than a century. A negative one counts as no time at all. */
export function parseDuration(text: string): NominalDuration | null {
  const match = form.exec(text.trim());
  if (!match || /[PT]$/i.test(text.trim())) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const whole = { days: weeks * 7 + days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
  if (nominalMs(whole) > longestMs) return null;
  return match[1] === '-' ? { days: 0, ms: 0 } : whole;
}

/** The length with every day taken as 24 hours. */
export function nominalMs(duration: NominalDuration): number {
  return duration.days * dayMs + duration.ms;
}
