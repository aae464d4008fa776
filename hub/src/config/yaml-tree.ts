import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node as YamlNode, Pair, Scalar, YAMLMap } from 'yaml';
import type { Issue } from '@lifeops/lib';
import type { ConfigNode, MapEntry, Origin } from './config-node.ts';
import { forbiddenKeys } from './config-node.ts';
import { issueAt } from './config-issue.ts';
import { placeOf } from './origins.ts';
import { yamlProblems } from './yaml-problems.data.ts';

/** Characters of one file; far above what people write, far below what would hold the hub up. */
const maximumLength = 1024 * 1024;
const maximumDepth = 64;
const ownTags: ReadonlySet<string> = new Set([
  '!',
  ...['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((t) => `tag:yaml.org,2002:${t}`),
]);

/** A value that carries a tag of ours (`!secret`, `!env`, `!include`, or an unknown one), still to be resolved. */
export interface Tagged {
  readonly tag: string;
  /** The text after the tag; undefined when it is a list or map. */
  readonly argument: string | undefined;
  readonly origin: Origin;
  readonly node: YamlNode;
}

/** One YAML file: parsed, not yet turned into a tree. */
export interface YamlFile {
  readonly tagged: readonly Tagged[];
  /** The tree, with `resolved` in the place of tagged values. Adds an issue for each thing that cannot stand. */
  tree(resolved: ReadonlyMap<YamlNode, ConfigNode>, issues: Issue[]): ConfigNode;
}

export interface YamlOptions {
  /** The name shown in places. */
  readonly file: string;
  /** `typed`: numbers, booleans and null as the core schema has them. `text`: every scalar as it is written. */
  readonly scalars: 'typed' | 'text';
}

/** Parses YAML 1.2. Undefined, and an issue, when it is none. */
export function parseYaml(
  text: string,
  { file, scalars }: YamlOptions,
  issues: Issue[],
): YamlFile | undefined {
  const complain = (origin: Origin, message: string) => void issues.push(issueAt({ origin, message }));
  if (text.length > maximumLength) {
    complain(
      { from: 'file', file, line: 1, column: 1 },
      `the file is too long, it may have ${maximumLength} characters`,
    );
    return undefined;
  }
  const lines = new LineCounter();
  const doc = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    schema: scalars === 'text' ? 'failsafe' : 'core',
    logLevel: 'silent',
  });
  const at = (offset: number): Origin => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { from: 'file', file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const error = doc.errors[0];
  if (error) {
    complain(at(error.pos[0]), yamlProblems[error.code]);
    return undefined;
  }
  const placed = (node: YamlNode | null | undefined) => at(node?.range?.[0] ?? 0);
  const tagged = taggedIn(doc.contents, placed);
  return {
    tagged,
    tree: (resolved, found) => new TreeBuilder(placed, resolved, found).build(doc.contents, 0),
  };
}

type Placed = (node: YamlNode | null | undefined) => Origin;

function taggedIn(root: YamlNode | null, placed: Placed): Tagged[] {
  const found: Tagged[] = [];
  const pending: (YamlNode | null)[] = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (!node || isAlias(node)) continue;
    if (isForeign(node)) {
      const argument = isScalar(node) ? String(node.value ?? '') : undefined;
      found.push({ tag: String(node.tag), argument, origin: placed(node), node });
    } else if (isMap(node)) pending.push(...node.items.map((pair) => pair.value as YamlNode | null));
    else if (isSeq(node)) pending.push(...(node.items as YamlNode[]));
  }
  return found.toReversed();
}

const isForeign = (node: YamlNode): boolean =>
  'tag' in node && typeof node.tag === 'string' && !ownTags.has(node.tag);

class TreeBuilder {
  readonly #placed: Placed;
  readonly #resolved: ReadonlyMap<YamlNode, ConfigNode>;
  readonly #issues: Issue[];
  readonly #anchors = new Map<string, ConfigNode>();
  /** How deep a node goes: aliases could otherwise chain without end. */
  readonly #heights = new WeakMap<ConfigNode, number>();

  constructor(placed: Placed, resolved: ReadonlyMap<YamlNode, ConfigNode>, issues: Issue[]) {
    this.#placed = placed;
    this.#resolved = resolved;
    this.#issues = issues;
  }

  build(node: YamlNode | null, depth: number): ConfigNode {
    const origin = this.#placed(node);
    const nothing: ConfigNode = { kind: 'scalar', value: null, origin };
    if (!node) return nothing;
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      // An anchor is known once its value is complete, so one that holds itself is unknown too.
      return target ?? this.#complain(nothing, 'this alias (*name) has no anchor (&name) before it');
    }
    if (depth > maximumDepth) return this.#complain(nothing, yamlProblems.RESOURCE_EXHAUSTION);
    const built = this.#within(
      isForeign(node) ? (this.#resolved.get(node) ?? nothing) : this.#plain(node, depth),
      nothing,
    );
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, built);
    return built;
  }

  #plain(node: YamlNode, depth: number): ConfigNode {
    const origin = this.#placed(node);
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) {
      return {
        kind: 'list',
        items: node.items.map((item) => this.build(item as YamlNode, depth + 1)),
        origin,
      };
    }
    const value = (node as Scalar).value ?? null;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return this.#complain({ kind: 'scalar', value: null, origin }, 'expected a finite number');
    }
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    return {
      kind: 'scalar',
      value: isPlain ? (value as string | number | boolean | null) : String(value),
      origin,
    };
  }

  #map(node: YAMLMap, depth: number): ConfigNode {
    const entries = new Map<string, MapEntry>();
    const merged: ConfigNode[] = [];
    for (const pair of node.items) {
      const key = this.#placed(pair.key as YamlNode);
      const name = this.#name(pair, key);
      if (name === undefined) continue;
      const value = this.build(pair.value as YamlNode | null, depth + 1);
      const first = entries.get(name);
      if (name === '<<') merged.push(...(value.kind === 'list' ? value.items : [value]));
      else if (first) this.#say(key, `"${name}" is given twice, first at ${placeOf(first.key)}`);
      else entries.set(name, { key, value });
    }
    for (const other of merged) {
      if (other.kind !== 'map') this.#say(other.origin, 'expected a map after <<');
      else for (const [name, entry] of other.entries) if (!entries.has(name)) entries.set(name, entry);
    }
    return { kind: 'map', entries, origin: this.#placed(node) };
  }

  #name(pair: Pair, key: Origin): string | undefined {
    const node = pair.key;
    const isName =
      isScalar(node) && ['string', 'number', 'boolean'].includes(typeof node.value) && !isForeign(node);
    if (!isName) {
      this.#say(key, 'expected a name before the colon');
      return undefined;
    }
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (!forbiddenKeys.has(name)) return name;
    this.#say(key, `the key "${name}" is not allowed`);
    return undefined;
  }

  #within(built: ConfigNode, instead: ConfigNode): ConfigNode {
    let height = 0;
    const children =
      built.kind === 'list'
        ? built.items
        : built.kind === 'map'
          ? [...built.entries.values()].map((e) => e.value)
          : [];
    for (const child of children) height = Math.max(height, 1 + (this.#heights.get(child) ?? 0));
    if (height > maximumDepth) return this.#complain(instead, yamlProblems.RESOURCE_EXHAUSTION);
    this.#heights.set(built, height);
    return built;
  }

  #complain(instead: ConfigNode, message: string): ConfigNode {
    this.#say(instead.origin, message);
    return instead;
  }

  #say(origin: Origin, message: string): void {
    this.#issues.push(issueAt({ origin, message }));
  }
}
