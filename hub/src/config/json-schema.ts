import { isPlainObject, z } from '@lifeops/lib';
import type { Path } from './config-node.ts';
import { configSchema } from './schema.ts';

/** A JSON Schema (2020-12), as zod makes it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The schema of `config.yaml` for editors and forms. Our marks are in it: `x-secret`, `x-needs-restart`, `x-location`,
 * `x-expects` (the field in the words of an error message).
 */
export function configJsonSchema(): JsonSchema {
  const schema: JsonSchema = z.toJSONSchema(configSchema(machineZone), {
    io: 'input',
    // The zone of the machine that generates the schema says nothing about the one that runs the hub.
    override: ({ jsonSchema }) => {
      if (jsonSchema.default === machineZone) delete jsonSchema.default;
    },
  });
  return { ...schema, title: 'LifeOps configuration' };
}

const machineZone = 'Etc/Unknown';

/** The schemas that may hold for a place below `schema`: several under a union, none for an unknown key. */
export function schemasAt(schema: JsonSchema | undefined, path: Path): readonly JsonSchema[] {
  let found = schema === undefined ? [] : alternatives(schema);
  for (const key of path) found = found.flatMap((node) => childSchemas(node, key)).flatMap(alternatives);
  return found;
}

/** The names a map may have, for "did you mean". */
export function knownKeys(schemas: readonly JsonSchema[]): readonly string[] {
  return [
    ...new Set(
      schemas.flatMap((node) => (isPlainObject(node.properties) ? Object.keys(node.properties) : [])),
    ),
  ];
}

export function typesOf(schemas: readonly JsonSchema[]): ReadonlySet<string> {
  return new Set(
    schemas.flatMap((node) =>
      Array.isArray(node.type) ? node.type.map(String) : typeof node.type === 'string' ? [node.type] : [],
    ),
  );
}

export interface FieldDescription {
  /** `server.port`; `[]` stands for the items of a list. */
  readonly field: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly default: unknown;
  readonly schema: JsonSchema;
}

/** Every field of the configuration in the order of the schema: for the reference pages. */
export function describeSchema(schema: JsonSchema = configJsonSchema(), prefix = ''): FieldDescription[] {
  const properties = isPlainObject(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, child]) => {
    if (!isPlainObject(child)) return [];
    const field = prefix === '' ? name : `${prefix}.${name}`;
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
    const own: FieldDescription = {
      field,
      title: text(child.title),
      description: text(child.description),
      default: child.default,
      schema: child,
    };
    const items = isPlainObject(child.items) ? describeSchema(child.items, `${field}[]`) : [];
    return [own, ...describeSchema(child, field), ...items];
  });
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  const branches = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  if (branches.length === 0) return [schema];
  return branches.filter(isPlainObject).flatMap(alternatives);
}

function childSchemas(schema: JsonSchema, key: string | number): JsonSchema[] {
  if (isPlainObject(schema.properties) && Object.hasOwn(schema.properties, String(key))) {
    const child = schema.properties[String(key)];
    return isPlainObject(child) ? [child] : [];
  }
  if (isPlainObject(schema.items)) return [schema.items];
  return isPlainObject(schema.additionalProperties) ? [schema.additionalProperties] : [];
}
