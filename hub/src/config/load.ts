import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Issue, JsonObject } from '@lifeops/lib';
import { isPlainObject } from '@lifeops/lib';
import type { ConfigFiles } from './config-files.ts';
import { invalidConfig, issueAt, tidyIssues } from './config-issue.ts';
import type { ConfigNode, MapNode, Origin } from './config-node.ts';
import { byDefault, emptyMap, nodeFrom } from './config-node.ts';
import { crossCheck } from './cross-check.ts';
import { defaultConfig } from './defaults.ts';
import type { Variable } from './dotenv.ts';
import { parseDotenv } from './dotenv.ts';
import type { JsonSchema } from './json-schema.ts';
import { configJsonSchema } from './json-schema.ts';
import type { ConfigFlags } from './layers.ts';
import { flagsLayer, mergeLayers, variablesLayer } from './layers.ts';
import type { Config, FileAutomation, FileEntry, LoadedConfig } from './loaded-config.ts';
import { Origins } from './origins.ts';
import { ConfigReader, reasonOf } from './read.ts';
import { configSchema } from './schema.ts';
import type { ConfigValue } from './tree-values.ts';
import { revealed, valueOf } from './tree-values.ts';
import { issuesOfZod } from './zod-issues.ts';

export interface LoadOptions {
  /** The configuration file; wins over `flags.config`. */
  readonly file?: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly flags?: ConfigFlags;
  /** Absolute. */
  readonly cwd: string;
  readonly files: ConfigFiles;
  /** IANA name: the default of `site.time_zone`. */
  readonly machineTimeZone: string;
}

/**
 * Finds, reads, merges and checks the configuration: embedded defaults < file < file for `$LIFEOPS_ENV` < `.env` <
 * environment < flags. Starts nothing and writes nothing.
 * @throws InvalidInput `invalid-config` with every problem found, each with its place.
 */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const issues: Issue[] = [];
  const found = await findFile(options, issues);
  refuse(issues);
  const folder = found ? dirname(found) : options.cwd;
  const show = (path: string) => shown(path, options.cwd);

  const dotenvFile = join(folder, '.env');
  const dotenv = await readDotenv(dotenvFile, { options, show, issues });
  const env = new Map<string, Variable>();
  for (const [name, value] of Object.entries(options.env)) {
    if (value !== undefined && value !== '') env.set(name, { value, origin: { from: 'environment', name } });
  }
  const variables = Object.fromEntries([...dotenv, ...env].map(([name, variable]) => [name, variable.value]));
  const reader = new ConfigReader(
    { files: options.files, variables, secretsFile: join(folder, 'secrets.yaml'), show },
    issues,
  );

  const environment = environmentName(env.get('LIFEOPS_ENV') ?? dotenv.get('LIFEOPS_ENV'), issues);
  const schema = configJsonSchema();
  const overlay =
    environment === undefined ? undefined : overlayOf(found ?? join(folder, 'config.yaml'), environment);
  const layers: (ConfigNode | undefined)[] = [
    found ? await reader.read(found) : nodeFrom(defaultConfig, byDefault),
    overlay !== undefined && (await statOf(options.files, overlay)) ? await reader.read(overlay) : undefined,
    variablesLayer(dotenv, schema, issues),
    variablesLayer(env, schema, issues),
    flagsLayer(options.flags ?? {}, schema, issues),
  ];
  refuse(issues);
  const root = layers.map((layer) => sections(layer, issues)).reduce<ConfigNode>(mergeLayers, emptyMap);
  refuse(issues);

  const origins = new Origins(root);
  const config = check(root, { origins, schema, machineTimeZone: options.machineTimeZone });
  const data = options.flags?.data ?? env.get('LIFEOPS_DATA')?.value ?? dotenv.get('LIFEOPS_DATA')?.value;
  return {
    config,
    origins,
    file: found,
    filesRead: [...reader.filesRead, ...(dotenv.size > 0 ? [dotenvFile] : [])],
    usesDefaults: found === undefined,
    environment,
    dataFolder: data === undefined ? join(folder, 'data') : resolve(options.cwd, data),
  };
}

