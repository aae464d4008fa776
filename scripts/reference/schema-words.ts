import { z } from '../../lib/src/index.ts';
import { code } from './markdown.ts';

/** A JSON Schema, as zod makes it. */
export type Schema = { readonly [keyword: string]: unknown };

export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

export function fieldsOf(schema: Schema): Field[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries(isSchema(schema.properties) ? schema.properties : {}).map(([name, field]) => ({
    name,
    schema: isSchema(field) ? field : {},
    required: required.has(name),
  }));
}

const anyJson = 'any JSON';

/** A schema in a few words: `number, 0 to 100`, `list of text`, `one of "a", "b"`. */
export function words(schema: Schema): string {
  const choices = alternatives(schema);
  if (choices.length > 1) return [...new Set(choices.map(words))].join(' or ');
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => code(JSON.stringify(value))).join(', ');
  if ('const' in schema) return code(JSON.stringify(schema.const));
  switch (schema.type) {
    case 'integer':
      return withRange('whole number', schema);
    case 'number':
      return withRange('number', schema);
    case 'boolean':
      return '`true` or `false`';
    case 'null':
      return '`null`';
    case 'string':
      return textWords(schema);
    case 'array':
      return listWords(schema);
    case 'object':
      return objectWords(schema);
    default:
      return anyJson;
  }
}

/** The value that a field has when nothing is said. */
export const defaultOf = (schema: Schema): string =>
  'default' in schema ? code(JSON.stringify(schema.default)) : '';

export const describe = (schema: Schema): string =>
  typeof schema.description === 'string' ? schema.description : '';

function alternatives(schema: Schema): Schema[] {
  const lists = [schema.anyOf, schema.oneOf].filter((list) => Array.isArray(list));
  return lists.flat().filter(isSchema);
}

const largest = Number.MAX_SAFE_INTEGER;

function withRange(word: string, schema: Schema): string {
  const low = bound(schema.minimum) ?? bound(schema.exclusiveMinimum);
  const high = bound(schema.maximum) ?? bound(schema.exclusiveMaximum);
  const unit = typeof schema['x-unit'] === 'string' ? ` ${schema['x-unit']}` : '';
  if (low !== undefined && high !== undefined) return `${word}, ${low} to ${high}${unit}`;
  if (low !== undefined) return `${word} from ${low}${unit}`;
  if (high !== undefined) return `${word} up to ${high}${unit}`;
  return unit === '' ? word : `${word} in${unit}`;
}

const bound = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) !== largest ? value : undefined;

const formats: Readonly<Record<string, string>> = {
  'date-time': 'date and time, ISO 8601',
  date: 'date, `YYYY-MM-DD`',
  uri: 'URL',
  hostname: 'host name',
  password: 'text, secret',
};

function textWords(schema: Schema): string {
  const secret = schema['x-secret'] === true;
  const word = (typeof schema.format === 'string' ? formats[schema.format] : undefined) ?? 'text';
  return secret && !word.includes('secret') ? `${word}, secret` : word;
}

function listWords(schema: Schema): string {
  if (Array.isArray(schema.prefixItems)) {
    const items = schema.prefixItems.filter(isSchema).map(words);
    const [first, ...others] = new Set(items);
    return `list of ${items.length}: ${others.length === 0 ? `each ${first}` : items.join('; ')}`;
  }
  return `list of ${isSchema(schema.items) ? words(schema.items) : anyJson}`;
}

function objectWords(schema: Schema): string {
  const names = fieldsOf(schema).map(({ name, required }) => code(required ? name : `${name}?`));
  if (names.length > 0) return `{ ${names.join(', ')} }`;
  const values = isSchema(schema.additionalProperties) ? words(schema.additionalProperties) : anyJson;
  return values === anyJson ? 'object' : `object of ${values}`;
}

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
