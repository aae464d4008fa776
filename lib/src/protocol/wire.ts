import { z } from 'zod';

type SnakeCase<T extends string> = T extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${SnakeCase<Tail>}`
    : `_${Lowercase<Head>}${SnakeCase<Tail>}`
  : T;

/** A record as it crosses the wire: its top-level field names in snake_case, everything below as it is. */
export type Wire<T> = { [K in keyof T as K extends string ? SnakeCase<K> : K]: T[K] };
type WireShape<S extends z.ZodRawShape> = { [K in keyof S as K extends string ? SnakeCase<K> : K]: S[K] };

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The wire form of a model schema: one source for both. */
export function wireSchema<S extends z.ZodRawShape>(schema: z.ZodObject<S>): z.ZodObject<WireShape<S>> {
  const shape = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [snakeCase(name), field]),
  );
  return z.object(shape) as unknown as z.ZodObject<WireShape<S>>;
}

export function toWire<T extends object>(record: T): Wire<T> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [snakeCase(name), value]),
  ) as Wire<T>;
}

export function fromWire<T extends object>(wire: Wire<T>): T {
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [camelCase(name), value])) as T;
}

/** A moment in a query: ISO 8601 with offset, or epoch milliseconds. Parsed to epoch milliseconds. */
export const instantSchema = z
  .union([z.int(), z.string().regex(/^\d{1,16}$/), z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((value) =>
    typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : Date.parse(value),
  )
  .meta({ description: 'ISO 8601 with offset, or epoch milliseconds' });

/** A whole number in a query or a body. */
export const intSchema = (min: number, max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^-?\d{1,15}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(min).max(max));

/** `true`/`false` in a query or a body. */
export const flagSchema = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);

/** `a,b` in a query, or a list. */
export const listSchema = z.union([
  z.array(z.string().max(255)).max(1000),
  z
    .string()
    .max(20_000)
    .transform((text) => text.split(',').filter((part) => part !== '')),
]);
