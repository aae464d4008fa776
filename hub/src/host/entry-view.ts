import { isPlainObject } from '@lifeops/lib';
import type { ConfigEntry, Json, JsonObject } from '@lifeops/lib';

/** A stored config without what is sealed in it, and the pointers of what was left out. */
export function withoutSecrets(config: ConfigEntry['config']): {
  readonly config: JsonObject;
  readonly secrets: readonly string[];
} {
  const secrets: string[] = [];
  const walk = (value: Json, path: string): Json | undefined => {
    if (Array.isArray(value)) return value.map((item: Json, i) => walk(item, `${path}/${i}`) ?? null);
    if (!isPlainObject(value)) return value;
    if ('x-sealed' in value) {
      secrets.push(path);
      return undefined;
    }
    const fields = Object.entries(value).map(
      ([key, item]) => [key, walk(item as Json, `${path}/${key}`)] as const,
    );
    return Object.fromEntries(fields.filter(([, item]) => item !== undefined)) as JsonObject;
  };
  return { config: walk(config as JsonObject, '') as JsonObject, secrets };
}

/** New fields over old ones: a secret that was left out or left empty stays as it is. */
export function keepSecrets(before: JsonObject, given: JsonObject, secrets: readonly string[]): JsonObject {
  return secrets.reduce<JsonObject>((config, pointer) => {
    const path = pointer.split('/').slice(1);
    const now = at(config, path);
    const old = at(before, path);
    return (now === undefined || now === '') && old !== undefined
      ? (put(config, path, old) as JsonObject)
      : config;
  }, given);
}

function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined || value === undefined) return value;
  if (Array.isArray(value)) return at((value as readonly Json[])[Number(key)], rest);
  return isPlainObject(value) && Object.hasOwn(value, key) ? at(value[key] as Json, rest) : undefined;
}

/** Only into what is there: a secret of a list's item that is gone goes with it. */
function put(value: Json, path: readonly string[], secret: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return secret;
  if (Array.isArray(value))
    return value.map((item: Json, i) => (String(i) === key ? put(item, rest, secret) : item));
  if (!isPlainObject(value)) return value;
  const inner = value[key] as Json | undefined;
  if (inner === undefined && rest.length > 0) return value as JsonObject;
  return { ...value, [key]: put(inner ?? null, rest, secret) } as JsonObject;
}

/** Values that the schema marks as telling who or where somebody is, by `**REDACTED**`. */
export function redactMarked(value: Json, schema: Json | undefined): Json {
  if (!isPlainObject(schema)) return value;
  if (schema['x-pii'] === true || schema['x-location'] === true || schema['x-secret'] === true)
    return '**REDACTED**';
  const variants = (schema['anyOf'] ?? schema['oneOf']) as Json | undefined;
  if (Array.isArray(variants))
    return (variants as readonly Json[]).reduce<Json>(
      (redacted, variant) => redactMarked(redacted, variant),
      value,
    );
  if (Array.isArray(value))
    return value.map((item: Json) => redactMarked(item, schema['items'] as Json | undefined));
  const properties = schema['properties'];
  if (!isPlainObject(value) || !isPlainObject(properties)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      redactMarked(item as Json, properties[key] as Json | undefined),
    ]),
  );
}
