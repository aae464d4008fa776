import { z } from 'zod';

/** What the source says and what a person set instead; the person wins. */
export interface Override<T> {
  readonly source: T | null;
  readonly user: T | null;
}

export const overrideSchema = <T extends z.ZodType>(value: T) =>
  z.object({ source: value.nullable(), user: value.nullable() });

export const effective = <T>(field: Override<T>): T | null => field.user ?? field.source;
