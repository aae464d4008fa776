import type { Json, JsonObject } from '@lifeops/lib';
import type { JsonSchema } from './json-schema.ts';
import type { FileEntry, LoadedConfig } from './loaded-config.ts';
import { revealed, valueOf } from './tree-values.ts';

const ofTheHub: ReadonlySet<string> = new Set(['integration', 'name', 'owner', 'demo']);

/**
 * The own fields of an entry in the clear, ready for its integration's schema: text from `!env` becomes the number or
 * boolean that `schema` (that integration's JSON Schema, input side) asks for.
 */
export function entryFields(loaded: LoadedConfig, entry: FileEntry, schema?: JsonSchema): JsonObject {
  const node = loaded.origins.node(['integrations', entry.index]);
  if (node?.kind !== 'map') return {};
  const entries = [...node.entries].filter(([key]) => !ofTheHub.has(key));
  return revealed(valueOf({ ...node, entries: new Map(entries) }, schema)) as {
    readonly [key: string]: Json;
  };
}
