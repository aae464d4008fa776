import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { DailyActivityDocument } from '../vendor/daily-documents.ts';
import type { OuraView } from '../vendor/oura-view.ts';
import { from, totalOf, wordOf } from './reading.ts';

const measured = { stateClass: 'measurement' } as const;
const total = { stateClass: 'total' } as const;
const score = { deviceClass: 'score', ...measured } as const;
const kcal = { deviceClass: 'energy', unit: 'kcal', precision: 0 } as const;
const metres = { deviceClass: 'distance', unit: 'm', precision: 0 } as const;
const seconds = { deviceClass: 'duration', unit: 's' } as const;

const readinessContributors = [
  'activity_balance',
  'body_temperature',
  'hrv_balance',
  'previous_day_activity',
  'previous_night',
  'recovery_index',
  'resting_heart_rate',
  'sleep_balance',
  'sleep_regularity',
] as const;
const spans = [
  'high_activity_time',
  'medium_activity_time',
  'low_activity_time',
  'sedentary_time',
  'resting_time',
  'non_wear_time',
] as const;
const stressSummaries = ['restored', 'normal', 'stressful'] as const;
const resilienceLevels = ['limited', 'adequate', 'solid', 'strong', 'exceptional'] as const;

const ofActivity = <T>(read: (activity: DailyActivityDocument) => T | null) =>
  from('daily_activity', ({ activity }) => activity && read(activity));
/** What adds up over the activity day, which begins at four. */
const sumOfActivity = (read: (activity: DailyActivityDocument) => number | null) =>
  from('daily_activity', ({ activity, activitySince }) => totalOf(activity && read(activity), activitySince));

export const readinessSensors: readonly Entity<OuraView>[] = [
  sensor({
    key: 'readiness_score',
    ...score,
    read: from('daily_readiness', ({ readiness }) => readiness?.score),
  }),
  sensor({
    key: 'temperature_deviation',
    deviceClass: 'temperature_delta',
    unit: '°C',
    ...measured,
    precision: 2,
    read: from('daily_readiness', (view) => view.temperatureDeviation),
  }),
  sensor({
    key: 'temperature_trend_deviation',
    deviceClass: 'temperature_delta',
    unit: '°C',
    ...measured,
    precision: 2,
    read: from('daily_readiness', ({ readiness }) => readiness?.temperature_trend_deviation),
  }),
  ...readinessContributors.map((name) =>
    sensor({
      key: `readiness_contributor_${name}`,
      ...score,
      enabledByDefault: false,
      read: from('daily_readiness', ({ readiness }) => readiness?.contributors?.[name]),
    }),
  ),
];

export const activitySensors: readonly Entity<OuraView>[] = [
  sensor({ key: 'activity_score', ...score, read: ofActivity((activity) => activity.score) }),
  sensor({ key: 'steps', unit: 'steps', ...total, read: sumOfActivity((activity) => activity.steps) }),
  sensor({
    key: 'active_calories',
    ...kcal,
    ...total,
    read: sumOfActivity((activity) => activity.active_calories),
  }),
  sensor({
    key: 'total_calories',
    ...kcal,
    ...total,
    read: sumOfActivity((activity) => activity.total_calories),
  }),
  sensor({
    key: 'target_calories',
    ...kcal,
    category: 'diagnostic',
    read: ofActivity((activity) => activity.target_calories),
  }),
  sensor({
    key: 'equivalent_walking_distance',
    ...metres,
    ...total,
    read: sumOfActivity((activity) => activity.equivalent_walking_distance),
  }),
  sensor({
    key: 'meters_to_target',
    ...metres,
    ...measured,
    read: ofActivity((activity) => activity.meters_to_target),
  }),
  ...spans.map((name) =>
    sensor({ key: name, ...seconds, ...total, read: sumOfActivity((activity) => activity[name]) }),
  ),
  ...(['high', 'medium', 'low'] as const).map((level) =>
    sensor({
      key: `met_minutes_${level}`,
      unit: 'MET·min',
      ...total,
      read: sumOfActivity((activity) => activity[`${level}_activity_met_minutes`]),
    }),
  ),
  sensor({
    key: 'inactivity_alerts',
    ...total,
    read: sumOfActivity((activity) => activity.inactivity_alerts),
  }),
];

export const wellbeingSensors: readonly Entity<OuraView>[] = [
  sensor({
    key: 'spo2_average',
    unit: '%',
    ...measured,
    precision: 1,
    read: from('daily_spo2', ({ spo2 }) => spo2?.spo2_percentage?.average),
  }),
  sensor({
    key: 'breathing_disturbance_index',
    ...measured,
    read: from('daily_spo2', ({ spo2 }) => spo2?.breathing_disturbance_index),
  }),
  sensor({
    key: 'stress_high_duration',
    ...seconds,
    ...total,
    read: from('daily_stress', ({ stress, stressSince }) => totalOf(stress?.stress_high, stressSince)),
  }),
  sensor({
    key: 'recovery_high_duration',
    ...seconds,
    ...total,
    read: from('daily_stress', ({ stress, stressSince }) => totalOf(stress?.recovery_high, stressSince)),
  }),
  sensor({
    key: 'stress_day_summary',
    deviceClass: 'enum',
    options: stressSummaries,
    read: from('daily_stress', ({ stress }) => wordOf(stressSummaries, stress?.day_summary)),
  }),
  sensor({
    key: 'resilience_level',
    deviceClass: 'enum',
    options: resilienceLevels,
    read: from('daily_resilience', ({ resilience }) => wordOf(resilienceLevels, resilience?.level)),
  }),
  ...(['sleep_recovery', 'daytime_recovery', 'stress'] as const).map((name) =>
    sensor({
      key: `resilience_${name}`,
      ...measured,
      precision: 0,
      read: from('daily_resilience', ({ resilience }) => resilience?.contributors?.[name]),
    }),
  ),
  sensor({
    key: 'cardiovascular_age',
    unit: 'a',
    ...measured,
    read: from('daily_cardiovascular_age', (view) => view.cardiovascularAge?.vascular_age),
  }),
  sensor({
    key: 'pulse_wave_velocity',
    deviceClass: 'speed',
    unit: 'm/s',
    ...measured,
    precision: 1,
    read: from('daily_cardiovascular_age', (view) => view.cardiovascularAge?.pulse_wave_velocity),
  }),
  sensor({
    key: 'vo2_max',
    deviceClass: 'vo2max',
    unit: 'mL/(kg·min)',
    ...measured,
    read: from('vO2_max', ({ vo2Max }) => vo2Max?.vo2_max),
  }),
];
