import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayCollectionNames, dayCollections } from '../../../integrations/oura/src/vendor/collections.ts';
import type { OuraDocuments } from '../../../integrations/oura/src/vendor/day-summary.ts';
import { heartRateSchema } from '../../../integrations/oura/src/vendor/device-documents.ts';
import type { HeartRateRow } from '../../../integrations/oura/src/vendor/device-documents.ts';

export const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'integrations/oura/src/simulator/fixtures');

export const readFixture = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const rawList = (name: string): unknown[] => (readFixture(name) as { readonly data: unknown[] }).data;

/** All documents of the two weeks, read as the client reads them. */
export const fixtureDocuments: OuraDocuments = Object.fromEntries(
  dayCollectionNames.map((name) => [
    name,
    rawList(`${name}.json`).map((raw) => dayCollections[name].schema.parse(raw)),
  ]),
);

export const fixtureHeartRate: readonly HeartRateRow[] = [1, 2, 3].flatMap((page) =>
  rawList(`heartrate.page${page}.json`).map((raw) => heartRateSchema.parse(raw)),
);

interface ExpectedDay {
  readonly day: string;
  readonly main_sleep_id: string | null;
  readonly main_total_sleep_seconds: number;
  readonly main_time_in_bed_seconds: number;
  readonly main_deep_seconds: number;
  readonly main_rem_seconds: number;
  readonly main_light_seconds: number;
  readonly main_awake_seconds: number;
  readonly main_average_hrv_ms: number;
  readonly main_lowest_heart_rate_bpm: number;
  readonly nap_ids: readonly string[];
  readonly nap_seconds: number;
  readonly ignored_ids: readonly string[];
  readonly sleep_score: number;
  readonly readiness_score: number;
  readonly temperature_deviation_c: number;
  readonly activity_score: number;
  readonly steps: number;
  readonly active_kcal: number;
  readonly spo2_average_pct: number | null;
  readonly stress_high_seconds: number;
  readonly stress_summary: string | null;
  readonly workouts: number;
  readonly activity_minutes_covered: number;
}

/** What a correct client derives, made together with the fixtures. */
export const expected = readFixture('expected.json') as {
  readonly per_day: readonly ExpectedDay[];
  readonly sleeps_crossing_an_offset_change: readonly {
    readonly id: string;
    readonly elapsed_seconds: number;
  }[];
  readonly heartrate: {
    readonly rows: number;
    readonly min_bpm: number;
    readonly max_bpm: number;
    readonly by_local_day: Readonly<Record<string, number>>;
    readonly by_source: Readonly<Record<string, number>>;
  };
};
