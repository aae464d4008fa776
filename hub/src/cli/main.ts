import { CommanderError } from 'commander';
import { processIo } from './cli-io.ts';
import type { CliIo } from './cli-io.ts';
import type { CliModules } from './hub-module.ts';
import { exitCodes, printerOf } from './printer.ts';
import { buildProgram } from './program.ts';

/**
 * Runs one command line (without the program's name) and gives the exit code: 0 good, 1 failed, 2 wrong use. Never throws.
 * A command loads what it needs itself: `--help` loads nothing but this.
 */
export async function runCli(
  argv: readonly string[],
  modules: CliModules,
  io: CliIo = processIo(),
): Promise<number> {
  let code: number = exitCodes.good;
  const program = buildProgram({ modules, io, done: (exitCode) => (code = exitCode) });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (cause) {
    // Commander has printed what is wrong, or the help that was asked for.
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitCodes.good : exitCodes.wrongUse;
    const { describeFailure } = await import('./failure.ts');
    const { text, error } = describeFailure(cause);
    printerOf(io, argv.includes('--json')).failure(text, error);
    return exitCodes.failed;
  }
}
