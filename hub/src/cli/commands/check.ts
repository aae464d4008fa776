import { silentLogger } from '@lifeops/lib';
import { SystemClock, SystemRandom } from '@lifeops/lib/node';
import { loadCommandConfig } from '../command-config.ts';
import { exitCodes } from '../printer.ts';
import type { CommandContext } from '../program.ts';

/** Checks the whole configuration, the integrations' own fields included. Throws `InvalidInput` with every place. */
export async function check(
  context: CommandContext,
  options: { readonly entries?: unknown },
): Promise<number> {
  const loaded = await loadCommandConfig(context);
  if (options.entries !== false) {
    const { checkConfigEntries } = await context.modules.checkConfig();
    const deps = { clock: new SystemClock(), random: new SystemRandom(), log: silentLogger };
    await checkConfigEntries(loaded, deps);
  }
  const { config, file, usesDefaults, environment, dataFolder } = loaded;
  const what = usesDefaults ? 'There is no configuration file; the embedded defaults are' : `${file} is`;
  context.printer.result(
    [
      `${what} good: ${config.integrations.length} integrations, ${config.automations.length} automations.`,
      `Data folder: ${dataFolder}`,
    ],
    {
      ok: true,
      file: file ?? null,
      environment: environment ?? null,
      data_folder: dataFolder,
      integrations: config.integrations.length,
      automations: config.automations.length,
    },
  );
  return exitCodes.good;
}
