import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '../hub-process.ts';
import { median } from './bench.ts';
import type { Bench } from './bench.ts';

const limitMs = 2000;
const turns = 7;

/** Process start to the first good answer of /health, on a data folder that a hub has used before. */
export const bench: Bench = {
  name: 'Start to /health',
  unit: 'ms',
  async run() {
    const dataFolder = await mkdtemp(join(tmpdir(), 'lifeops-bench-'));
    try {
      const first = await startHub({ dataFolder });
      await first.ready();
      await first[Symbol.asyncDispose]();
      const runs: number[][] = [];
      for (let turn = 0; turn < turns; turn++) {
        await using hub = await startHub({ dataFolder });
        runs.push([hub.startMs]);
      }
      const figure = median(runs.map(([ms]) => ms as number));
      return { figure, ratio: figure / limitMs, against: `limit ${limitMs} ms`, runs };
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
