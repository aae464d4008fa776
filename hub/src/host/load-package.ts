import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asError, isPlainObject, LifeOpsError } from '@lifeops/lib';
import type { Integration } from '@lifeops/lib/host';
import type { InstalledIntegration } from './installed.ts';

/** A simulator as a package's `./simulator` gives it. */
export interface SimulatorModule {
  startSimulator(deps: object): Promise<AsyncDisposable>;
  /** The config of an entry that talks to it. */
  demoConfig(simulator: never): object;
}

/** The hub runs from source in its own repository; there, so do integrations that are not below node_modules. */
const fromSource = import.meta.filename.endsWith('.ts');

/**
 * The file behind an entry of the package's `exports`, as Node resolves it. Where the hub runs from source it is the
 * package's source, if it names one: except below node_modules, where it was installed as it was built and Node strips no
 * types.
 */
function entryFile({ folder, packageName }: InstalledIntegration, entry: '.' | './simulator'): string {
  const require = createRequire(join(folder, 'package.json'));
  const { exports } = require('./package.json') as { readonly exports?: unknown };
  const targets = isPlainObject(exports) ? exports[entry] : undefined;
  const source = isPlainObject(targets) ? targets['lifeops-source'] : undefined;
  const place = realpathSync(folder);
  if (fromSource && typeof source === 'string' && !place.split(sep).includes('node_modules'))
    return join(place, source);
  return require.resolve(entry === '.' ? packageName : `${packageName}/${entry.slice(2)}`);
}

async function importEntry(
  integration: InstalledIntegration,
  entry: '.' | './simulator',
): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(entryFile(integration, entry)).href)) as Record<string, unknown>;
  } catch (cause) {
    throw new LifeOpsError(
      'invalid-manifest',
      `The code of ${integration.packageName} cannot be loaded: ${asError(cause).message}`,
      { cause },
    );
  }
}

export async function loadIntegration(integration: InstalledIntegration): Promise<Integration> {
  const { default: definition } = await importEntry(integration, '.');
  if (isIntegration(definition) && definition.id === integration.id) return definition;
  throw new LifeOpsError(
    'invalid-manifest',
    `${integration.packageName} does not export by default what defineIntegration gives for "${integration.id}".`,
  );
}

export async function loadSimulator(integration: InstalledIntegration): Promise<SimulatorModule> {
  const module = await importEntry(integration, './simulator');
  if (typeof module['startSimulator'] === 'function' && typeof module['demoConfig'] === 'function')
    return module as unknown as SimulatorModule;
  throw new LifeOpsError(
    'invalid-manifest',
    `The simulator of ${integration.packageName} lacks startSimulator or demoConfig.`,
  );
}

const isIntegration = (value: unknown): value is Integration =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'setup' in value &&
  typeof value.setup === 'function';
