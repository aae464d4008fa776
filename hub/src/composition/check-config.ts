import type { ClockDep, LogDep, RandomDep } from '@lifeops/lib';
import { NodeMachine, nodeRuntimeIo } from '@lifeops/lib/node';
import type { LoadedConfig } from '../config/loaded-config.ts';
import { InlineHost } from '../host/inline-host.ts';
import { IntegrationCatalog } from '../host/integration-catalog.ts';
import { Texts } from '../host/texts.ts';
import { checkEntries } from './integration-parts.ts';
import { integrationFolders } from './places.ts';

/**
 * Holds the entries of a configuration against their integrations' own schemas, without a hub: no entry starts, nothing is
 * written. Throws `InvalidInput` (invalid-config) with every place.
 */
export async function checkConfigEntries(
  loaded: LoadedConfig,
  deps: ClockDep & RandomDep & LogDep,
): Promise<void> {
  using machine = new NodeMachine(loaded.dataFolder);
  const host = new InlineHost({ ...deps, io: nodeRuntimeIo({ ...deps, machine }) }, { cloned: false });
  const texts = new Texts(deps);
  const catalog = new IntegrationCatalog({ ...deps, host, texts }, integrationFolders(loaded.dataFolder));
  await catalog.load();
  await checkEntries(loaded, catalog);
}
