import { isAlias, isMap, isSeq } from 'yaml';
import type { Node as YamlNode, Scalar, YAMLMap } from 'yaml';
import type { Issue } from '@lifeops/lib';
import { issueAt } from './config-issue.ts';
import type { ConfigNode, MapEntry, Origin, Path, ScalarValue } from './config-node.ts';
import { forbiddenKeys } from './config-node.ts';
import { placeOf } from './origins.ts';
import { isForeign, keyName } from './yaml-tags.ts';
import { yamlProblems } from './yaml-problems.data.ts';

const maximumDepth = 64;

/** Where the content of a document goes in the configuration. */
export interface Base {
  readonly path: Path;
  /** When the content joins a list: how many items stand before it. */
  readonly after?: number;
}

export interface TreeSource {
  readonly placed: (node: YamlNode | null | undefined) => Origin;
  readonly resolved: ReadonlyMap<YamlNode, ConfigNode>;
  readonly issues: Issue[];
}

/** Turns the nodes of one YAML document into a tree with places; used once. */
export class TreeBuilder {
  readonly #source: TreeSource;
  readonly #anchors = new Map<string, ConfigNode>();
  /** How deep a node goes: aliases could otherwise chain without end. */
  readonly #heights = new WeakMap<ConfigNode, number>();

  constructor(source: TreeSource) {
    this.#source = source;
  }

  build(root: YamlNode | null, base: Base): ConfigNode {
    return this.#node(root, { path: base.path, depth: 0, after: base.after ?? 0 });
  }

  #node(node: YamlNode | null, at: Position): ConfigNode {
    const { placed, resolved } = this.#source;
    const nothing: ConfigNode = { kind: 'scalar', value: null, origin: placed(node) };
    if (!node) return nothing;
    if (isAlias(node)) {
      // An anchor is known once its value is complete, so one that holds itself is unknown too.
      const target = this.#anchors.get(node.source);
      return target ?? this.#instead(nothing, at.path, 'this alias (*name) has no anchor (&name) before it');
    }
    if (at.depth > maximumDepth) return this.#instead(nothing, at.path, yamlProblems.RESOURCE_EXHAUSTION);
    const built = isForeign(node) ? (resolved.get(node) ?? nothing) : this.#plain(node, at);
    const height = this.#heightOf(built);
    if (height > maximumDepth + 1) return this.#instead(nothing, at.path, yamlProblems.RESOURCE_EXHAUSTION);
    this.#heights.set(built, height);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, built);
    return built;
  }

  #plain(node: YamlNode, at: Position): ConfigNode {
    const origin = this.#source.placed(node);
    if (isMap(node)) return this.#map(node, at);
    if (isSeq(node)) {
      const items = node.items.map((item, index) =>
        this.#node(item as YamlNode, below(at, index + at.after)),
      );
      return { kind: 'list', items, origin };
    }
    const { value: found, source } = node as Scalar;
    const value = found ?? null;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return this.#instead({ kind: 'scalar', value: null, origin }, at.path, 'expected a finite number');
    }
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    return { kind: 'scalar', value: isPlain ? (value as ScalarValue) : (source ?? null), origin };
  }

  #map(node: YAMLMap, at: Position): ConfigNode {
    const entries = new Map<string, MapEntry>();
    const merged: ConfigNode[] = [];
    for (const pair of node.items) {
      const key = this.#source.placed(pair.key as YamlNode);
      const name = keyName(pair);
      if (name === undefined) {
        this.#say(key, at.path, 'expected a name before the colon');
        continue;
      }
      const inside = below(at, name);
      if (forbiddenKeys.has(name)) {
        this.#say(key, at.path, `the key "${name}" is not allowed`);
        continue;
      }
      const value = this.#node(pair.value as YamlNode | null, inside);
      const first = entries.get(name);
      if (name === '<<') merged.push(...(value.kind === 'list' ? value.items : [value]));
      else if (first) this.#say(key, inside.path, `"${name}" is given twice, first at ${placeOf(first.key)}`);
      else entries.set(name, { key, value });
    }
    for (const other of merged) {
      if (other.kind !== 'map') this.#say(other.origin, at.path, 'expected a map after <<');
      else for (const [name, entry] of other.entries) if (!entries.has(name)) entries.set(name, entry);
    }
    return { kind: 'map', entries, origin: this.#source.placed(node) };
  }

  #heightOf(built: ConfigNode): number {
    if (built.kind === 'scalar') return 0;
    const children =
      built.kind === 'list' ? built.items : [...built.entries.values()].map(({ value }) => value);
    return children.reduce((height, child) => Math.max(height, 1 + (this.#heights.get(child) ?? 0)), 0);
  }

  #instead(node: ConfigNode, path: Path, message: string): ConfigNode {
    this.#say(node.origin, path, message);
    return node;
  }

  #say(origin: Origin, path: Path, message: string): void {
    this.#source.issues.push(issueAt({ origin, path, message }));
  }
}

interface Position {
  readonly path: Path;
  readonly depth: number;
  /** Items before the first, when this list joins another. */
  readonly after: number;
}

const below = (at: Position, key: string | number): Position => ({
  path: [...at.path, key],
  depth: at.depth + 1,
  after: 0,
});
