import { z } from '@lifeops/lib';
import {
  day,
  documentId,
  optionalNumber,
  optionalRatings,
  optionalSamples,
  optionalText,
  orNull,
} from './lenient.ts';

/** An activity day, 04:00 to 04:00 local. Times in seconds, distances in metres, energy in kcal, load in MET·min. */
export const dailyActivitySchema = z.looseObject({
  id: documentId,
  day,
  /** Where the activity day begins, with the local offset. */
  timestamp: optionalText,
  /** Null while the day is immature. */
  score: optionalNumber,
  steps: optionalNumber,
  active_calories: optionalNumber,
  total_calories: optionalNumber,
  target_calories: optionalNumber,
  equivalent_walking_distance: optionalNumber,
  target_meters: optionalNumber,
  /** Negative past the target. */
  meters_to_target: optionalNumber,
  high_activity_time: optionalNumber,
  medium_activity_time: optionalNumber,
  low_activity_time: optionalNumber,
  sedentary_time: optionalNumber,
  resting_time: optionalNumber,
  non_wear_time: optionalNumber,
  high_activity_met_minutes: optionalNumber,
  medium_activity_met_minutes: optionalNumber,
  low_activity_met_minutes: optionalNumber,
  sedentary_met_minutes: optionalNumber,
  average_met_minutes: optionalNumber,
  inactivity_alerts: optionalNumber,
  class_5_min: optionalText,
  met: optionalSamples,
  contributors: optionalRatings,
});
export type DailyActivityDocument = Readonly<z.output<typeof dailyActivitySchema>>;

export const dailySpo2Schema = z.looseObject({
  id: documentId,
  day,
  /** % */
  spo2_percentage: orNull(z.looseObject({ average: optionalNumber })),
  breathing_disturbance_index: optionalNumber,
});
export type DailySpo2Document = Readonly<z.output<typeof dailySpo2Schema>>;

/** Seconds, although one page of prose speaks of minutes. */
export const dailyStressSchema = z.looseObject({
  id: documentId,
  day,
  stress_high: optionalNumber,
  recovery_high: optionalNumber,
  /** Null early in the day. */
  day_summary: optionalText,
});
export type DailyStressDocument = Readonly<z.output<typeof dailyStressSchema>>;

export const dailyResilienceSchema = z.looseObject({
  id: documentId,
  day,
  level: optionalText,
  contributors: optionalRatings,
});
export type DailyResilienceDocument = Readonly<z.output<typeof dailyResilienceSchema>>;

export const dailyCardiovascularAgeSchema = z.looseObject({
  id: documentId,
  day,
  /** years */
  vascular_age: optionalNumber,
  /** m/s */
  pulse_wave_velocity: optionalNumber,
});
export type DailyCardiovascularAgeDocument = Readonly<z.output<typeof dailyCardiovascularAgeSchema>>;

/** mL/(kg·min). The path is spelt `vO2_max`, the field `vo2_max`. */
export const vo2MaxSchema = z.looseObject({
  id: documentId,
  day,
  timestamp: optionalText,
  vo2_max: optionalNumber,
});
export type Vo2MaxDocument = Readonly<z.output<typeof vo2MaxSchema>>;
