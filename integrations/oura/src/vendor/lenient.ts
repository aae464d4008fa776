import { z } from '@lifeops/lib';
import { isDay } from './times.ts';

/**
 * What Oura's documents are made of. Unknown properties stay, a missing one is null, enums are text: rings, algorithms
 * and enums grow without notice (API v2, as exported in July 2026). Null is "not measured"; zero is a value.
 */
const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

export const optionalNumber = orNull(z.number());
export const optionalText = orNull(z.string());
export const optionalFlag = orNull(z.boolean());
export const day = z.string().refine((text) => isDay(text), 'no day as YYYY-MM-DD');
export const optionalDay = orNull(day);
export const documentId = z.string().min(1);

/** Evenly spaced values: sample i is at `timestamp` + i × `interval` seconds as an instant. Null = not measured. */
export const optionalSamples = orNull(
  z.looseObject({
    interval: z.number().positive(),
    items: z.array(z.number().nullable()),
    timestamp: z.string(),
  }),
);
export type Samples = NonNullable<z.output<typeof optionalSamples>>;

/** Ratings from 1 to 100, never durations or rates. */
export const optionalRatings = orNull(z.record(z.string(), z.number().nullable()));

export { orNull };
