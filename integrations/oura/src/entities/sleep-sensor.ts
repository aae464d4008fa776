import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { SleepDocument } from '../vendor/sleep-documents.ts';
import { optimalBedtime } from '../vendor/night.ts';
import type { OuraView } from '../vendor/oura-view.ts';
import { instantOf } from '../vendor/times.ts';
import { from, wordOf } from './reading.ts';

const measured = { stateClass: 'measurement' } as const;
const score = { deviceClass: 'score', ...measured } as const;
const seconds = { deviceClass: 'duration', unit: 's', ...measured } as const;
const bpm = { deviceClass: 'heart_rate', unit: 'bpm', ...measured } as const;
const percent = { unit: '%', ...measured } as const;

const sleepTypes = ['long_sleep', 'sleep', 'late_nap'] as const;
const analysisReasons = [
  'foreground_sleep_analysis',
  'background_sleep_analysis',
  'background_created_foreground_updated',
  'bedtime_edit',
] as const;
const recommendations = [
  'improve_efficiency',
  'earlier_bedtime',
  'later_bedtime',
  'earlier_wake_up_time',
  'later_wake_up_time',
  'follow_optimal_bedtime',
] as const;
const contributors = [
  'deep_sleep',
  'efficiency',
  'latency',
  'rem_sleep',
  'restfulness',
  'timing',
  'total_sleep',
] as const;

const ofNight = <T>(read: (night: SleepDocument) => T | null) =>
  from('sleep', ({ night }) => (night === null ? null : read(night)));
const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((1000 * part) / whole) / 10;

/** Of the newest night. */
export const sleepSensors: readonly Entity<OuraView>[] = [
  sensor({ key: 'sleep_score', ...score, read: from('daily_sleep', ({ dailySleep }) => dailySleep?.score) }),
  ...contributors.map((name) =>
    sensor({
      key: `sleep_contributor_${name}`,
      ...score,
      enabledByDefault: false,
      read: from('daily_sleep', ({ dailySleep }) => dailySleep?.contributors?.[name]),
    }),
  ),
  sensor({ key: 'total_sleep_duration', ...seconds, read: ofNight((night) => night.total_sleep_duration) }),
  sensor({ key: 'deep_sleep_duration', ...seconds, read: ofNight((night) => night.deep_sleep_duration) }),
  sensor({ key: 'rem_sleep_duration', ...seconds, read: ofNight((night) => night.rem_sleep_duration) }),
  sensor({ key: 'light_sleep_duration', ...seconds, read: ofNight((night) => night.light_sleep_duration) }),
  sensor({ key: 'awake_time', ...seconds, read: ofNight((night) => night.awake_time) }),
  sensor({ key: 'time_in_bed', ...seconds, read: ofNight((night) => night.time_in_bed) }),
  sensor({ key: 'sleep_latency', ...seconds, read: ofNight((night) => night.latency) }),
  sensor({ key: 'sleep_efficiency', ...percent, read: ofNight((night) => night.efficiency) }),
  sensor({
    key: 'deep_sleep_percentage',
    ...percent,
    precision: 0,
    read: ofNight((night) => shareOf(night.deep_sleep_duration, night.total_sleep_duration)),
  }),
  sensor({
    key: 'rem_sleep_percentage',
    ...percent,
    precision: 0,
    read: ofNight((night) => shareOf(night.rem_sleep_duration, night.total_sleep_duration)),
  }),
  sensor({ key: 'nap_duration', ...seconds, read: from('sleep', ({ napSeconds }) => napSeconds) }),
  sensor({
    key: 'bedtime_start',
    deviceClass: 'timestamp',
    read: ofNight((night) => instantOf(night.bedtime_start)),
  }),
  sensor({
    key: 'bedtime_end',
    deviceClass: 'timestamp',
    read: ofNight((night) => instantOf(night.bedtime_end)),
  }),
  sensor({
    key: 'latest_sleep_start',
    deviceClass: 'timestamp',
    read: from('sleep', ({ lastSleep }) => instantOf(lastSleep?.bedtime_start)),
  }),
  sensor({
    key: 'latest_sleep_end',
    deviceClass: 'timestamp',
    read: from('sleep', ({ lastSleep }) => instantOf(lastSleep?.bedtime_end)),
  }),
  sensor({
    key: 'average_sleep_hrv',
    deviceClass: 'hrv',
    unit: 'ms',
    ...measured,
    read: ofNight((night) => night.average_hrv),
  }),
  sensor({ key: 'average_sleep_heart_rate', ...bpm, read: ofNight((night) => night.average_heart_rate) }),
  sensor({ key: 'lowest_sleep_heart_rate', ...bpm, read: ofNight((night) => night.lowest_heart_rate) }),
  sensor({
    key: 'respiratory_rate',
    unit: 'br/min',
    ...measured,
    precision: 1,
    read: ofNight((night) => night.average_breath),
  }),
  sensor({ key: 'restless_periods', ...measured, read: ofNight((night) => night.restless_periods) }),
  sensor({
    key: 'sleep_type',
    deviceClass: 'enum',
    options: sleepTypes,
    category: 'diagnostic',
    read: ofNight((night) => wordOf(sleepTypes, night.type)),
  }),
  sensor({
    key: 'sleep_analysis_reason',
    deviceClass: 'enum',
    options: analysisReasons,
    category: 'diagnostic',
    read: ofNight((night) => wordOf(analysisReasons, night.sleep_analysis_reason)),
  }),
  sensor({
    key: 'optimal_bedtime_start',
    deviceClass: 'timestamp',
    read: from('sleep_time', ({ advice }) => advice && optimalBedtime(advice)?.start),
  }),
  sensor({
    key: 'optimal_bedtime_end',
    deviceClass: 'timestamp',
    read: from('sleep_time', ({ advice }) => advice && optimalBedtime(advice)?.end),
  }),
  sensor({
    key: 'bedtime_recommendation',
    deviceClass: 'enum',
    options: recommendations,
    read: from('sleep_time', ({ advice }) => wordOf(recommendations, advice?.recommendation)),
  }),
];
