import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '../hub-process.ts';
import { median } from './bench.ts';
import type { Bench } from './bench.ts';

const limitMb = 150;
const turns = 5;
const settleMs = 20_000;

/** Resident memory of the hub's process with all integrations of the default configuration, at rest; not its very first start. */
export const bench: Bench = {
  name: 'Idle memory',
  unit: 'MB',
  async run() {
    const dataFolder = await mkdtemp(join(tmpdir(), 'lifeops-bench-'));
    await using _removed = { [Symbol.asyncDispose]: () => rm(dataFolder, { recursive: true, force: true }) };
    {
      await using first = await startHub({ dataFolder });
      await first.ready();
    }
    const runs: number[][] = [];
    for (let turn = 0; turn < turns; turn++) {
      await using hub = await startHub({ dataFolder });
      await hub.ready();
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      const status = await readFile(`/proc/${hub.process.pid}/status`, 'utf8');
      runs.push([Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000]);
    }
    const figure = median(runs.map(([mb]) => mb as number));
    return {
      figure,
      ratio: figure / limitMb,
      against: `limit ${limitMb} MB, ${settleMs / 1000} s after it is ready`,
      runs,
    };
  },
};
