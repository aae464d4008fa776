import { parseCivilTime } from './civil-time.ts';
import type { CivilTime } from './civil-time.ts';

/** An RRULE or EXRULE, taken apart only as far as our own policy needs it. */
export interface RecurrenceRule {
  /** The rule without UNTIL, upper case: what the engine gets. */
  readonly parts: string;
  readonly until: CivilTime | null;
  readonly counted: boolean;
  readonly line: number;
}

const frequencies = new Set(['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY']);
const known = new Set(
  'FREQ INTERVAL COUNT BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS WKST RSCALE SKIP'.split(
    ' ',
  ),
);

/** All BY lists written out in full stay below; more only costs time. */
const longestRule = 4096;

/**
 * Reads a RECUR value (RFC 5545 §3.3.10). Unknown parts and empty ones are left out; a rule without a known FREQ, or with an
 * UNTIL that is no time, is none and gives the reason as text.
 */
export function parseRecurrenceRule(text: string, line: number): RecurrenceRule | string {
  if (text.length > longestRule) return 'it is too long';
  let until: CivilTime | null = null;
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().replaceAll(/\s/g, '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    const value = part.slice(at + 1);
    if (at < 1 || value === '') continue;
    if (name === 'UNTIL') {
      until = parseCivilTime(value, null);
      if (until === null) return 'UNTIL is no date';
    } else if (known.has(name)) parts.set(name, value);
  }
  if (!frequencies.has(parts.get('FREQ') ?? '')) return 'FREQ is missing or unknown';
  const kept = [...parts].map(([name, value]) => `${name}=${value}`).join(';');
  return { parts: kept, until, counted: parts.has('COUNT'), line };
}
