import { readFile } from 'node:fs/promises';
import type { ClockDep } from '../../base/clock.ts';
import { Aborted, NotFound, Unavailable } from '../../base/errors.ts';
import type { RandomDep } from '../../base/random.ts';
import type { MachinePort } from '../ports.ts';
import type { RuntimeIo } from '../runtime-io.ts';
import { connectTcp } from './tcp-connection.ts';

/** The real machine for integrations: its network, files and figures. */
export const nodeRuntimeIo = (deps: ClockDep & RandomDep & { readonly machine: MachinePort }): RuntimeIo => ({
  clock: deps.clock,
  random: deps.random,
  machine: deps.machine,
  fetch: (url, init) => fetch(url, init),
  readFile: readTextFile,
  connectTcp,
});

/** A text file; `NotFound` when there is none, `Unavailable` when it cannot be read. */
export async function readTextFile(path: string, signal: AbortSignal): Promise<string> {
  try {
    return await readFile(path, { encoding: 'utf8', signal });
  } catch (cause) {
    if (signal.aborted) throw new Aborted(undefined, { cause });
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    if (code === 'ENOENT') throw new NotFound(`There is no file ${path}.`, { cause, details: { path } });
    throw new Unavailable(`The file ${path} could not be read (${code}).`, {
      cause,
      details: { path, reason: code },
    });
  }
}
