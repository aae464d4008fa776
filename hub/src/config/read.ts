import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Node as YamlNode } from 'yaml';
import type { Issue } from '@lifeops/lib';
import { asError, nearest } from '@lifeops/lib';
import type { ConfigFiles } from './config-files.ts';
import { issueAt } from './config-issue.ts';
import type { ConfigNode, ListNode, Origin } from './config-node.ts';
import { expandedSize, maximumValues, nodeFrom } from './config-node.ts';
import type { Tagged, YamlFile } from './yaml-tree.ts';
import { parseYaml } from './yaml-tree.ts';

const maximumBytes = 4 * 1024 * 1024;
const maximumFiles = 500;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

export interface ReaderDeps {
  readonly files: ConfigFiles;
  /** What `!env` sees: `.env` under the environment. Empty text counts as not set. */
  readonly variables: { readonly [name: string]: string | undefined };
  /** Absolute path of the secrets file. */
  readonly secretsFile: string;
  /** How a path is written in places and messages. */
  readonly show: (path: string) => string;
}

/**
 * Reads YAML files into trees that remember places, with `!secret NAME`, `!env NAME [default]` and `!include PATH` (a
 * file, a folder of YAML files whose lists are joined, or TypeScript modules) resolved. What is wrong goes into
 * `issues`, in the order it was met; nothing is thrown for it.
 */
export class ConfigReader {
  readonly #deps: ReaderDeps;
  readonly #issues: Issue[];
  readonly #read: string[] = [];
  #secrets: Promise<ConfigNode | undefined> | undefined;

  constructor(deps: ReaderDeps, issues: Issue[]) {
    this.#deps = deps;
    this.#issues = issues;
  }

  /** Absolute paths of all that was read. */
  get filesRead(): readonly string[] {
    return this.#read;
  }

