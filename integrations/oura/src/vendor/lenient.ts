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

/** Checked in one go: a schema per item costs a hundred times the memory of the day of minutes that it reads. */
const numbersAndGaps = z.custom<readonly (number | null)[]>().superRefine((items, context) => {
  const odd = Array.isArray(items)
    ? (items as readonly unknown[]).findIndex((item) => item !== null && !Number.isFinite(item))
    : undefined;
  if (odd === -1) return;
  context.addIssue({ code: 'custom', message: 'no number', path: odd === undefined ? [] : [odd] });
});

/** Evenly spaced values: sample i is at `timestamp` + i × `interval` seconds as an instant. Null = not measured. */
export const optionalSamples = orNull(
  z.looseObject({
    interval: z.number().positive(),
    items: numbersAndGaps,
    timestamp: z.string(),
  }),
);
export type Samples = NonNullable<z.output<typeof optionalSamples>>;

/** Ratings from 1 to 100, never durations or rates. */
export const optionalRatings = orNull(z.record(z.string(), z.number().nullable()));

export { orNull };
