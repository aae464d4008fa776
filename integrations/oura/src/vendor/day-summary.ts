import type { DayCollection, DocumentOf } from './collections.ts';
import { isTaggedOn } from './document-days.ts';
import { mainSleep, napsOf } from './night.ts';
import type { SleepDocument } from './sleep-documents.ts';

/** Documents at hand, in any order; a collection that is left out was not asked for or not permitted. */
export type OuraDocuments = { readonly [N in DayCollection]?: readonly DocumentOf<N>[] };

/**
 * What Oura says of one day, joined by the documents' own `day`. Null = not measured or not there yet; the parts come
 * minutes to days apart. Durations in seconds.
 */
export interface DaySummary {
  readonly day: string;
  readonly night: SleepDocument | null;
  readonly naps: readonly SleepDocument[];
  readonly napSeconds: number;
  readonly dailySleep: DocumentOf<'daily_sleep'> | null;
  readonly readiness: DocumentOf<'daily_readiness'> | null;
  readonly activity: DocumentOf<'daily_activity'> | null;
  readonly spo2: DocumentOf<'daily_spo2'> | null;
  readonly stress: DocumentOf<'daily_stress'> | null;
  readonly resilience: DocumentOf<'daily_resilience'> | null;
  readonly cardiovascularAge: DocumentOf<'daily_cardiovascular_age'> | null;
  readonly vo2Max: DocumentOf<'vO2_max'> | null;
  readonly bedtimeAdvice: DocumentOf<'sleep_time'> | null;
  readonly workouts: readonly DocumentOf<'workout'>[];
  readonly sessions: readonly DocumentOf<'session'>[];
  readonly tags: readonly DocumentOf<'enhanced_tag'>[];
  /** How much of the activity day is measured: items × interval, as a day may have 23 or 25 hours. */
  readonly activitySeconds: number | null;
}

export function summariseDay(documents: OuraDocuments, day: string): DaySummary {
  const sleeps = documents.sleep ?? [];
  const naps = napsOf(sleeps, day);
  const activity = ofDay(documents.daily_activity, day).at(-1) ?? null;
  return {
    day,
    night: mainSleep(sleeps, day),
    naps,
    napSeconds: naps.reduce((sum, nap) => sum + (nap.total_sleep_duration ?? 0), 0),
    dailySleep: ofDay(documents.daily_sleep, day).at(-1) ?? null,
    readiness: ofDay(documents.daily_readiness, day).at(-1) ?? null,
    activity,
    spo2: ofDay(documents.daily_spo2, day).at(-1) ?? null,
    stress: ofDay(documents.daily_stress, day).at(-1) ?? null,
    resilience: ofDay(documents.daily_resilience, day).at(-1) ?? null,
    cardiovascularAge: ofDay(documents.daily_cardiovascular_age, day).at(-1) ?? null,
    vo2Max: ofDay(documents.vO2_max, day).at(-1) ?? null,
    bedtimeAdvice: ofDay(documents.sleep_time, day).at(-1) ?? null,
    workouts: ofDay(documents.workout, day),
    sessions: ofDay(documents.session, day),
    tags: (documents.enhanced_tag ?? []).filter((tag) => isTaggedOn(tag, day)),
    activitySeconds: activity?.met ? activity.met.items.length * activity.met.interval : null,
  };
}

/** °C against the person's own baseline: of the day's readiness, else as embedded in the night. */
export function temperatureDeviation(summary: Pick<DaySummary, 'night' | 'readiness'>): number | null {
  return summary.readiness?.temperature_deviation ?? summary.night?.readiness?.temperature_deviation ?? null;
}

/** The readiness score of the day, else as embedded in the night. */
export function readinessScore(summary: Pick<DaySummary, 'night' | 'readiness'>): number | null {
  return summary.readiness?.score ?? summary.night?.readiness?.score ?? null;
}

/** Every day that any document speaks of, oldest first. */
export function daysWithDocuments(documents: OuraDocuments): string[] {
  const days = new Set<string>();
  for (const list of Object.values(documents)) {
    for (const document of list) days.add('day' in document ? String(document.day) : document.start_day);
  }
  return [...days].toSorted();
}

function ofDay<D extends { readonly day: string }>(documents: readonly D[] | undefined, day: string): D[] {
  return (documents ?? []).filter((document) => document.day === day);
}
