import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node as YamlNode, YAMLError } from 'yaml';
import type { Issue } from '@lifeops/lib';
import { issueAt } from './config-issue.ts';
import type { ConfigNode, Origin, Path } from './config-node.ts';
import type { Base } from './tree-builder.ts';
import { TreeBuilder } from './tree-builder.ts';
import { isForeign, keyName } from './yaml-tags.ts';
import { yamlProblems } from './yaml-problems.data.ts';

/** Characters of one file; far above what people write, far below what would hold the hub up. */
const maximumLength = 1024 * 1024;

/** Where something stands: in the text, and in the whole configuration. */
export interface Where {
  readonly origin: Origin;
  readonly path: Path;
}

/** A value that carries a tag of ours (`!secret`, `!env`, `!include`, or an unknown one), still to be resolved. */
export interface Tagged extends Where {
  readonly tag: string;
  /** The text after the tag; undefined when it is a list or map. */
  readonly argument: string | undefined;
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
  /** Where the content goes in the configuration. */
  readonly base?: Base;
}

/** Parses YAML 1.2. Undefined, and an issue, when it is none. */
export function parseYaml(text: string, options: YamlOptions, issues: Issue[]): YamlFile | undefined {
  const { file, scalars, base = { path: [] } } = options;
  const lines = new LineCounter();
  const at = (offset: number): Origin => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { from: 'file', file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (text.length > maximumLength) {
    const message = `the file is too long, it may have ${maximumLength} characters`;
    issues.push(issueAt({ origin: at(0), path: base.path, message }));
    return undefined;
  }
  const schema = scalars === 'text' ? 'failsafe' : 'core';
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, schema });
  const error = doc.errors[0];
  if (error) {
    const { offset, message } = syntaxProblem(error, doc.errors, doc.contents);
    issues.push(issueAt({ origin: at(offset), path: base.path, message }));
    return undefined;
  }
  const placed = (node: YamlNode | null | undefined) => at(node?.range?.[0] ?? 0);
  // A map among files whose lists are joined is one item.
  const joins = base.after !== undefined;
  const root = joins && !isSeq(doc.contents) ? { path: [...base.path, base.after ?? 0] } : base;
  const tagged: Tagged[] = [];
  for (const { node, path } of valuesIn(doc.contents, root)) {
    if (!isForeign(node)) continue;
    const text = isScalar(node)
      ? typeof node.value === 'string'
        ? node.value
        : (node.source ?? '')
      : undefined;
    tagged.push({ tag: String(node.tag), argument: text, origin: placed(node), path, node });
  }
  return {
    tagged,
    tree: (resolved, found) => new TreeBuilder({ placed, resolved, issues: found }).build(doc.contents, root),
  };
}

/** All values in the order of the text; not by recursion, as the text decides how deep they are nested. */
function* valuesIn(
  root: YamlNode | null,
  base: Base,
): Generator<{ readonly node: YamlNode; readonly path: Path }> {
  const pending: { readonly node: YamlNode | null; readonly path: Path; readonly after: number }[] = [
    { node: root, path: base.path, after: base.after ?? 0 },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path, after } = next;
    if (!node || isAlias(node)) continue;
    yield { node, path };
    if (isForeign(node) || path.length > 200) continue;
    const children = isMap(node)
      ? node.items.map((pair) => ({
          node: pair.value as YamlNode | null,
          path: [...path, keyName(pair) ?? ''],
          after: 0,
        }))
      : isSeq(node)
        ? node.items.map((item, index) => ({
            node: item as YamlNode,
            path: [...path, index + after],
            after: 0,
          }))
        : [];
    pending.push(...children.toReversed());
  }
}

/** The first error, where and as people would see it: some have their cause before the place where YAML notices. */
function syntaxProblem(error: YAMLError, all: readonly YAMLError[], root: YamlNode | null) {
  const offset = error.pos[0];
  if (error.code === 'MISSING_CHAR') {
    let opened: YamlNode | undefined;
    for (const { node } of valuesIn(root, { path: [] })) {
      const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
      if (isQuoted && (node.range?.[0] ?? offset) < offset && (node.range?.[1] ?? 0) >= offset) opened = node;
    }
    if (opened)
      return { offset: opened.range?.[0] ?? offset, message: 'the quote that opens here is not closed' };
  }
  const isRunOn =
    error.code === 'BLOCK_AS_IMPLICIT_KEY' && all.some((other) => other.code === 'MULTILINE_IMPLICIT_KEY');
  const message = isRunOn
    ? 'this value runs on into the next line; is that line indented too far?'
    : yamlProblems[error.code];
  return { offset, message };
}
