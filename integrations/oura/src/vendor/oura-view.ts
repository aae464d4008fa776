import type { CollectionName, DocumentOf, RowOf } from './collections.ts';
import { summariseDay, temperatureDeviation } from './day-summary.ts';
import type { OuraDocuments } from './day-summary.ts';
import { instantOfRow } from './device-documents.ts';
import type { LocalDays } from './local-day.ts';
import { latestNight, latestSleep } from './night.ts';
import { instantOf } from './times.ts';

/** The pulse of today, and the newest sample of all. */
export interface PulseView {
  readonly bpm: number;
  readonly at: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly average: number | null;
}

/** What is known of a person now. Null = not measured or not there yet. Instants are epoch milliseconds. */
export interface OuraView {
  /** Local day, YYYY-MM-DD. */
  readonly today: string;
  readonly refused: ReadonlySet<CollectionName>;
  readonly night: DocumentOf<'sleep'> | null;
  readonly lastSleep: DocumentOf<'sleep'> | null;
  /** Null while nothing of today's sleep is known. */
  readonly napSeconds: number | null;
  readonly dailySleep: DocumentOf<'daily_sleep'> | null;
  readonly readiness: DocumentOf<'daily_readiness'> | null;
  /** Of the newest night: from readiness, else as embedded in the night. */
  readonly temperatureDeviation: number | null;
  readonly activity: DocumentOf<'daily_activity'> | null;
  /** When the day of `activity` began. */
  readonly activitySince: number | null;
  readonly spo2: DocumentOf<'daily_spo2'> | null;
  readonly stress: DocumentOf<'daily_stress'> | null;
  readonly stressSince: number | null;
  readonly resilience: DocumentOf<'daily_resilience'> | null;
  readonly cardiovascularAge: DocumentOf<'daily_cardiovascular_age'> | null;
  readonly vo2Max: DocumentOf<'vO2_max'> | null;
  readonly advice: DocumentOf<'sleep_time'> | null;
  readonly startOfToday: number;
  readonly workoutsToday: number;
  readonly lastWorkout: DocumentOf<'workout'> | null;
  readonly sessionsToday: number;
  readonly meditationSeconds: number;
  readonly tagsToday: number;
  readonly isResting: boolean;
  readonly pulse: PulseView | null;
  readonly battery: RowOf<'ring_battery_level'> | null;
  /** The newest moment of which anything is known. */
  readonly lastSync: number | null;
}

export interface ViewSources {
  readonly documents: OuraDocuments;
  /** Of today and the newest before, oldest first. */
  readonly heartRate: readonly RowOf<'heartrate'>[];
  readonly battery: RowOf<'ring_battery_level'> | null;
  readonly refused: ReadonlySet<CollectionName>;
  readonly now: number;
  readonly days: LocalDays;
}

export function viewOf({ documents, heartRate, battery, refused, now, days }: ViewSources): OuraView {
  const today = days.dayOf(now);
  const sleeps = documents.sleep ?? [];
  const night = latestNight(sleeps, today);
  const lastSleep = latestSleep(sleeps, now);
  const { napSeconds, workouts, sessions, tags } = summariseDay(documents, today);
  const activity = newest(documents.daily_activity, today);
  const readiness = newest(documents.daily_readiness, today);
  const stress = newest(documents.daily_stress, today);
  const pulse = pulseOf(heartRate, (instant) => days.dayOf(instant) === today);
  const rests = documents.rest_mode_period ?? [];
  return {
    today,
    refused,
    night,
    lastSleep,
    napSeconds: sleeps.some(({ day }) => day === today) ? napSeconds : null,
    dailySleep: newest(documents.daily_sleep, today),
    readiness,
    temperatureDeviation: temperatureDeviation({ night: readiness ? null : night, readiness }),
    activity,
    activitySince: activity && (instantOf(activity.timestamp) ?? days.startOf(activity.day)),
    spo2: newest(documents.daily_spo2, today),
    stress,
    stressSince: stress && days.startOf(stress.day),
    resilience: newest(documents.daily_resilience, today),
    cardiovascularAge: newest(documents.daily_cardiovascular_age, today),
    vo2Max: newest(documents.vO2_max, today),
    advice: newest(documents.sleep_time, today),
    startOfToday: days.startOf(today),
    workoutsToday: workouts.length,
    lastWorkout: lastEnded(documents.workout ?? []),
    sessionsToday: sessions.length,
    meditationSeconds: sessions
      .filter(({ type }) => type === 'meditation')
      .reduce((sum, session) => sum + secondsOf(session.start_datetime, session.end_datetime), 0),
    tagsToday: tags.length,
    isResting: rests.some(
      (rest) => rest.start_day <= today && (rest.end_day === null || (instantOf(rest.end_time) ?? 0) > now),
    ),
    pulse,
    battery,
    lastSync: lastOf([
      pulse?.at,
      battery && instantOfRow(battery),
      instantOf(lastSleep?.bedtime_end),
      instantOf(lastEnded(documents.workout ?? [])?.end_datetime),
    ]),
  };
}

/** The document of the newest day that is not in the future. */
function newest<D extends { readonly day: string }>(
  documents: readonly D[] | undefined,
  today: string,
): D | null {
  let best: D | null = null;
  for (const document of documents ?? []) {
    if (document.day <= today && (best === null || document.day >= best.day)) best = document;
  }
  return best;
}

function lastEnded(workouts: readonly DocumentOf<'workout'>[]): DocumentOf<'workout'> | null {
  const endOf = (workout: DocumentOf<'workout'>): number => instantOf(workout.end_datetime) ?? 0;
  return workouts.toSorted((a, b) => endOf(a) - endOf(b)).at(-1) ?? null;
}

function pulseOf(
  rows: readonly RowOf<'heartrate'>[],
  isToday: (instant: number) => boolean,
): PulseView | null {
  const last = rows.at(-1);
  if (!last) return null;
  const today = rows.filter((row) => isToday(instantOfRow(row) ?? 0)).map(({ bpm }) => bpm);
  const isMeasured = today.length > 0;
  return {
    bpm: last.bpm,
    at: instantOfRow(last),
    min: isMeasured ? Math.min(...today) : null,
    max: isMeasured ? Math.max(...today) : null,
    average: isMeasured ? Math.round(today.reduce((sum, bpm) => sum + bpm, 0) / today.length) : null,
  };
}

function secondsOf(start: string | null, end: string | null): number {
  const [from, to] = [instantOf(start), instantOf(end)];
  return from === null || to === null ? 0 : Math.max(0, Math.round((to - from) / 1000));
}

function lastOf(instants: readonly (number | null | undefined)[]): number | null {
  const known = instants.filter((at) => at !== null && at !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}
