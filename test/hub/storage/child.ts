import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child extends AsyncDisposable {
  readonly pid: number | undefined;
  /** What it prints, line by line. */
  readonly lines: AsyncIterator<string>;
  /** kill -9: it gets no chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Runs a TypeScript file of the tests as a process of its own. */
export function startChild(script: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, ['--conditions=lifeops-source', script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  return {
    pid: child.pid,
    lines: createInterface(child.stdout)[Symbol.asyncIterator](),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}
