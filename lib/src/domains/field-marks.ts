import type { z } from 'zod';

/**
 * What a field's schema says about the entity's capabilities. The marks survive into JSON Schema as `x-…`, so that forms
 * draw a list or a slider, and `checkServiceInput` holds inputs against them.
 */
export interface FieldMarks {
  /** The capability that lists the allowed values. */
  readonly choices?: string;
  readonly minimum?: Bound;
  readonly maximum?: Bound;
  readonly unit?: string;
}
export interface Bound {
  readonly capability: string;
  /** Holds where the entity does not say. */
  readonly default?: number;
}

/** The value is one of those that the capability lists. */
export const choiceOf = <T extends z.ZodType>(schema: T, capability: string): T =>
  schema.meta({ ...schema.meta(), 'x-choices': capability });

/** The value lies within two capabilities, both inclusive. */
export const within = <T extends z.ZodType>(schema: T, minimum: Bound, maximum: Bound): T =>
  schema.meta({ ...schema.meta(), 'x-minimum': minimum, 'x-maximum': maximum });

/** The unit that the field is in, whatever the source measures in: the integration converts. */
export const unit = <T extends z.ZodType>(schema: T, symbol: string): T =>
  schema.meta({ ...schema.meta(), 'x-unit': symbol });

/** The marks of a field, through `optional`, `nullable` and defaults. */
export function fieldMarks(schema: z.ZodType): FieldMarks {
  const meta = schema.meta() ?? {};
  const def = schema.def as { readonly innerType?: z.ZodType };
  const inner = def.innerType ? fieldMarks(def.innerType) : {};
  return {
    ...inner,
    ...pick(meta, 'x-choices', 'choices'),
    ...pick(meta, 'x-minimum', 'minimum'),
    ...pick(meta, 'x-maximum', 'maximum'),
    ...pick(meta, 'x-unit', 'unit'),
  };
}

const pick = (meta: Readonly<Record<string, unknown>>, from: string, to: keyof FieldMarks): FieldMarks =>
  meta[from] === undefined ? {} : { [to]: meta[from] };

/** A field's description, its own or that of what it wraps. */
export function descriptionOf(schema: z.ZodType): string | undefined {
  if (schema.description !== undefined) return schema.description;
  const def = schema.def as { readonly innerType?: z.ZodType };
  return def.innerType && descriptionOf(def.innerType);
}
