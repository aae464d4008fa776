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
  const places = secrets.flatMap((pointer) =>
    placesOf(before, given, pointer.split('/').slice(1).map(unescape)),
  );
  return places.reduce<JsonObject>((config, path) => {
    const now = at(config, path);
    const old = at(before, path);
    return (now === undefined || now === '') && old !== undefined
      ? (put(config, path, old) as JsonObject)
      : config;
  }, given);
}

/**
 * The paths that a pointer with `*` for any key or index means in both values; a last key need not be there. Items of a
 * list are the same only while their number is: else a secret would go to its neighbour.
 */
function placesOf(before: Json, given: Json, path: readonly string[]): readonly (readonly string[])[] {
  const star = path.indexOf('*');
  if (star < 0) return [path];
  const head = path.slice(0, star);
  const [old, now] = [at(before, head), at(given, head)];
  const sameList = Array.isArray(old) && Array.isArray(now) && old.length === now.length;
  if (!sameList && !(isPlainObject(old) && isPlainObject(now))) return [];
  return Object.keys(now).flatMap((key) => placesOf(before, given, [...head, key, ...path.slice(star + 1)]));
}

const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

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
