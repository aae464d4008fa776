import type { CrashSource } from '../supervisor/crash-guard.ts';
import type { SignalSource } from '../supervisor/stop-signals.ts';

/** Where a command prints. */
export interface TextOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The process around a command, or a stand-in. */
export interface CliIo {
  readonly out: TextOutput;
  readonly err: TextOutput;
  readonly env: { readonly [name: string]: string | undefined };
  /** Absolute. */
  readonly cwd: string;
  readonly signals: SignalSource & CrashSource;
  /** Ends the process at once. */
  exit(code: number): void;
}

export const processIo = (): CliIo => ({
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signals: process,
  exit: (code) => process.exit(code),
});
