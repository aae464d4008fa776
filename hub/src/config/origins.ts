import type { ConfigNode, Origin, Path } from './config-node.ts';
import { byDefault, childOf } from './config-node.ts';

/**
 * Where each value of a loaded configuration was said. Paths are lists of keys and indexes, or JSON pointers
 * (`/server/port`).
 */
export class Origins {
  readonly root: ConfigNode;

  constructor(root: ConfigNode) {
    this.root = root;
  }

  node(path: Path | string): ConfigNode | undefined {
    let node: ConfigNode | undefined = this.root;
    for (const key of pathOf(path)) {
      if (node === undefined) return undefined;
      node = childOf(node, key);
    }
    return node;
  }

  /** The origin of exactly this value; `default` for what nobody said. */
  at(path: Path | string): Origin {
    return this.node(path)?.origin ?? byDefault;
  }

  /** The origin of the value or, where it is missing, of the nearest thing around it that was said. */
  nearest(path: Path | string): Origin {
    const keys = pathOf(path);
    for (let length = keys.length; length > 0; length--) {
      const node = this.node(keys.slice(0, length));
      if (node) return node.origin;
    }
    return this.root.origin;
  }

  /** The origin of a key of a map, which is where a misspelt one stands. */
  key(path: Path | string): Origin {
    const keys = pathOf(path);
    const parent = this.node(keys.slice(0, -1));
    const name = keys.at(-1);
    const entry = parent?.kind === 'map' && name !== undefined ? parent.entries.get(String(name)) : undefined;
    return entry?.key ?? this.nearest(keys);
  }

  /** True when a file, the environment or a flag says it: the UI then shows it read-only. */
  isSet(path: Path | string): boolean {
    return this.at(path).from !== 'default';
  }

  isSecret(path: Path | string): boolean {
    const node = this.node(path);
    return node?.kind === 'scalar' && node.secret === true;
  }
}

export function pathOf(path: Path | string): Path {
  if (typeof path !== 'string') return path;
  if (path === '') return [];
  return path
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer (RFC 6901). */
export function pointerOf(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A place for people: `config.yaml:12:5`, `LIFEOPS_PORT`, `--port`, or `the defaults`. */
export function placeOf(origin: Origin): string {
  if (origin.from === 'file') return `${origin.file}:${origin.line}:${origin.column}`;
  return origin.from === 'default' ? 'the defaults' : origin.name;
}
