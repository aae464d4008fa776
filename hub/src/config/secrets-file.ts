import type { Issue } from '@lifeops/lib';
import { nearest } from '@lifeops/lib';
import type { ConfigFiles } from './config-files.ts';
import { issueAt } from './config-issue.ts';
import type { ConfigNode, MapNode, Origin } from './config-node.ts';
import { emptyMap } from './config-node.ts';
import type { Where, YamlFile } from './yaml-file.ts';

export interface SecretsDeps {
  readonly files: ConfigFiles;
  /** Absolute path. */
  readonly path: string;
  /** The path as messages write it. */
  readonly shown: string;
  readonly parse: (path: string, at: Where) => Promise<YamlFile | undefined>;
}

/** `secrets.yaml`: names with one value each, all of them text. Read when first asked for; what it holds is in no issue. */
export class SecretsFile {
  readonly #deps: SecretsDeps;
  readonly #issues: Issue[];
  #read: Promise<MapNode | undefined> | undefined;

  constructor(deps: SecretsDeps, issues: Issue[]) {
    this.#deps = deps;
    this.#issues = issues;
  }

  async get(name: string, at: Where): Promise<ConfigNode | undefined> {
    const expected = `"${name}" in ${this.#deps.shown}`;
    if (!(await this.#deps.files.stat(this.#deps.path))) return this.#complain(at, expected, 'no such file');
    this.#read ??= this.#load();
    const secrets = await this.#read;
    if (!secrets) return undefined;
    const value = secrets.entries.get(name)?.value;
    if (!value) {
      const [near] = nearest(name, secrets.entries.keys());
      const hint = near === undefined ? '' : ` (did you mean "${near}"?)`;
      return this.#complain(at, expected, `nothing of that name${hint}`);
    }
    if (value.kind === 'scalar' && value.value !== null && value.value !== '') {
      return { kind: 'scalar', value: value.value, origin: at.origin, secret: true, loose: true };
    }
    const got = value.kind === 'scalar' ? 'nothing' : `a ${value.kind}`;
    return this.#complain({ origin: value.origin, path: [] }, `one value for "${name}"`, got);
  }

  async #load(): Promise<MapNode | undefined> {
    const start: Origin = { from: 'file', file: this.#deps.shown, line: 1, column: 1 };
    const file = await this.#deps.parse(this.#deps.path, { origin: start, path: [] });
    const tagged = file?.tagged[0];
    if (tagged) return this.#complain({ origin: tagged.origin, path: [] }, 'a plain value', 'a tag');
    const tree = file?.tree(new Map(), this.#issues);
    if (tree === undefined || tree.kind === 'map') return tree;
    if (tree.kind === 'scalar' && (tree.value === null || tree.value === '')) return emptyMap;
    return this.#complain({ origin: tree.origin, path: [] }, 'names with their secrets', 'something else');
  }

  #complain(at: Where, expected: string, got: string): undefined {
    this.#issues.push(issueAt({ ...at, expected, got }));
  }
}
