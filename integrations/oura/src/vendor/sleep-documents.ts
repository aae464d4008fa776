import { z } from '@lifeops/lib';
import {
  day,
  documentId,
  optionalFlag,
  optionalNumber,
  optionalRatings,
  optionalSamples,
  optionalText,
  orNull,
} from './lenient.ts';

const readinessFields = {
  score: optionalNumber,
  /** °C against the person's own baseline. */
  temperature_deviation: optionalNumber,
  temperature_trend_deviation: optionalNumber,
  contributors: optionalRatings,
};

/** One period of sleep: several a day, of which only some count (see `night.ts`). Durations are seconds. */
export const sleepSchema = z.looseObject({
  id: documentId,
  /** The day of waking. */
  day,
  /** `long_sleep`, `sleep`, `late_nap` count; `rest`, `deleted` do not; others may come. */
  type: optionalText,
  bedtime_start: optionalText,
  /** Null while the night runs. */
  bedtime_end: optionalText,
  time_in_bed: optionalNumber,
  total_sleep_duration: optionalNumber,
  deep_sleep_duration: optionalNumber,
  light_sleep_duration: optionalNumber,
  rem_sleep_duration: optionalNumber,
  awake_time: optionalNumber,
  latency: optionalNumber,
  efficiency: optionalNumber,
  /** ms */
  average_hrv: optionalNumber,
  average_heart_rate: optionalNumber,
  lowest_heart_rate: optionalNumber,
  /** breaths/min */
  average_breath: optionalNumber,
  restless_periods: optionalNumber,
  heart_rate: optionalSamples,
  hrv: optionalSamples,
  sleep_phase_5_min: optionalText,
  sleep_phase_30_sec: optionalText,
  app_sleep_phase_5_min: optionalText,
  movement_30_sec: optionalText,
  readiness: orNull(z.looseObject(readinessFields)),
  /** Effect of this period on the day's scores: to be told, never to be added. */
  readiness_score_delta: optionalNumber,
  sleep_score_delta: optionalNumber,
  low_battery_alert: optionalFlag,
  sleep_algorithm_version: optionalText,
  sleep_analysis_reason: optionalText,
  ring_id: optionalText,
});
export type SleepDocument = Readonly<z.output<typeof sleepSchema>>;

/** The score of a night. `timestamp` marks the day; it is not the moment of waking. */
export const dailySleepSchema = z.looseObject({
  id: documentId,
  day,
  score: optionalNumber,
  timestamp: optionalText,
  contributors: optionalRatings,
});
export type DailySleepDocument = Readonly<z.output<typeof dailySleepSchema>>;

export const dailyReadinessSchema = z.looseObject({
  id: documentId,
  day,
  timestamp: optionalText,
  ...readinessFields,
});
export type DailyReadinessDocument = Readonly<z.output<typeof dailyReadinessSchema>>;

/** Advice on when to go to bed; offsets in seconds from midnight of `day`, `day_tz` seconds east of UTC. */
export const sleepTimeSchema = z.looseObject({
  id: documentId,
  day,
  optimal_bedtime: orNull(
    z.looseObject({ day_tz: z.number(), start_offset: z.number(), end_offset: z.number() }),
  ),
  recommendation: optionalText,
  status: optionalText,
});
export type SleepTimeDocument = Readonly<z.output<typeof sleepTimeSchema>>;
