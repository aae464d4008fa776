import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Node as YamlNode } from 'yaml';
import type { Issue } from '@lifeops/lib';
import { asError } from '@lifeops/lib';
import type { ConfigFiles } from './config-files.ts';
import { issueAt } from './config-issue.ts';
import type { ConfigNode, ListNode, Origin } from './config-node.ts';
import { expandedSize, maximumValues, nodeFrom } from './config-node.ts';
import { SecretsFile } from './secrets-file.ts';
import type { Tagged, Where, YamlFile, YamlOptions } from './yaml-file.ts';
import { parseYaml } from './yaml-file.ts';

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
  readonly #secrets: SecretsFile;

  constructor(deps: ReaderDeps, issues: Issue[]) {
    this.#deps = deps;
    this.#issues = issues;
    const { files, secretsFile: path } = deps;
    const parse = (file: string, at: Where) => this.#parse(file, at, { scalars: 'text' });
    this.#secrets = new SecretsFile({ files, path, shown: deps.show(path), parse }, issues);
  }

  /** Absolute paths of all that was read. */
  get filesRead(): readonly string[] {
    return this.#read;
  }

  /** The tree of a file that exists; undefined, with an issue, when it cannot be had. */
  async read(path: string): Promise<ConfigNode | undefined> {
    const file = resolve(path);
    const at: Where = { origin: this.#startOf(file), path: [] };
    const tree = await this.#file(file, at, { chain: [file] });
    if (tree && expandedSize(tree) > maximumValues) {
      return this.#say(at, `more than ${maximumValues} values, counting what aliases repeat`);
    }
    return tree;
  }

  /** `at` is where a file that cannot be opened is complained about, and where its content goes. */
  async #file(path: string, at: Where, { chain, after }: Inclusion): Promise<ConfigNode | undefined> {
    const base = after === undefined ? { path: at.path } : { path: at.path, after };
    const parsed = await this.#parse(path, at, { scalars: 'typed', base });
    if (!parsed) return undefined;
    const resolved = new Map<YamlNode, ConfigNode>();
    for (const tagged of parsed.tagged) {
      const node = await this.#resolve(tagged, path, chain);
      if (node) resolved.set(tagged.node, node);
    }
    return parsed.tree(resolved, this.#issues);
  }

  async #parse(path: string, at: Where, options: Omit<YamlOptions, 'file'>): Promise<YamlFile | undefined> {
    const shown = this.#deps.show(path);
    if (this.#read.length >= maximumFiles)
      return this.#say(at, `more than ${maximumFiles} files are included`);
    try {
      const stat = await this.#deps.files.stat(path);
      if (stat?.kind !== 'file') {
        return this.#expected(at, `the file ${shown}`, stat ? 'a folder' : 'no such file');
      }
      if (stat.size > maximumBytes)
        return this.#say(at, `${shown} is too large, it may have ${maximumBytes} bytes`);
      this.#read.push(path);
      return parseYaml(await this.#deps.files.readFile(path), { file: shown, ...options }, this.#issues);
    } catch (cause) {
      return this.#say(at, `${shown} cannot be read: ${reasonOf(cause)}`);
    }
  }

  async #resolve(tagged: Tagged, file: string, chain: readonly string[]): Promise<ConfigNode | undefined> {
    const { tag, argument } = tagged;
    const text = argument?.trim() ?? '';
    if (!['!secret', '!env', '!include'].includes(tag)) {
      return this.#expected(tagged, '!secret, !env or !include', `the tag ${tag}`);
    }
    if (text === '') {
      return this.#expected(
        tagged,
        `a name after ${tag}`,
        argument === undefined ? 'a list or map' : 'nothing',
      );
    }
    if (tag === '!env') return this.#variable(text, tagged);
    try {
      if (tag === '!secret') return await this.#secrets.get(text, tagged);
      return await this.#include(resolve(dirname(file), text), tagged, chain);
    } catch (cause) {
      return this.#say(tagged, `the file cannot be read: ${reasonOf(cause)}`);
    }
  }

  #variable(text: string, at: Where): ConfigNode | undefined {
    const [name = '', ...rest] = text.split(/\s+/);
    if (!variableName.test(name))
      return this.#expected(at, 'the name of an environment variable', 'something else');
    const fallback = rest.length > 0 ? text.slice(name.length).trim() : undefined;
    const value = this.#deps.variables[name] || fallback;
    if (value === undefined) {
      return this.#expected(at, `the environment variable ${name}, or a default after its name`, 'nothing');
    }
    return { kind: 'scalar', value, origin: at.origin, loose: true, variable: name };
  }

  async #include(path: string, at: Where, chain: readonly string[]): Promise<ConfigNode | undefined> {
    if (chain.includes(path)) return this.#round(path, at, chain);
    const stat = await this.#deps.files.stat(path);
    if (!stat) return this.#expected(at, 'a file or folder', `no such file: ${this.#deps.show(path)}`);
    if (stat.kind === 'folder') return this.#folder(path, at, chain);
    if (isModule(path)) return { kind: 'list', items: [this.#module(path)], origin: at.origin };
    if (isYaml(path)) return this.#file(path, at, { chain: [...chain, path] });
    return this.#expected(at, 'a .yaml, .yml, .json or .ts file, or a folder', basename(path));
  }

  async #folder(path: string, at: Where, chain: readonly string[]): Promise<ListNode> {
    const items: ConfigNode[] = [];
    for (const name of (await this.#deps.files.readdir(path)).toSorted()) {
      const file = join(path, name);
      if (isModule(name)) items.push(this.#module(file));
      if (name.startsWith('.') || !isYaml(name)) continue;
      if (chain.includes(file)) this.#round(file, at, chain);
      else {
        const start = { origin: this.#startOf(file), path: at.path };
        const tree = await this.#file(file, start, { chain: [...chain, file], after: items.length });
        if (tree?.kind === 'list') items.push(...tree.items);
        else if (tree && (tree.kind === 'map' || tree.value !== null)) items.push(tree);
      }
    }
    return { kind: 'list', items, origin: at.origin };
  }

  #round(path: string, at: Where, chain: readonly string[]): undefined {
    const files = [...chain.slice(chain.indexOf(path)), path].map((file) => this.#deps.show(file));
    return this.#say(at, `a file includes itself: ${files.join(' → ')}`);
  }

  #startOf(path: string): Origin {
    return { from: 'file', file: this.#deps.show(path), line: 1, column: 1 };
  }

  #module(path: string): ConfigNode {
    return nodeFrom({ module: path }, this.#startOf(path));
  }

  #expected({ origin, path }: Where, expected: string, got: string): undefined {
    this.#issues.push(issueAt({ origin, path, expected, got }));
  }

  #say({ origin, path }: Where, message: string): undefined {
    this.#issues.push(issueAt({ origin, path, message }));
  }
}

interface Inclusion {
  /** The files that include each other, the outermost first. */
  readonly chain: readonly string[];
  readonly after?: number;
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
