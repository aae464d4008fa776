import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import { instantOfRow } from '../vendor/device-documents.ts';
import type { WorkoutDocument } from '../vendor/event-documents.ts';
import type { OuraView, PulseView } from '../vendor/oura-view.ts';
import { instantOf } from '../vendor/times.ts';
import { from, totalOf, wordOf } from './reading.ts';

const measured = { stateClass: 'measurement' } as const;
const total = { stateClass: 'total' } as const;
const bpm = { deviceClass: 'heart_rate', unit: 'bpm', ...measured } as const;
const intensities = ['easy', 'moderate', 'hard'] as const;

const ofPulse = (read: (pulse: PulseView) => number | null) =>
  from('heartrate', ({ pulse }) => pulse && read(pulse));
const ofWorkout = <T>(read: (workout: WorkoutDocument) => T | null) =>
  from('workout', ({ lastWorkout }) => lastWorkout && read(lastWorkout));

export const pulseSensors: readonly Entity<OuraView>[] = [
  sensor({
    key: 'heart_rate',
    ...bpm,
    read: from(
      'heartrate',
      ({ pulse }) => pulse && (pulse.at === null ? pulse.bpm : { value: pulse.bpm, measuredAt: pulse.at }),
    ),
  }),
  sensor({
    key: 'heart_rate_timestamp',
    deviceClass: 'timestamp',
    category: 'diagnostic',
    read: ofPulse(({ at }) => at),
  }),
  sensor({ key: 'heart_rate_min_today', ...bpm, read: ofPulse(({ min }) => min) }),
  sensor({ key: 'heart_rate_max_today', ...bpm, read: ofPulse(({ max }) => max) }),
  sensor({ key: 'heart_rate_average_today', ...bpm, read: ofPulse(({ average }) => average) }),
];

export const workoutSensors: readonly Entity<OuraView>[] = [
  sensor({
    key: 'workouts_today',
    ...total,
    read: from('workout', ({ workoutsToday, startOfToday }) => totalOf(workoutsToday, startOfToday)),
  }),
  sensor({ key: 'last_workout_type', read: ofWorkout(({ activity }) => activity) }),
  sensor({
    key: 'last_workout_intensity',
    deviceClass: 'enum',
    options: intensities,
    read: ofWorkout(({ intensity }) => wordOf(intensities, intensity)),
  }),
  sensor({
    key: 'last_workout_duration',
    deviceClass: 'duration',
    unit: 's',
    read: ofWorkout((workout) => {
      const [begun, ended] = [instantOf(workout.start_datetime), instantOf(workout.end_datetime)];
      return begun === null || ended === null ? null : Math.round((ended - begun) / 1000);
    }),
  }),
  sensor({
    key: 'last_workout_calories',
    deviceClass: 'energy',
    unit: 'kcal',
    precision: 0,
    read: ofWorkout(({ calories }) => calories),
  }),
  sensor({
    key: 'last_workout_distance',
    deviceClass: 'distance',
    unit: 'm',
    precision: 0,
    read: ofWorkout(({ distance }) => distance),
  }),
  sensor({
    key: 'last_workout_end',
    deviceClass: 'timestamp',
    read: ofWorkout((workout) => instantOf(workout.end_datetime)),
  }),
  sensor({
    key: 'sessions_today',
    ...total,
    read: from('session', ({ sessionsToday, startOfToday }) => totalOf(sessionsToday, startOfToday)),
  }),
  sensor({
    key: 'meditation_duration_today',
    deviceClass: 'duration',
    unit: 's',
    ...total,
    read: from('session', ({ meditationSeconds, startOfToday }) => totalOf(meditationSeconds, startOfToday)),
  }),
  sensor({ key: 'tags_today', read: from('enhanced_tag', ({ tagsToday }) => tagsToday) }),
];

export const ringSensors: readonly Entity<OuraView>[] = [
  sensor({
    key: 'ring_battery',
    deviceClass: 'battery',
    unit: '%',
    ...measured,
    read: from('ring_battery_level', ({ battery }) => {
      const measuredAt = battery && instantOfRow(battery);
      return battery && (measuredAt === null ? battery.level : { value: battery.level, measuredAt });
    }),
  }),
  sensor({
    key: 'last_sync',
    deviceClass: 'timestamp',
    category: 'diagnostic',
    read: ({ lastSync }) => lastSync,
  }),
];
