import { isScalar } from 'yaml';
import type { Node as YamlNode, Pair } from 'yaml';

/** The name of a key as it is written; undefined for what cannot be one. */
export function keyName({ key }: Pair): string | undefined {
  if (!isScalar(key) || isForeign(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return typeof key.value === 'number' || typeof key.value === 'boolean'
    ? (key.source ?? String(key.value))
    : undefined;
}

const plainTags = ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map(
  (name) => `tag:yaml.org,2002:${name}`,
);
const ownTags: ReadonlySet<string> = new Set(['!', ...plainTags]);

/** A value whose tag is not one of plain YAML. */
export function isForeign(node: YamlNode): node is YamlNode & { tag: string } {
  return 'tag' in node && typeof node.tag === 'string' && !ownTags.has(node.tag);
}
