import type { Json } from '@lifeops/lib';
import { isPlainObject, Secret } from '@lifeops/lib';
import type { ConfigNode, ScalarNode, ScalarValue } from './config-node.ts';
import type { JsonSchema } from './json-schema.ts';
import { schemasAt, typesOf } from './json-schema.ts';

/** JSON in which what came from `!secret` is wrapped. */
export type ConfigValue =
  ScalarValue | Secret<ScalarValue> | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/**
 * A tree as a value, secrets wrapped. Text whose type was not said (environment, flags, `!env`) becomes what the schema
 * asks for where it can: `"8000"` a number for a number field, and stays text where it cannot.
 */
export function valueOf(node: ConfigNode, schema: JsonSchema | undefined): ConfigValue {
  return build(node, schema === undefined ? [] : schemasAt(schema, []));
}

/** The same in the clear: for checking, and for the integration that it belongs to. Never to be printed. */
export function revealed(value: ConfigValue): Json {
  if (value instanceof Secret) return value.reveal();
  if (isList(value)) return value.map(revealed);
  if (!isPlainObject(value)) return value as ScalarValue;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, revealed(child as ConfigValue)]),
  );
}

const isList = (value: ConfigValue): value is readonly ConfigValue[] => Array.isArray(value);

function build(node: ConfigNode, schemas: readonly JsonSchema[]): ConfigValue {
  const below = (key: string | number) => schemas.flatMap((schema) => schemasAt(schema, [key]));
  if (node.kind === 'list') return node.items.map((item, index) => build(item, below(index)));
  if (node.kind === 'map') {
    return Object.fromEntries([...node.entries].map(([key, entry]) => [key, build(entry.value, below(key))]));
  }
  const value = node.loose ? typed(node, typesOf(schemas)) : node.value;
  return node.secret ? new Secret(value) : value;
}

function typed({ value }: ScalarNode, types: ReadonlySet<string>): ScalarValue {
  if (typeof value !== 'string' || types.has('string')) return value;
  const text = value.trim();
  if ((types.has('integer') || types.has('number')) && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text))
    return Number(text);
  if (types.has('boolean')) {
    if (['true', 'yes', 'on', '1'].includes(text.toLowerCase())) return true;
    if (['false', 'no', 'off', '0'].includes(text.toLowerCase())) return false;
  }
  return value;
}
