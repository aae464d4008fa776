import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliIo } from '../../../hub/src/cli/cli-io.ts';
import type { CliModules } from '../../../hub/src/cli/hub-module.ts';
import { runCli } from '../../../hub/src/cli/main.ts';

export const packageFolder = join(import.meta.dirname, '../../../hub');

const realModules: CliModules = {
  hub: () => assertNever('the hub'),
  offline: () => import('../../../hub/src/composition/offline.ts'),
  checkConfig: () => import('../../../hub/src/composition/check-config.ts'),
  packageFolder,
};

function assertNever(what: string): never {
  throw new Error(`This command must not load ${what}.`);
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A working folder in which commands run in this process, with what they print captured. */
export interface CommandFolder extends AsyncDisposable {
  readonly path: string;
  readonly signals: EventEmitter;
  /** Codes with which a command would have ended the process. */
  readonly exits: number[];
  run(args: readonly string[], modules?: Partial<CliModules>): Promise<Run>;
  /** What was printed to stdout so far by the command that runs. */
  printed(): string;
}

export async function commandFolder(): Promise<CommandFolder> {
  const path = await mkdtemp(join(tmpdir(), 'lifeops-cli-'));
  const signals = new EventEmitter();
  const exits: number[] = [];
  let printed = '';
  return {
    path,
    signals,
    exits,
    printed: () => printed,
    async run(args, modules = {}) {
      let err = '';
      printed = '';
      const io: CliIo = {
        out: { write: (text) => void (printed += text) },
        err: { write: (text) => void (err += text) },
        env: {},
        cwd: path,
        signals,
        exit: (code) => void exits.push(code),
      };
      const code = await runCli(args, { ...realModules, ...modules }, io);
      return { code, out: printed, err };
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
