import fc from 'fast-check';
import type { z } from 'zod';

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly format?: string;
}
interface Bounds {
  readonly minValue?: number | null;
  readonly maxValue?: number | null;
  readonly minLength?: number | null;
  readonly maxLength?: number | null;
  readonly format?: string | null;
}

/** Inputs that a schema is likely to take: what its refinements refuse, the caller filters out. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const def = schema.def as unknown as Def;
  const bounds = schema as unknown as Bounds;
  switch (def.type) {
    case 'boolean':
      return fc.boolean();
    case 'number':
      return numberOf(bounds);
    case 'string':
      return def.format === 'date' ? dateText : fc.string(lengthOf(bounds));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'array':
      return fc.array(arbitraryOf(def.element as z.ZodType), {
        ...lengthOf(arrayBounds(schema)),
        maxLength: 5,
      });
    case 'tuple':
      return fc.tuple(...(def.items ?? []).map(arbitraryOf));
    case 'union':
      return fc.oneof(...(def.options ?? []).map(arbitraryOf));
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(def.shape ?? {}).map(([field, part]) => [field, arbitraryOf(part)]),
        ),
        { requiredKeys: Object.keys(def.shape ?? {}).filter((field) => !isOptional(def.shape?.[field])) },
      );
    case 'optional':
    case 'default':
    case 'readonly':
      return arbitraryOf(def.innerType as z.ZodType);
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType as z.ZodType));
    case 'custom':
      return fc.dictionary(fc.string(), fc.jsonValue());
    default:
      assertNever(def.type);
  }
}

function assertNever(type: string): never {
  throw new TypeError(`No arbitrary for a schema of type ${type}`);
}

const isOptional = (schema: z.ZodType | undefined): boolean =>
  ['optional', 'default'].includes(schema?.def.type ?? '');

const numberOf = ({ minValue, maxValue, format }: Bounds): fc.Arbitrary<number> => {
  const min = finite(minValue) ?? -1e9;
  const max = finite(maxValue) ?? 2e12;
  return format === 'safeint' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
};
const finite = (value: number | null | undefined): number | undefined =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;

const lengthOf = ({ minLength, maxLength }: Bounds): { minLength: number; maxLength: number } => ({
  minLength: minLength ?? 0,
  maxLength: Math.min(maxLength ?? 20, 20),
});
const arrayBounds = (schema: z.ZodType): Bounds => {
  const checks =
    (schema.def as { checks?: readonly { _zod: { def: { check: string; minimum?: number } } }[] }).checks ??
    [];
  return { minLength: checks.find(({ _zod }) => _zod.def.check === 'min_length')?._zod.def.minimum ?? 0 };
};

const dateText = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
