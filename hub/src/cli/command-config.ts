import { loadConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import { nodeConfigFiles } from '../config/node/node-config-files.ts';
import type { CommandContext } from './program.ts';

/** Reads the configuration as the command line asks for it. Throws `InvalidInput` (invalid-config) with every place. */
export function loadCommandConfig({
  flags,
  io,
}: Pick<CommandContext, 'flags' | 'io'>): Promise<LoadedConfig> {
  return loadConfig({
    flags,
    env: io.env,
    cwd: io.cwd,
    files: nodeConfigFiles,
    machineTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
}
