import type { Json } from '@lifeops/lib';
import { daysWithDocuments, readinessScore, summariseDay, temperatureDeviation } from './day-summary.ts';
import type { DaySummary, OuraDocuments } from './day-summary.ts';
import { instantOfRow } from './device-documents.ts';
import type { HeartRateRow } from './device-documents.ts';
import { instantOf, noonOf, parseTime } from './times.ts';

export type MetricType =
  | 'sleep_score'
  | 'readiness_score'
  | 'activity_score'
  | 'heart_rate'
  | 'hrv'
  | 'respiratory_rate'
  | 'steps'
  | 'active_energy'
  | 'spo2'
  | 'stress_high_seconds'
  | 'recovery_high_seconds'
  | 'temperature_deviation'
  | 'resting_heart_rate'
  | 'vo2_max'
  | 'cardiovascular_age';

/** One row of the health metrics, source `oura`. */
export interface MetricRow {
  readonly metricType: MetricType;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly value: number;
  readonly metadata: { readonly [name: string]: Json };
  /** With type and timestamp it names the row: the id of the document, or the source of a pulse. */
  readonly key: string;
}

export const metricUnits: Readonly<Record<MetricType, string | null>> = {
  sleep_score: null,
  readiness_score: null,
  activity_score: null,
  heart_rate: 'bpm',
  hrv: 'ms',
  respiratory_rate: 'br/min',
  steps: 'steps',
  active_energy: 'kcal',
  spo2: '%',
  stress_high_seconds: 's',
  recovery_high_seconds: 's',
  temperature_deviation: '°C',
  resting_heart_rate: 'bpm',
  vo2_max: 'mL/(kg·min)',
  cardiovascular_age: 'a',
};

/**
 * The rows of all days in the documents. What comes of sleep stands at the end of the night, the rest at local noon of its
 * day, series at their samples: fixed rules, so the same document hits the same rows again. A revision can still move a
 * row (an edited bedtime): rewrite the day's rows, do not only add. `usualOffsetMinutes` serves days without any local
 * time in their documents.
 */
export function metricRows(documents: OuraDocuments, usualOffsetMinutes = 0): MetricRow[] {
  return daysWithDocuments(documents).flatMap((day) =>
    rowsOfDay(summariseDay(documents, day), usualOffsetMinutes),
  );
}

/** The pulse as rows; samples without a readable time or a pulse are left out. */
export function heartRateRows(rows: readonly HeartRateRow[]): MetricRow[] {
  return rows.flatMap((row) => {
    const timestamp = instantOfRow(row);
    if (timestamp === null) return [];
    const key = row.source ?? '';
    return [
      { metricType: 'heart_rate' as const, timestamp, value: row.bpm, metadata: { source: row.source }, key },
    ];
  });
}

function rowsOfDay(summary: DaySummary, usualOffsetMinutes: number): MetricRow[] {
  const { day, night, dailySleep, readiness, activity, spo2, stress, cardiovascularAge, vo2Max } = summary;
  const offset =
    parseTime(activity?.timestamp)?.offsetMinutes ??
    parseTime(night?.bedtime_end)?.offsetMinutes ??
    usualOffsetMinutes;
  const noon = noonOf(day, offset);
  const waking = instantOf(night?.bedtime_end) ?? noon;
  const vo2Noon = noonOf(day, parseTime(vo2Max?.timestamp)?.offsetMinutes ?? offset);
  const rows: MetricRow[] = [];
  const add = (
    metricType: MetricType,
    timestamp: number,
    value: number | null | undefined,
    document: { readonly id: string } | null,
  ) => {
    if (value === null || value === undefined || document === null) return;
    rows.push({ metricType, timestamp, value, metadata: { day }, key: document.id });
  };
  add('sleep_score', waking, dailySleep?.score, dailySleep);
  add('readiness_score', waking, readinessScore(summary), readiness ?? night);
  add('temperature_deviation', waking, temperatureDeviation(summary), readiness ?? night);
  add('respiratory_rate', waking, night?.average_breath, night);
  add('resting_heart_rate', waking, night?.lowest_heart_rate, night);
  add('activity_score', noon, activity?.score, activity);
  add('steps', noon, activity?.steps, activity);
  add('active_energy', noon, activity?.active_calories, activity);
  add('spo2', noon, spo2?.spo2_percentage?.average, spo2);
  add('stress_high_seconds', noon, stress?.stress_high, stress);
  add('recovery_high_seconds', noon, stress?.recovery_high, stress);
  add('cardiovascular_age', noon, cardiovascularAge?.vascular_age, cardiovascularAge);
  add('vo2_max', vo2Noon, vo2Max?.vo2_max, vo2Max);
  return [...rows, ...hrvRows(summary)];
}

/** The HRV of the night every five minutes. Naps stay out, so that an average over the rows is one of nights. */
function hrvRows({ day, night }: DaySummary): MetricRow[] {
  const start = instantOf(night?.hrv?.timestamp);
  if (night === null || night.hrv === null || start === null) return [];
  const stepMs = night.hrv.interval * 1000;
  return night.hrv.items.flatMap((value, i) => {
    if (value === null) return [];
    const metadata = { day, sleep_id: night.id };
    return [{ metricType: 'hrv' as const, timestamp: start + i * stepMs, value, metadata, key: night.id }];
  });
}
