/** Where a value of the configuration was said. Lines and columns count from 1. */
export type Origin =
  | { readonly from: 'default' }
  | { readonly from: 'file'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly from: 'environment'; readonly name: string }
  | { readonly from: 'flag'; readonly name: string };

export const byDefault: Origin = { from: 'default' };

export type ScalarValue = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  readonly origin: Origin;
  /** From `!secret`: never shown. */
  readonly secret?: true;
  /** The variable that gave it, by `!env`. */
  readonly variable?: string;
  /** Text whose type was not said (environment, flag, `!env`): the schema decides what it stands for. */
  readonly loose?: true;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ConfigNode[];
  readonly origin: Origin;
}

export interface MapEntry {
  /** Where the key stands, which is where an unknown one is reported. */
  readonly key: Origin;
  readonly value: ConfigNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly origin: Origin;
}

/** A value that remembers where each of its parts was said. Immutable; aliases of YAML share nodes. */
export type ConfigNode = ScalarNode | ListNode | MapNode;

export type Path = readonly (string | number)[];

export const emptyMap: MapNode = { kind: 'map', entries: new Map(), origin: byDefault };

/** Names that reach into every object of JavaScript: no configuration has them. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function childOf(node: ConfigNode, key: string | number): ConfigNode | undefined {
  if (node.kind === 'map') return node.entries.get(String(key))?.value;
  if (node.kind === 'list') return node.items[Number(key)];
  return undefined;
}

/** A plain value as a tree that was said in one place. */
export function nodeFrom(value: unknown, origin: Origin): ConfigNode {
  if (Array.isArray(value))
    return { kind: 'list', items: value.map((item) => nodeFrom(item, origin)), origin };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, child]): [string, MapEntry] => [
      key,
      { key: origin, value: nodeFrom(child, origin) },
    ]);
    return { kind: 'map', entries: new Map(entries), origin };
  }
  return { kind: 'scalar', value: value as ScalarValue, origin };
}

/** Values of one configuration, aliases written out: what keeps a few lines of aliases from filling the memory. */
export const maximumValues = 100_000;

/** How many values a tree stands for once aliases are written out; shared nodes are counted once and added up. */
export function expandedSize(node: ConfigNode, known = new Map<ConfigNode, number>()): number {
  const before = known.get(node);
  if (before !== undefined) return before;
  let size = 1;
  if (node.kind === 'list') for (const item of node.items) size += expandedSize(item, known);
  if (node.kind === 'map')
    for (const entry of node.entries.values()) size += expandedSize(entry.value, known);
  known.set(node, size);
  return size;
}

/** The secrets of a tree, as text. */
export function secretsIn(root: ConfigNode): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<ConfigNode>();
  const visit = (node: ConfigNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'scalar') {
      if (node.secret) found.add(String(node.value));
    } else if (node.kind === 'list') node.items.forEach(visit);
    else for (const entry of node.entries.values()) visit(entry.value);
  };
  visit(root);
  return found;
}
