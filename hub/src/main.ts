import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClockDep, RandomDep } from '@lifeops/lib';
import { NodeMachine, SystemClock, SystemRandom } from '@lifeops/lib/node';
import { tokenPattern } from './auth/token-secret.ts';
import { checkPorts } from './config/check-ports.ts';
import { ConfigHolder } from './config/config-holder.ts';
import type { ConfigFlags } from './config/layers.ts';
import { loadConfig } from './config/load.ts';
import type { LoadedConfig } from './config/loaded-config.ts';
import { listeningPortProbe } from './config/node/listening-port-probe.ts';
import { nodeConfigFiles } from './config/node/node-config-files.ts';
import { startHub } from './composition/hub.ts';
import type { Hub } from './composition/hub.ts';
import { openHubLog } from './logging/node/open-hub-log.ts';
import type { HubLog } from './logging/hub-log.ts';
import { nodeNetwork } from './supervisor/node/network-interfaces.ts';

/** What starts a hub has to say; the rest is in the configuration. */
export interface MainOptions {
  readonly flags: ConfigFlags;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
}

/** A hub that runs, with what else its process needs. */
export interface RunningHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly holder: ConfigHolder;
  readonly log: HubLog;
}

const hubFolder = join(import.meta.dirname, '..');
/** Where the hub lies in its repository; undefined where it was installed as a package. */
const repository = existsSync(join(hubFolder, '../integrations')) ? join(hubFolder, '..') : undefined;

export const systemPorts = (): ClockDep & RandomDep => ({
  clock: new SystemClock(),
  random: new SystemRandom(),
});

/** The configuration as it would be used. Throws `InvalidInput` (invalid-config) with every place. */
export const loadHubConfig = ({ flags, env, cwd }: MainOptions): Promise<LoadedConfig> =>
  loadConfig({
    flags,
    env,
    cwd,
    files: nodeConfigFiles,
    machineTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

/** Folders of integration packages: the data folder's own first, then those that came with the hub. */
export const integrationFolders = (dataFolder: string): readonly string[] => [
  join(dataFolder, 'packages/node_modules'),
  ...(repository === undefined
    ? [join(hubFolder, 'node_modules'), join(hubFolder, '../..')]
    : [join(repository, 'integrations')]),
];

export async function hubVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(hubFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}

/** Loads the configuration, checks it and the ports, and starts. Nothing has been started when it throws. */
export async function runHub(options: MainOptions): Promise<RunningHub> {
  await using starting = new AsyncDisposableStack();
  const first = await loadHubConfig(options);
  await checkPorts(first, listeningPortProbe);
  const { clock, random } = systemPorts();
  const opened = starting.use(
    openHubLog({
      clock,
      dataFolder: first.dataFolder,
      level: first.config.log.level,
      format: first.config.log.format,
      terminal: process.stderr,
      secretPatterns: [tokenPattern],
    }),
  );
  const log = opened.hubLog;
  const holder = new ConfigHolder({ load: () => loadHubConfig(options), log: log.logger }, first);
  const hub = starting.use(
    await startHub({
      clock,
      random,
      holder,
      log,
      version: await hubVersion(),
      uiFolder: repository === undefined ? join(hubFolder, '../ui/dist') : join(repository, 'ui/dist'),
      integrationFolders: integrationFolders(first.dataFolder),
      machine: starting.use(new NodeMachine(first.dataFolder)),
      network: nodeNetwork,
    }),
  );
  const held = starting.move();
  return { hub, holder, log, [Symbol.asyncDispose]: () => held.disposeAsync() };
}
