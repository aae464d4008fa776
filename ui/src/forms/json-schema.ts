import type { Json, JsonObject } from '@lifeops/lib';

/** A node of a JSON Schema as forms read it; what they do not know is left aside. */
export interface FormSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly oneOf?: readonly FormSchema[];
  readonly anyOf?: readonly FormSchema[];
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly items?: FormSchema;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, FormSchema>>;
  readonly 'x-secret'?: boolean;
  readonly 'x-widget'?: string;
  readonly 'x-unit'?: string;
}

export const asSchema = (document: JsonObject): FormSchema => document as FormSchema;

/** The node itself: references followed, "or null" taken off. */
export function plainSchema(schema: FormSchema, root: FormSchema): FormSchema {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return target ? { ...plainSchema(target, root), ...withoutRef(schema) } : schema;
  }
  const choices = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null');
  if (choices?.length !== 1 || !choices[0]) return schema;
  const { anyOf: _any, oneOf: _one, ...rest } = schema;
  return { ...plainSchema(choices[0], root), ...rest };
}

const withoutRef = ({ $ref: _, ...rest }: FormSchema): FormSchema => rest;

export const isSecret = (schema: FormSchema): boolean =>
  schema['x-secret'] === true || schema.format === 'password';

/** The forms of a union; undefined when it is none. */
export const variantsOf = (schema: FormSchema): readonly FormSchema[] | undefined => {
  const variants = schema.oneOf ?? schema.anyOf;
  return variants?.filter(({ type }) => type !== 'null');
};

/** The field that tells the variants apart: the one with a constant in each. */
export function discriminatorOf(variants: readonly FormSchema[]): string | undefined {
  const [first] = variants;
  return Object.keys(first?.properties ?? {}).find((name) =>
    variants.every(({ properties }) => properties?.[name]?.const !== undefined),
  );
}

/** Which variant a value is; the first unless it says otherwise. */
export function variantIndex(variants: readonly FormSchema[], value: Json | undefined): number {
  const name = discriminatorOf(variants);
  const index = variants.findIndex((variant) => {
    if (name !== undefined) return isObject(value) && value[name] === variant.properties?.[name]?.const;
    if (variant.const !== undefined) return value === variant.const;
    return variant.type === jsonType(value);
  });
  return Math.max(0, index);
}

export const jsonType = (value: Json | undefined): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a new form starts with: defaults, constants, empty lists; nothing for the rest. */
export function initialValue(schema: FormSchema, root: FormSchema = schema): Json | undefined {
  const node = plainSchema(schema, root);
  if (node.default !== undefined) return node.default;
  if (node.const !== undefined) return node.const;
  const variants = variantsOf(node);
  if (variants?.[0]) return initialValue(variants[0], root);
  if (node.type === 'array') return [];
  if (node.type !== 'object') return undefined;
  const required = node.required ?? [];
  return Object.fromEntries(
    Object.entries(node.properties ?? {}).flatMap(([name, part]) => {
      const value = initialValue(part, root);
      return value === undefined || (!required.includes(name) && isEmpty(value))
        ? []
        : [[name, value] as const];
    }),
  );
}

const isEmpty = (value: Json): boolean =>
  (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);

/** The value as it is sent: empty texts are left out, so that defaults hold and secrets stay as they are. */
export function sentValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(sentValue);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (part === '' ? [] : [[name, sentValue(part)] as const])),
  );
}

/** One more step of a JSON pointer. */
export const pointer = (path: string, name: string | number): string =>
  `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

/** Issues of an answer as pointers into the form: those of a request are below `/config` or `/options`. */
export const issuesUnder = (issues: readonly FieldIssue[], part: string): readonly FieldIssue[] =>
  issues.map(({ path, message }) => ({
    path: path === `/${part}` || path.startsWith(`/${part}/`) ? path.slice(part.length + 1) : path,
    message,
  }));

export const issueAt = (issues: readonly FieldIssue[], path: string): string | undefined =>
  issues
    .filter((issue) => issue.path === path)
    .map(({ message }) => message)
    .join('; ') || undefined;

/** A value as one word, for a label that nobody wrote. */
export const jsonWord = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The values that the form of an object starts with. */
export const startOf = (document: JsonObject): JsonObject => {
  const value = initialValue(asSchema(document));
  return isObject(value) ? value : {};
};
