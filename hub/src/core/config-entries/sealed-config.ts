import { isPlainObject } from '@lifeops/lib';
import type { Json, JsonObject } from '@lifeops/lib';
import type { Sealer } from '../store/tables.ts';

/** How a sealed value stands in a stored config. */
const mark = 'x-sealed';

/** Replaces the values at these JSON pointers (`*` for every item of a list) by sealed ones; what is sealed already stays. */
export const sealConfig = (config: JsonObject, pointers: readonly string[], sealer: Sealer): JsonObject =>
  change(config, pointers, (value) =>
    isSealed(value) ? value : { [mark]: sealer.seal(JSON.stringify(value)) },
  );

/** The config in the clear. Throws `Unavailable` when the node key does not fit. */
export const openConfig = (config: JsonObject, sealer: Sealer): JsonObject =>
  openAll(config, sealer) as JsonObject;

/** The config without its secrets, for the wire and for diagnostics. */
export const redactConfig = (config: JsonObject, pointers: readonly string[]): JsonObject =>
  change(config, pointers, () => undefined);

const isSealed = (value: Json): boolean => isPlainObject(value) && typeof value[mark] === 'string';

function openAll(value: Json, sealer: Sealer): Json {
  if (Array.isArray(value)) return value.map((item: Json) => openAll(item, sealer));
  if (!isPlainObject(value)) return value;
  const sealed = value[mark];
  if (typeof sealed === 'string') return JSON.parse(sealer.open(sealed)) as Json;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, openAll(item as Json, sealer)]));
}

function change(
  config: JsonObject,
  pointers: readonly string[],
  make: (value: Json) => Json | undefined,
): JsonObject {
  return pointers.reduce<Json>(
    (value, pointer) => changeAt(value, pointer.split('/').slice(1).map(unescape), make) ?? {},
    config,
  ) as JsonObject;
}

const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

function changeAt(
  value: Json,
  path: readonly string[],
  make: (value: Json) => Json | undefined,
): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value === null ? null : make(value);
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, i) => {
      const next = key === '*' || key === String(i) ? changeAt(item, rest, make) : item;
      return next === undefined ? [] : [next];
    });
  }
  if (!isPlainObject(value)) return value;
  const object = value as JsonObject;
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, item]) => {
      const next = name === key || key === '*' ? changeAt(item, rest, make) : item;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}
