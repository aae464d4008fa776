import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { lineAt } from './source-text.ts';
import { readJson, scannedSource } from './source-tree.ts';
import type { Files } from './violation.ts';

export interface Import {
  readonly specifier: string;
  /** `type` is gone at run time, `dynamic` is loaded later, `value` is loaded with the module. */
  readonly kind: 'value' | 'type' | 'dynamic';
  readonly line: number;
}

const forms = [
  /(?<![.\w$])import\s+(?<type>type\s+)?(?:[\w$*{},\s]+?\s*from\s*)?['"]/g,
  /(?<![.\w$])export\s+(?<type>type\s+)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})\s*from\s*['"]/g,
  /(?<![.\w$])(?<dynamic>import|require)\s*\(\s*['"`]/g,
];

/** What a source file imports, in order. */
export function importsOf(files: Files, path: string): Import[] {
  const { code, strings } = scannedSource(files, path);
  const stringsByOffset = new Map(strings.map(({ offset, text }) => [offset, text]));
  const found: (Import & { offset: number })[] = [];
  for (const form of forms) {
    for (const match of code.matchAll(form)) {
      const offset = match.index + match[0].length - 1;
      const specifier = stringsByOffset.get(offset);
      if (specifier === undefined) continue;
      const kind = match.groups?.['dynamic'] ? 'dynamic' : match.groups?.['type'] ? 'type' : 'value';
      found.push({ specifier, kind, line: lineAt(code, offset), offset });
    }
  }
  return found
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ specifier, kind, line }) => ({ specifier, kind, line }));
}

export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'builtin'; readonly name: string }
  /** `path` is the source behind one of our own packages; `subpath` is `.` or begins with `./`. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string; readonly path?: string };

/** Where an import leads: a file of the tree, a module of Node, or a package. */
export function resolveImport(files: Files, from: string, specifier: string): Target {
  if (specifier.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(from), specifier) };
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier };
  const parts = specifier.split('/');
  const nameLength = specifier.startsWith('@') ? 2 : 1;
  const name = parts.slice(0, nameLength).join('/');
  const subpath = ['.', ...parts.slice(nameLength)].join('/');
  const path = ownSource(files, name, subpath);
  return path === undefined ? { kind: 'package', name, subpath } : { kind: 'package', name, subpath, path };
}

export interface Workspace {
  /** The folder from the root; empty for the root itself. */
  readonly folder: string;
  readonly name: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** Public subpath → source file from the root. */
  readonly exports: ReadonlyMap<string, string>;
}

const workspacesByTree = new WeakMap<Files, Workspace[]>();

/** Our own packages, the root's first. */
export function workspacesOf(files: Files): readonly Workspace[] {
  const known = workspacesByTree.get(files);
  if (known) return known;
  const made = [...files.keys()]
    .filter((path) =>
      /^(?:(?:lib|hub|ui|integrations\/[^/]+|docs\/guide\/examples\/[^/]+)\/)?package\.json$/.test(path),
    )
    .toSorted((a, b) => a.length - b.length)
    .map((path) => readWorkspace(files, path));
  workspacesByTree.set(files, made);
  return made;
}

export function workspaceOf(files: Files, path: string): Workspace | undefined {
  return workspacesOf(files).findLast(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
}

function ownSource(files: Files, name: string, subpath: string): string | undefined {
  return workspacesOf(files)
    .find((workspace) => workspace.name === name)
    ?.exports.get(subpath);
}

function readWorkspace(files: Files, path: string): Workspace {
  const folder = path === 'package.json' ? '' : posix.dirname(path);
  const json = (readJson(files, path) ?? {}) as {
    name?: string;
    exports?: Record<string, string | Record<string, string>>;
  } & Record<string, Record<string, string> | undefined>;
  const namesOf = (...fields: string[]) => new Set(fields.flatMap((field) => Object.keys(json[field] ?? {})));
  const exports = new Map<string, string>();
  for (const [subpath, to] of Object.entries(json.exports ?? {})) {
    const source = typeof to === 'string' ? to : to['lifeops-source'];
    if (source !== undefined) exports.set(subpath, posix.join(folder, source));
  }
  return {
    folder,
    name: json.name ?? '',
    dependencies: namesOf('dependencies', 'peerDependencies', 'optionalDependencies'),
    devDependencies: namesOf('devDependencies'),
    exports,
  };
}
