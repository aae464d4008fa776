import { summariseDay, temperatureDeviation } from './day-summary.ts';
import type { OuraDocuments } from './day-summary.ts';
import { isFinishedSleep } from './night.ts';
import { instantOf } from './times.ts';

/** A row of the sleep sessions. Instants in epoch milliseconds, durations in seconds; null = not measured. */
export interface SleepSessionRow {
  /** Oura's id of the sleep. */
  readonly key: string;
  readonly day: string;
  /** `main` is the night of its day, `extra` a second long sleep, `nap` a short one. */
  readonly kind: 'main' | 'extra' | 'nap';
  readonly start: number;
  readonly end: number;
  readonly totalSeconds: number | null;
  /** Oura's rating, 1–100. */
  readonly efficiency: number | null;
  readonly deepSeconds: number | null;
  readonly remSeconds: number | null;
  readonly lightSeconds: number | null;
  readonly awakeSeconds: number | null;
  readonly latencySeconds: number | null;
  readonly hrvMs: number | null;
  readonly restingHeartRateBpm: number | null;
  /** Of the day's readiness: only with the main sleep. */
  readonly temperatureDeviationC: number | null;
  /** Of the day: only with the main sleep. */
  readonly score: number | null;
}

/** Every sleep that counts and is over, oldest first. Rejected, deleted, running and unknown ones give no row. */
export function sleepSessionRows(documents: OuraDocuments): SleepSessionRow[] {
  const rows: SleepSessionRow[] = [];
  for (const sleep of documents.sleep ?? []) {
    const start = instantOf(sleep.bedtime_start);
    const end = instantOf(sleep.bedtime_end);
    if (!isFinishedSleep(sleep) || start === null || end === null) continue;
    const summary = summariseDay(documents, sleep.day);
    const isMain = summary.night?.id === sleep.id;
    rows.push({
      key: sleep.id,
      day: sleep.day,
      kind: isMain ? 'main' : sleep.type === 'long_sleep' ? 'extra' : 'nap',
      start,
      end,
      totalSeconds: sleep.total_sleep_duration,
      efficiency: sleep.efficiency,
      deepSeconds: sleep.deep_sleep_duration,
      remSeconds: sleep.rem_sleep_duration,
      lightSeconds: sleep.light_sleep_duration,
      awakeSeconds: sleep.awake_time,
      latencySeconds: sleep.latency,
      hrvMs: sleep.average_hrv,
      restingHeartRateBpm: sleep.lowest_heart_rate,
      temperatureDeviationC: isMain ? temperatureDeviation(summary) : null,
      score: isMain ? (summary.dailySleep?.score ?? null) : null,
    });
  }
  return rows.toSorted((a, b) => a.start - b.start);
}
