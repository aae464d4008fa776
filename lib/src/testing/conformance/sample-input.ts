import type { z } from 'zod';
import { isPlainObject } from '../../base/json.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { fieldMarks } from '../../domains/field-marks.ts';
import { inputJsonSchema } from '../../integration/runtime/describe.ts';

/** The plainest input that a service takes: its required fields, within the entity's capabilities. */
export function sampleInput(schema: z.ZodType, capabilities: Readonly<Record<string, unknown>>): JsonObject {
  const json = inputJsonSchema(schema);
  const shape = 'shape' in schema ? (schema.shape as Readonly<Record<string, z.ZodType>>) : {};
  const required = Array.isArray(json['required']) ? (json['required'] as string[]) : [];
  const properties = isPlainObject(json['properties']) ? (json['properties'] as JsonObject) : {};
  return Object.fromEntries(
    required.map((field) => [field, sample(properties[field], shape[field], capabilities)]),
  );
}

function sample(
  json: Json | undefined,
  schema: z.ZodType | undefined,
  capabilities: Readonly<Record<string, unknown>>,
): Json {
  const { choices, minimum } = schema ? fieldMarks(schema) : {};
  const allowed = choices === undefined ? undefined : capabilities[choices];
  if (Array.isArray(allowed) && allowed.length > 0) return allowed[0] as Json;
  if (minimum) {
    const low = capabilities[minimum.capability];
    return typeof low === 'number' ? low : (minimum.default ?? 0);
  }
  return isPlainObject(json) ? plainest(json as JsonObject) : null;
}

function plainest(json: JsonObject): Json {
  if (json['default'] !== undefined) return json['default'];
  if (json['const'] !== undefined) return json['const'];
  if (Array.isArray(json['enum'])) return (json['enum'] as readonly Json[])[0] ?? null;
  const choice = [json['anyOf'], json['oneOf']].find((options) => Array.isArray(options)) as
    readonly Json[] | undefined;
  if (choice) return isPlainObject(choice[0]) ? plainest(choice[0] as JsonObject) : null;
  switch (json['type']) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(
        Number(json['minimum'] ?? Number.NEGATIVE_INFINITY),
        Math.min(1, Number(json['maximum'] ?? 1)),
      );
    case 'string':
      return json['format'] === 'date' ? '2026-01-01' : 'text'.padEnd(Number(json['minLength'] ?? 0), '.');
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return null;
  }
}
