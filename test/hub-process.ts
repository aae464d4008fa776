import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** A real hub in a process and a data folder of its own, as a person starts it. */
export interface HubProcess extends AsyncDisposable {
  readonly url: string;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  /** All that it printed. */
  output(): string;
  /** Milliseconds from spawn to the first good answer of `/health`. */
  readonly startMs: number;
  /** Resolves with the ready line; rejects when the process ends before. */
  ready(): Promise<string>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface HubProcessOptions {
  /** Kept by the caller; else a new one that is removed at the end. */
  readonly dataFolder?: string;
  readonly cwd?: string;
  readonly args?: readonly string[];
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a hub and waits for `/health`. */
export async function startHub(options: HubProcessOptions = {}): Promise<HubProcess> {
  const own = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'lifeops-')));
  const port = options.port ?? (await freePort());
  const started = performance.now();
  const child = spawn(
    join(root, 'hub/bin/lifeops.js'),
    ['start', '--data', dataFolder, '--port', String(port), ...(options.args ?? [])],
    {
      cwd: options.cwd ?? dataFolder,
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
        NODE_OPTIONS: '',
        LIFEOPS_LOG_LEVEL: 'info',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child, () => printed);
  const startMs = performance.now() - started;

  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    url,
    dataFolder,
    process: child,
    startMs,
    output: () => printed,
    ready: () => readyLine(child, () => printed),
    kill,
    async [Symbol.asyncDispose]() {
      await kill('SIGTERM');
      if (own) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The hub ended at start:\n${printed()}`);
    const response = await fetch(`${url}/health`).catch(() => undefined);
    if (response?.ok) {
      await response.arrayBuffer();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill('SIGKILL');
  throw new Error(`The hub did not answer in 30 s:\n${printed()}`);
}

async function readyLine(child: ChildProcess, printed: () => string): Promise<string> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const line = printed()
      .split('\n')
      .find((text) => text.includes('LifeOps is ready at'));
    if (line !== undefined) return line;
    if (child.exitCode !== null) throw new Error(`The hub ended before it was ready:\n${printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`The hub was not ready in 60 s:\n${printed()}`);
}
