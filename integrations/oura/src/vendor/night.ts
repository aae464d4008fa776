import type { SleepDocument, SleepTimeDocument } from './sleep-documents.ts';
import { dayAsUtc, instantOf } from './times.ts';

const countingTypes: ReadonlySet<string | null> = new Set(['long_sleep', 'sleep', 'late_nap']);
const ignoredTypes: ReadonlySet<string | null> = new Set(['rest', 'deleted']);

/** True for sleep that counts and is over: of a counting type, with both bedtimes. Unknown types do not count. */
export function isFinishedSleep(sleep: SleepDocument): boolean {
  return (
    countingTypes.has(sleep.type) &&
    instantOf(sleep.bedtime_start) !== null &&
    instantOf(sleep.bedtime_end) !== null
  );
}

/** The sleep of a day that is its night: the longest `long_sleep`, of equals the one that ended last. Never a nap. */
export function mainSleep(sleeps: readonly SleepDocument[], day: string): SleepDocument | null {
  let best: SleepDocument | null = null;
  for (const sleep of sleeps) {
    if (sleep.day !== day || sleep.type !== 'long_sleep' || !isFinishedSleep(sleep)) continue;
    if (best === null || isBetterNight(sleep, best)) best = sleep;
  }
  return best;
}

function isBetterNight(a: SleepDocument, b: SleepDocument): boolean {
  const longer = (a.total_sleep_duration ?? -1) - (b.total_sleep_duration ?? -1);
  return longer !== 0 ? longer > 0 : endOf(a) > endOf(b);
}

const endOf = (sleep: SleepDocument): number => instantOf(sleep.bedtime_end) ?? 0;

/** Short sleeps of a day (a late nap counts for the day after), by their end. Never part of the night. */
export function napsOf(sleeps: readonly SleepDocument[], day: string): SleepDocument[] {
  return sleeps
    .filter((sleep) => sleep.day === day && sleep.type !== 'long_sleep' && isFinishedSleep(sleep))
    .toSorted((a, b) => endOf(a) - endOf(b));
}

/** What Oura or the person took back: rejected detections and deleted sleep of a day. */
export function discardedSleeps(sleeps: readonly SleepDocument[], day: string): SleepDocument[] {
  return sleeps.filter((sleep) => sleep.day === day && ignoredTypes.has(sleep.type));
}

/** The night of the newest day up to `today`: while the next one runs, this stays. Null when there is none. */
export function latestNight(sleeps: readonly SleepDocument[], today: string): SleepDocument | null {
  const days = new Set(sleeps.map((sleep) => sleep.day).filter((day) => day <= today));
  for (const day of [...days].toSorted().toReversed()) {
    const night = mainSleep(sleeps, day);
    if (night) return night;
  }
  return null;
}

/** The sleep of any counting type that ended last, not after `now`. */
export function latestSleep(sleeps: readonly SleepDocument[], now: number): SleepDocument | null {
  const over = sleeps.filter((sleep) => isFinishedSleep(sleep) && endOf(sleep) <= now);
  return over.toSorted((a, b) => endOf(a) - endOf(b)).at(-1) ?? null;
}

/** Start and end of the advised bedtime as instants: midnight of the day as UTC + offset − zone. Null without advice. */
export function optimalBedtime(
  advice: SleepTimeDocument,
): { readonly start: number; readonly end: number } | null {
  const window = advice.optimal_bedtime;
  if (window === null) return null;
  const at = (offsetSeconds: number) => dayAsUtc(advice.day) + (offsetSeconds - window.day_tz) * 1000;
  return { start: at(window.start_offset), end: at(window.end_offset) };
}
