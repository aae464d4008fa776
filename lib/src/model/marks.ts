import type { z } from 'zod';
import { Secret } from '../base/secret.ts';

/** Marks that a schema carries for storage, diagnostics, sync and forms. They survive into JSON Schema as `x-…`. */
export interface SchemaMarks {
  /** Kept encrypted; never in logs, diagnostics or sync. */
  readonly secret?: true;
  /** Says who somebody is: redacted in diagnostics. */
  readonly pii?: true;
  /** Says where somebody is: redacted in diagnostics. */
  readonly location?: true;
  /** A change takes effect when the entry is set up again. */
  readonly needsRestart?: true;
  /** How a form draws it: `password`, `textarea`, `file`, `slider`, … */
  readonly widget?: string;
}

/**
 * A credential: `reveal()` is the one way to its value. `z.toJSONSchema` needs `{ io: 'input' }`, as the parsed side is a
 * class.
 */
export function secret<T extends z.ZodType<string>>(schema: T) {
  return schema
    .meta({ ...schema.meta(), 'x-secret': true, format: 'password' })
    .transform((value) => new Secret(value as string));
}

/** Marks what tells who somebody is. */
export const pii = <T extends z.ZodType>(schema: T): T => schema.meta({ ...schema.meta(), 'x-pii': true });

/** Marks what tells where somebody is. */
export const location = <T extends z.ZodType>(schema: T): T =>
  schema.meta({ ...schema.meta(), 'x-location': true });
