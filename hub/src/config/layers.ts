import type { Issue } from '@lifeops/lib';
import type { ConfigNode, ListNode, MapEntry, MapNode, Origin, Path } from './config-node.ts';
import { emptyMap, expandedSize, forbiddenKeys, maximumValues } from './config-node.ts';
import { issueAt } from './config-issue.ts';
import type { Variable } from './dotenv.ts';
import type { JsonSchema } from './json-schema.ts';
import { schemasAt, typesOf } from './json-schema.ts';
import { parseYaml } from './yaml-file.ts';

/** Lays one tree over another: maps are merged key by key, lists and values replace. A key without a value says nothing. */
export function mergeLayers(below: ConfigNode, above: ConfigNode): ConfigNode {
  if (above.kind === 'scalar' && above.value === null && below.kind !== 'scalar') return below;
  if (below.kind !== 'map' || above.kind !== 'map') return above;
  const entries = new Map<string, MapEntry>(below.entries);
  for (const [name, entry] of above.entries) {
    const under = entries.get(name);
    entries.set(name, under ? { key: entry.key, value: mergeLayers(under.value, entry.value) } : entry);
  }
  return { kind: 'map', entries, origin: above.entries.size === 0 ? below.origin : above.origin };
}

/** Settings that have a short name of their own. */
export const shortVariables: Readonly<Record<string, Path>> = {
  LIFEOPS_HOST: ['server', 'host'],
  LIFEOPS_PORT: ['server', 'port'],
  LIFEOPS_URL: ['server', 'url'],
  LIFEOPS_LOG_LEVEL: ['log', 'level'],
  LIFEOPS_LOG_FORMAT: ['log', 'format'],
};

/**
 * The layer of environment variables: the short names, and `LIFEOPS__SECTION__KEY` for any value, which wins over a
 * short one. Lists and maps are written as YAML in brackets, lists of text also with commas. Empty text says nothing.
 */
export function variablesLayer(
  variables: ReadonlyMap<string, Variable>,
  schema: JsonSchema,
  issues: Issue[],
): ConfigNode {
  let layer: ConfigNode = emptyMap;
  const say = (path: Path, variable: Variable) => {
    if (variable.value !== '')
      layer = mergeLayers(
        layer,
        layerOf(path, { text: variable.value, origin: variable.origin }, { schema, issues }),
      );
  };
  for (const [name, path] of Object.entries(shortVariables)) {
    const variable = variables.get(name);
    if (variable) say(path, variable);
  }
  for (const name of [...variables.keys()].filter((key) => key.startsWith('LIFEOPS__')).toSorted()) {
    const variable = variables.get(name) as Variable;
    const path = name.slice('LIFEOPS__'.length).toLowerCase().split('__');
    if (path.some((key) => key === '' || forbiddenKeys.has(key))) {
      issues.push(
        issueAt({ origin: variable.origin, expected: 'a name such as LIFEOPS__SERVER__PORT', got: name }),
      );
    } else say(path, variable);
  }
  return layer;
}

/** What the command line may say. `set` holds `server.port=8001`, any number of times, and wins over the others. */
export interface ConfigFlags {
  readonly config?: string;
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
  readonly url?: string;
  readonly logLevel?: string;
  readonly logFormat?: string;
  readonly set?: readonly string[];
}

export function flagsLayer(flags: ConfigFlags, schema: JsonSchema, issues: Issue[]): ConfigNode {
  const named: readonly (readonly [string, Path, string | undefined])[] = [
    ['--host', ['server', 'host'], flags.host],
    ['--port', ['server', 'port'], flags.port],
    ['--url', ['server', 'url'], flags.url],
    ['--log-level', ['log', 'level'], flags.logLevel],
    ['--log-format', ['log', 'format'], flags.logFormat],
  ];
  let layer: ConfigNode = emptyMap;
  const say = (name: string, path: Path, text: string) => {
    layer = mergeLayers(layer, layerOf(path, { text, origin: { from: 'flag', name } }, { schema, issues }));
  };
  for (const [name, path, text] of named) if (text !== undefined) say(name, path, text);
  for (const setting of flags.set ?? []) {
    const equals = setting.indexOf('=');
    const path = setting.slice(0, Math.max(equals, 0)).split('.');
    if (path.some((key) => key === '' || forbiddenKeys.has(key))) {
      issues.push(
        issueAt({
          origin: { from: 'flag', name: '--set' },
          expected: 'FIELD=VALUE, such as server.port=8001',
          got: 'something else',
        }),
      );
    } else say('--set', path, setting.slice(equals + 1));
  }
  return layer;
}

interface LayerContext {
  readonly schema: JsonSchema;
  readonly issues: Issue[];
}

/** A tree that says one thing. */
function layerOf(
  path: Path,
  said: { readonly text: string; readonly origin: Origin },
  context: LayerContext,
): MapNode {
  const { text, origin } = said;
  let node: ConfigNode = structured(text, origin, {
    types: typesOf(schemasAt(context.schema, path)),
    issues: context.issues,
  });
  for (const key of path.toReversed()) {
    node = { kind: 'map', entries: new Map([[String(key), { key: origin, value: node }]]), origin };
  }
  return node as MapNode;
}

function structured(
  text: string,
  origin: Origin,
  { types, issues }: { types: ReadonlySet<string>; issues: Issue[] },
): ConfigNode {
  const isBracketed = /^\s*[[{]/.test(text) && (types.has('array') || types.has('object'));
  if (isBracketed) {
    const found: Issue[] = [];
    const file = parseYaml(text, { file: 'value', scalars: 'typed' }, found);
    const node = file?.tagged.length === 0 ? file.tree(new Map(), found) : undefined;
    if (node && found.length === 0 && expandedSize(node) <= maximumValues) return movedTo(node, origin);
    issues.push(issueAt({ origin, expected: 'YAML in brackets, without tags', got: 'something else' }));
    return { kind: 'scalar', value: null, origin };
  }
  if (types.has('array') && !types.has('string')) {
    const items = text
      .split(',')
      .map((item): ConfigNode => ({ kind: 'scalar', value: item.trim(), origin, loose: true }));
    return { kind: 'list', items, origin } satisfies ListNode;
  }
  return { kind: 'scalar', value: text, origin, loose: true };
}

/** The same tree, said in one place: a position inside a variable is of no use to anyone. */
function movedTo(node: ConfigNode, origin: Origin): ConfigNode {
  if (node.kind === 'list')
    return { kind: 'list', items: node.items.map((item) => movedTo(item, origin)), origin };
  if (node.kind === 'scalar') return { ...node, origin };
  const entries = [...node.entries].map(([key, entry]): [string, MapEntry] => [
    key,
    { key: origin, value: movedTo(entry.value, origin) },
  ]);
  return { kind: 'map', entries: new Map(entries), origin };
}
