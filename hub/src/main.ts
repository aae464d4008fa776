import type { ClockDep, RandomDep } from '@lifeops/lib';
import { NodeMachine, SystemClock, SystemRandom } from '@lifeops/lib/node';
import { tokenPattern } from './auth/token-secret.ts';
import { secretsIn } from './config/config-node.ts';
import { checkPorts } from './config/check-ports.ts';
import { ConfigHolder } from './config/config-holder.ts';
import type { ConfigFlags } from './config/layers.ts';
import { loadConfig } from './config/load.ts';
import type { LoadedConfig } from './config/loaded-config.ts';
import { listeningPortProbe } from './config/node/listening-port-probe.ts';
import { reloadOnHangup } from './config/node/reload-on-hangup.ts';
import { nodeConfigFiles } from './config/node/node-config-files.ts';
import { checkConfigEntries } from './composition/check-config.ts';
import { startHub } from './composition/hub.ts';
import { hubVersion, integrationFolders, uiFolder } from './composition/places.ts';
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
  /** Writes what the log holds, for an end that cannot wait. */
  readonly flushLog: () => void;
}

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
  const load = async () => {
    const loaded = await loadHubConfig(options);
    for (const secret of secretsIn(loaded.origins.root)) log.hide(secret);
    return loaded;
  };
  for (const secret of secretsIn(first.origins.root)) log.hide(secret);
  // The embedded defaults are checked by tests; what people wrote is checked whole before anything starts.
  if (!first.usesDefaults) await checkConfigEntries(first, { clock, random, log: log.logger });
  const holder = new ConfigHolder({ load, log: log.logger }, first);
  const hub = starting.use(
    await startHub({
      clock,
      random,
      holder,
      log,
      version: await hubVersion(),
      uiFolder,
      integrationFolders: integrationFolders(first.dataFolder),
      machine: starting.use(new NodeMachine(first.dataFolder)),
      network: nodeNetwork,
    }),
  );
  starting.use(reloadOnHangup({ holder, log: log.logger, signals: process }));
  const held = starting.move();
  return {
    hub,
    holder,
    log,
    flushLog: () => opened.flushNow(),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
