import { z } from 'zod';

/** Series of DB3: append-only, keyed by (series, source, timestamp, key), so that the same point twice is one row. */
export const seriesNames = [
  'health_metrics',
  'sleep_sessions',
  'activity_events',
  'screen_time',
  'work_sessions',
  'xp_events',
  'network_activity',
] as const;
export type SeriesName = (typeof seriesNames)[number];

export const seriesPointSchema = z.object({
  /** Epoch milliseconds: when it was measured or began. */
  at: z.int(),
  /** What is measured, as `heart_rate`; for sessions their kind. */
  type: z.string().min(1).max(64),
  value: z.number().nullable(),
  unit: z.string().max(32).nullable().default(null),
  /** Tells two points of one moment apart, a document id say. */
  key: z.string().max(128).default(''),
  /** End of a session or span, epoch milliseconds. */
  end: z.int().nullable().default(null),
  metadata: z.record(z.string(), z.json()).default({}),
});
export type SeriesPoint = Readonly<z.output<typeof seriesPointSchema>>;
