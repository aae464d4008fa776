import type { z } from '@lifeops/lib';
import type { JsonSchema } from './json-schema.ts';

type ZodIssue = z.core.$ZodIssue;

/** What a schema takes, in words that follow "expected": `a whole number from 1 to 65535`. */
export function expectedOfSchema(schemas: readonly JsonSchema[]): string | undefined {
  const texts = schemas.map(textOf).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : [...new Set(texts)].join(' or ');
}

/** The same from what zod says, for schemas we do not have as JSON Schema. */
export function expectedOfIssue(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_format':
      return formatNames[issue.format] ?? `a valid ${issue.format}`;
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return unionText(issue);
    default:
      return 'another value';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

const formatNames: Readonly<Record<string, string>> = {
  url: 'a URL',
  uri: 'a URL',
  email: 'an e-mail address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  date: 'a date such as 2026-01-31',
  time: 'a time such as 07:30',
  datetime: 'a date and time',
  'date-time': 'a date and time',
  duration: 'a duration such as PT30M',
  uuid: 'a UUID',
};

function textOf(schema: JsonSchema): string | undefined {
  if (typeof schema['x-expects'] === 'string') return schema['x-expects'];
  if ('const' in schema) return oneOf([schema.const]);
  if (Array.isArray(schema.enum)) return oneOf(schema.enum);
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeNames[String(type)] ?? String(type)).join(' or ');
  const { type } = schema;
  if (type === 'integer' || type === 'number') return `${typeNames[type]}${rangeText(schema)}`;
  if (type === 'string') return stringText(schema);
  return typeof type === 'string' ? (typeNames[type] ?? type) : undefined;
}

function rangeText(schema: JsonSchema): string {
  // Bounds of the safe integers say nothing that people would want to read.
  const limit = (value: unknown) =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER
      ? value
      : undefined;
  const [low, high, above, below] = [
    schema.minimum,
    schema.maximum,
    schema.exclusiveMinimum,
    schema.exclusiveMaximum,
  ].map(limit);
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  const parts = [
    low === undefined ? '' : ` of at least ${low}`,
    above === undefined ? '' : ` above ${above}`,
    high === undefined ? '' : ` of at most ${high}`,
    below === undefined ? '' : ` below ${below}`,
  ];
  return parts.filter((part) => part !== '').join(' and');
}

function stringText(schema: JsonSchema): string {
  if (typeof schema.format === 'string' && formatNames[schema.format] !== undefined)
    return formatNames[schema.format] as string;
  const { minLength, maxLength } = schema;
  if (typeof minLength === 'number' && typeof maxLength === 'number')
    return `text of ${minLength} to ${maxLength} characters`;
  if (typeof minLength === 'number') return `text of at least ${characters(minLength)}`;
  return typeof maxLength === 'number' ? `text of at most ${characters(maxLength)}` : 'text';
}

const characters = (count: number | bigint): string =>
  Number(count) === 1 ? 'one character' : `${count} characters`;

function bound(origin: string, relation: string, limit: number | bigint): string {
  if (origin === 'string') return `text of ${relation} ${characters(limit)}`;
  if (origin === 'array' || origin === 'set') return `a list of ${relation} ${limit} items`;
  return `a number of ${relation} ${limit}`;
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  return texts.length === 1 ? (texts[0] ?? '') : `one of ${texts.join(', ')}`;
}

function unionText(issue: Extract<ZodIssue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options);
  const texts = issue.errors.map((branch) => branch[0]).filter((first) => first !== undefined);
  return texts.length === 0 ? 'another value' : [...new Set(texts.map(expectedOfIssue))].join(' or ');
}