  /** The tree of a file that exists; undefined, with an issue, when it cannot be had. */
  async read(path: string): Promise<ConfigNode | undefined> {
    const file = resolve(path);
    const origin: Origin = { from: 'file', file: this.#deps.show(file), line: 1, column: 1 };
    const tree = await this.#file(file, origin, [file]);
    if (tree && expandedSize(tree) > maximumValues) {
      return this.#say(origin, `more than ${maximumValues} values, counting what aliases repeat`);
    }
    return tree;
  }

  /** `origin` is where a file that cannot be opened is complained about; `chain` the files that include each other. */
  async #file(path: string, origin: Origin, chain: readonly string[]): Promise<ConfigNode | undefined> {
    const parsed = await this.#parse(path, origin);
    if (!parsed) return undefined;
    const resolved = new Map<YamlNode, ConfigNode>();
    for (const tagged of parsed.tagged) {
      const node = await this.#resolve(tagged, path, chain);
      if (node) resolved.set(tagged.node, node);
    }
    return parsed.tree(resolved, this.#issues);
  }

  async #parse(path: string, origin: Origin, as?: 'text'): Promise<YamlFile | undefined> {
    const shown = this.#deps.show(path);
    if (this.#read.length >= maximumFiles)
      return this.#say(origin, `more than ${maximumFiles} files are included`);
    try {
      const stat = await this.#deps.files.stat(path);
      if (stat?.kind !== 'file') {
        return this.#expected(origin, `the file ${shown}`, stat ? 'a folder' : 'no such file');
      }
      if (stat.size > maximumBytes)
        return this.#say(origin, `${shown} is too large, it may have ${maximumBytes} bytes`);
      this.#read.push(path);
      return parseYaml(
        await this.#deps.files.readFile(path),
        { file: shown, scalars: as ?? 'typed' },
        this.#issues,
      );
    } catch (cause) {
      return this.#say(origin, `${shown} cannot be read: ${reasonOf(cause)}`);
    }
  }

  async #resolve(tagged: Tagged, file: string, chain: readonly string[]): Promise<ConfigNode | undefined> {
    const { tag, argument, origin } = tagged;
    const text = argument?.trim() ?? '';
    if (!['!secret', '!env', '!include'].includes(tag)) {
      return this.#expected(origin, '!secret, !env or !include', `the tag ${tag}`);
    }
    if (text === '')
      return this.#expected(
        origin,
        `a name after ${tag}`,
        argument === undefined ? 'a list or map' : 'nothing',
      );
    if (tag === '!env') return this.#variable(text, origin);
    try {
      if (tag === '!secret') return await this.#secret(text, origin);
      return await this.#include(resolve(dirname(file), text), origin, chain);
    } catch (cause) {
      return this.#say(origin, `the file cannot be read: ${reasonOf(cause)}`);
    }
  }

  async #secret(name: string, origin: Origin): Promise<ConfigNode | undefined> {
    const { secretsFile, show, files } = this.#deps;
    const shown = show(secretsFile);
    const place = { origin, expected: `"${name}" in ${shown}` };
    const exists = (await files.stat(secretsFile)) !== undefined;
    if (!exists) return this.#expected(origin, place.expected, 'no such file');
    this.#secrets ??= this.#readSecrets(secretsFile);
    const secrets = await this.#secrets;
    if (!secrets) return undefined;
    const value = secrets.kind === 'map' ? secrets.entries.get(name)?.value : undefined;
    if (!value) {
      const [near] = nearest(name, secrets.kind === 'map' ? secrets.entries.keys() : []);
      const hint = near === undefined ? '' : ` (did you mean "${near}"?)`;
      return this.#expected(origin, place.expected, `nothing of that name${hint}`);
    }
    if (value.kind !== 'scalar' || value.value === null || value.value === '') {
      return this.#expected(
        value.origin,
        `one value for "${name}"`,
        value.kind === 'scalar' ? 'nothing' : `a ${value.kind}`,
      );
    }
    return { kind: 'scalar', value: value.value, origin, secret: true, loose: true };
  }

  async #readSecrets(path: string): Promise<ConfigNode | undefined> {
    const parsed = await this.#parse(
      path,
      { from: 'file', file: this.#deps.show(path), line: 1, column: 1 },
      'text',
    );
    const tag = parsed?.tagged[0];
    if (tag) return this.#expected(tag.origin, 'a plain value', 'a tag');
    const tree = parsed?.tree(new Map(), this.#issues);
    if (tree?.kind === 'list' || (tree?.kind === 'scalar' && tree.value !== null && tree.value !== '')) {
      return this.#expected(
        tree.origin,
        'names with their secrets',
        `a ${tree.kind === 'list' ? 'list' : 'single value'}`,
      );
    }
    return tree;
  }

  #variable(text: string, origin: Origin): ConfigNode | undefined {
    const [name = '', ...rest] = text.split(/\s+/);
    if (!variableName.test(name))
      return this.#expected(origin, 'the name of an environment variable', 'something else');
    const fallback = rest.length > 0 ? text.slice(name.length).trim() : undefined;
    const value = this.#deps.variables[name] || fallback;
    if (value === undefined) {
      return this.#expected(
        origin,
        `the environment variable ${name}, or a default after its name`,
        'nothing',
      );
    }
    return { kind: 'scalar', value, origin, loose: true, variable: name };
  }

  async #include(path: string, origin: Origin, chain: readonly string[]): Promise<ConfigNode | undefined> {
    if (chain.includes(path)) {
      const round = [...chain.slice(chain.indexOf(path)), path]
        .map((file) => this.#deps.show(file))
        .join(' → ');
      return this.#say(origin, `a file includes itself: ${round}`);
    }
    const stat = await this.#deps.files.stat(path);
    if (!stat) return this.#expected(origin, 'a file or folder', `no such file: ${this.#deps.show(path)}`);
    if (stat.kind === 'folder') return this.#folder(path, origin, chain);
    if (isModule(path)) return { kind: 'list', items: [this.#module(path)], origin };
    if (!isYaml(path))
      return this.#expected(origin, 'a .yaml, .yml, .json or .ts file, or a folder', `${basename(path)}`);
    return this.#file(path, origin, [...chain, path]);
  }

  async #folder(path: string, origin: Origin, chain: readonly string[]): Promise<ListNode | undefined> {
    const names = await this.#deps.files.readdir(path);
    const items: ConfigNode[] = [];
    for (const name of names.toSorted()) {
      const file = join(path, name);
      if (isModule(name)) items.push(this.#module(file));
      if (name.startsWith('.') || !isYaml(name)) continue;
      const start: Origin = { from: 'file', file: this.#deps.show(file), line: 1, column: 1 };
      if (chain.includes(file)) this.#say(origin, `a file includes itself: ${this.#deps.show(file)}`);
      else {
        const tree = await this.#file(file, start, [...chain, file]);
        if (tree?.kind === 'list') items.push(...tree.items);
        else if (tree && (tree.kind === 'map' || tree.value !== null)) items.push(tree);
      }
    }
    return { kind: 'list', items, origin };
  }

  #module(path: string): ConfigNode {
    return nodeFrom({ module: path }, { from: 'file', file: this.#deps.show(path), line: 1, column: 1 });
  }

  #expected(origin: Origin, expected: string, got: string): undefined {
    this.#issues.push(issueAt({ origin, expected, got }));
  }

  #say(origin: Origin, message: string): undefined {
    this.#issues.push(issueAt({ origin, message }));
  }
}

const isYaml = (name: string): boolean => ['.yaml', '.yml', '.json'].includes(extname(name));
const isModule = (name: string): boolean =>
  name.endsWith('.ts') &&
  !name.endsWith('.d.ts') &&
  !name.endsWith('.test.ts') &&
  !basename(name).startsWith('.');

/** The system's short code where there is one: it says no more than it must. */
export function reasonOf(cause: unknown): string {
  const error = asError(cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
