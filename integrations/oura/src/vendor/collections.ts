import {
  dailyActivitySchema,
  dailyCardiovascularAgeSchema,
  dailyResilienceSchema,
  dailySpo2Schema,
  dailyStressSchema,
  vo2MaxSchema,
} from './daily-documents.ts';
import type {
  DailyActivityDocument,
  DailyCardiovascularAgeDocument,
  DailyResilienceDocument,
  DailySpo2Document,
  DailyStressDocument,
  Vo2MaxDocument,
} from './daily-documents.ts';
import { heartRateSchema, ringBatterySchema } from './device-documents.ts';
import type { HeartRateRow, RingBatteryRow } from './device-documents.ts';
import {
  enhancedTagSchema,
  restModePeriodSchema,
  sessionSchema,
  tagSchema,
  workoutSchema,
} from './event-documents.ts';
import type {
  EnhancedTagDocument,
  RestModePeriodDocument,
  SessionDocument,
  TagDocument,
  WorkoutDocument,
} from './event-documents.ts';
import { dailyReadinessSchema, dailySleepSchema, sleepSchema, sleepTimeSchema } from './sleep-documents.ts';
import type {
  DailyReadinessDocument,
  DailySleepDocument,
  SleepDocument,
  SleepTimeDocument,
} from './sleep-documents.ts';

/**
 * The collections asked for by day; their names are the path segments, so mind the capital in `vO2_max`. `scope` is the
 * bare name of what the person has to allow (as tidepool-org/platform maps them).
 */
export const dayCollections = {
  daily_sleep: { scope: 'daily', schema: dailySleepSchema },
  sleep: { scope: 'daily', schema: sleepSchema },
  sleep_time: { scope: 'daily', schema: sleepTimeSchema },
  daily_readiness: { scope: 'daily', schema: dailyReadinessSchema },
  daily_activity: { scope: 'daily', schema: dailyActivitySchema },
  daily_spo2: { scope: 'spo2', schema: dailySpo2Schema },
  daily_stress: { scope: 'daily', schema: dailyStressSchema },
  daily_resilience: { scope: 'stress', schema: dailyResilienceSchema },
  daily_cardiovascular_age: { scope: 'heart_health', schema: dailyCardiovascularAgeSchema },
  vO2_max: { scope: 'heart_health', schema: vo2MaxSchema },
  workout: { scope: 'workout', schema: workoutSchema },
  session: { scope: 'session', schema: sessionSchema },
  tag: { scope: 'tag', schema: tagSchema },
  enhanced_tag: { scope: 'tag', schema: enhancedTagSchema },
  rest_mode_period: { scope: 'daily', schema: restModePeriodSchema },
} as const;

/** The two series asked for by instant; their rows have no id. */
export const seriesCollections = {
  heartrate: { scope: 'heartrate', schema: heartRateSchema },
  ring_battery_level: { scope: 'ring_configuration', schema: ringBatterySchema },
} as const;

export type DayCollection = keyof typeof dayCollections;
export type SeriesCollection = keyof typeof seriesCollections;
/** All that one may be refused: the name under which a client remembers it. */
export type CollectionName = DayCollection | SeriesCollection | 'ring_configuration' | 'personal_info';

interface Documents {
  readonly daily_sleep: DailySleepDocument;
  readonly sleep: SleepDocument;
  readonly sleep_time: SleepTimeDocument;
  readonly daily_readiness: DailyReadinessDocument;
  readonly daily_activity: DailyActivityDocument;
  readonly daily_spo2: DailySpo2Document;
  readonly daily_stress: DailyStressDocument;
  readonly daily_resilience: DailyResilienceDocument;
  readonly daily_cardiovascular_age: DailyCardiovascularAgeDocument;
  readonly vO2_max: Vo2MaxDocument;
  readonly workout: WorkoutDocument;
  readonly session: SessionDocument;
  readonly tag: TagDocument;
  readonly enhanced_tag: EnhancedTagDocument;
  readonly rest_mode_period: RestModePeriodDocument;
}
interface Rows {
  readonly heartrate: HeartRateRow;
  readonly ring_battery_level: RingBatteryRow;
}
export type DocumentOf<N extends DayCollection> = Documents[N];
export type RowOf<N extends SeriesCollection> = Rows[N];

export const dayCollectionNames = Object.keys(dayCollections) as DayCollection[];

/** All scopes that the integration has a use for, bare. */
export const allScopes = [
  'email',
  'personal',
  'daily',
  'heartrate',
  'workout',
  'session',
  'tag',
  'spo2',
  'stress',
  'heart_health',
  'ring_configuration',
] as const;

/**
 * True when the granted scopes cover the collection. Both generations of names are understood (`extapi:daily`, `daily`,
 * and `spo2Daily` as the API description prints it). An unknown grant (null or empty) covers all: asking will tell.
 */
export function isGranted(collection: CollectionName, grantedScope: string | null): boolean {
  const granted = (grantedScope ?? '').split(/[\s,+]+/).filter((name) => name !== '');
  if (granted.length === 0 || collection === 'personal_info') return true;
  const bare = new Set(granted.map((name) => name.replace(/^extapi:/, '').replace(/^spo2Daily$/, 'spo2')));
  return bare.has(scopeOf(collection));
}

export function scopeOf(collection: Exclude<CollectionName, 'personal_info'>): string {
  if (collection === 'ring_configuration') return 'ring_configuration';
  if (collection === 'heartrate' || collection === 'ring_battery_level')
    return seriesCollections[collection].scope;
  return dayCollections[collection].scope;
}
