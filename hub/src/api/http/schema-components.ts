export type JsonNode = { readonly [key: string]: unknown };

/**
 * Schemas that are shared in one document. zod makes each schema a document of its own, with its `$defs`; inside a larger
 * document those references point nowhere, so definitions move to `components.schemas`, equal ones once.
 */
export class SchemaComponents {
  readonly #schemas = new Map<string, JsonNode>();
  readonly #names = new Map<string, string>();

  all(): JsonNode {
    return Object.fromEntries(this.#schemas);
  }

  /** A reference to the schema under its own name. */
  add(name: string, schema: JsonNode): JsonNode {
    this.#schemas.set(name, this.inline(schema));
    return { $ref: refTo(name) };
  }

  /** The schema with its definitions moved out. */
  inline(schema: JsonNode): JsonNode {
    const { $defs, $schema: _dialect, ...rest } = schema;
    const names = new Map<string, string>();
    const definitions = Object.entries(($defs ?? {}) as Record<string, JsonNode>);
    for (const [local, definition] of definitions) names.set(local, this.#nameOf(local, definition));
    for (const [local, definition] of definitions) {
      const name = names.get(local) as string;
      if (!this.#schemas.has(name)) this.#schemas.set(name, rename(definition, names) as JsonNode);
    }
    return rename(rest, names) as JsonNode;
  }

  #nameOf(local: string, definition: JsonNode): string {
    const { id: _id, ...content } = definition;
    const text = JSON.stringify(content).replaceAll(`"#/$defs/${local}"`, '"self"');
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = this.#names.size === 0 ? 'Json' : `Shared${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}

const refTo = (name: string): string => `#/components/schemas/${name}`;

function rename(node: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(node)) return node.map((item) => rename(item, names));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (key === '$ref' && typeof value === 'string' && value.startsWith('#/$defs/')) {
        const local = value.slice('#/$defs/'.length);
        return [[key, refTo(names.get(local) ?? local)]];
      }
      return [[key, rename(value, names)]];
    }),
  );
}