async function findFile(
  { file, flags, env, cwd, files }: LoadOptions,
  issues: Issue[],
): Promise<string | undefined> {
  const flag = file ?? flags?.config;
  const named = flag ?? (env.LIFEOPS_CONFIG === '' ? undefined : env.LIFEOPS_CONFIG);
  const path = resolve(cwd, named ?? 'config.yaml');
  const stat = await statOf(files, path);
  if (stat?.kind === 'file') return path;
  const origin: Origin =
    flag === undefined ? { from: 'environment', name: 'LIFEOPS_CONFIG' } : { from: 'flag', name: '--config' };
  if (named !== undefined)
    issues.push(
      issueAt({
        origin,
        expected: 'a configuration file',
        got: stat ? `the folder ${named}` : `no such file: ${named}`,
      }),
    );
  else if (stat)
    issues.push(
      issueAt({
        origin: { from: 'file', file: 'config.yaml', line: 1, column: 1 },
        expected: 'a file',
        got: 'a folder',
      }),
    );
  return undefined;
}

async function readDotenv(
  path: string,
  { options, show, issues }: { options: LoadOptions; show: (path: string) => string; issues: Issue[] },
): Promise<ReadonlyMap<string, Variable>> {
  const stat = await options.files.stat(path);
  return stat?.kind === 'file'
    ? parseDotenv(await options.files.readFile(path), show(path), issues)
    : new Map();
}

/** A file that cannot even be looked at is refused like one that cannot be opened. */
async function statOf(files: ConfigFiles, path: string): ReturnType<ConfigFiles['stat']> {
  try {
    return await files.stat(path);
  } catch (cause) {
    const name = path.includes('\0') ? 'a path with a zero character' : path;
    throw invalidConfig([
      issueAt({ origin: byDefault, message: `${name} cannot be read: ${reasonOf(cause)}` }),
    ]);
  }
}

function environmentName(variable: Variable | undefined, issues: Issue[]): string | undefined {
  if (variable === undefined || variable.value === '') return undefined;
  if (/^[A-Za-z0-9_-]+$/.test(variable.value)) return variable.value;
  issues.push(
    issueAt({
      origin: variable.origin,
      expected: 'letters, digits, - and _ in LIFEOPS_ENV',
      got: 'something else',
    }),
  );
  return undefined;
}

/** `config.yaml` and `production` → `config.production.yaml`. */
function overlayOf(file: string, environment: string): string {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}.${environment}${extension}`;
}

/** A layer as a map of sections; sections that are named but empty say nothing. */
function sections(layer: ConfigNode | undefined, issues: Issue[]): MapNode {
  if (layer === undefined || (layer.kind === 'scalar' && layer.value === null)) return emptyMap;
  if (layer.kind !== 'map') {
    const got = layer.kind === 'list' ? 'a list' : 'a single value';
    issues.push(issueAt({ origin: layer.origin, expected: 'sections such as site: and server:', got }));
    return emptyMap;
  }
  const said = [...layer.entries].filter(([, { value }]) => value.kind !== 'scalar' || value.value !== null);
  return { ...layer, entries: new Map(said) };
}

function check(
  root: ConfigNode,
  { origins, schema, machineTimeZone }: { origins: Origins; schema: JsonSchema; machineTimeZone: string },
): Config {
  const value = valueOf(root, schema);
  const parsed = configSchema(machineTimeZone).safeParse(revealed(value));
  if (!parsed.success) throw invalidConfig(issuesOfZod(parsed.error.issues, { origins, base: [], schema }));
  const listOf = (name: string): readonly ConfigValue[] => {
    const list = isPlainObject(value) ? value[name] : undefined;
    return Array.isArray(list) ? list : [];
  };
  const raw = listOf('integrations');
  const integrations = parsed.data.integrations.map((entry, index): FileEntry => {
    const {
      integration: _integration,
      name: _name,
      owner: _owner,
      demo: _demo,
      ...fields
    } = raw[index] as Record<string, ConfigValue>;
    const origin = origins.at(['integrations', index]);
    return {
      index,
      integration: entry.integration,
      name: entry.name,
      owner: entry.owner,
      demo: entry.demo,
      fields,
      origin,
    };
  });
  const automations = listOf('automations').map((item, index): FileAutomation => {
    const document = revealed(item) as JsonObject;
    const origin = origins.at(['automations', index]);
    if (typeof document.module === 'string')
      return { kind: 'module', index, module: document.module, origin };
    return { kind: 'document', index, document, origin };
  });
  const config: Config = { ...parsed.data, integrations, automations };
  refuse(crossCheck(config, origins));
  return config;
}

function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw invalidConfig(tidyIssues(issues));
}
