/**
 * Does faults to real hubs and counts what came of them: `npm run faults -- [NAME …] [--runs N] [--seed N] [--json]`. With
 * `--json` one object a line on stdout. A name is a file of this folder that exports a `fault`. Exit code 1 when anything
 * was lost, doubled, corrupt, told twice, left behind or crashed.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Fault, FaultResult } from './fault.ts';

const folder = import.meta.dirname;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string' },
    seed: { type: 'string' },
  },
});

async function faults(): Promise<ReadonlyMap<string, Fault>> {
  const found = new Map<string, Fault>();
  for (const file of (await readdir(folder))
    .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
    .toSorted()) {
    const module = (await import(join(folder, file))) as { readonly fault?: Fault };
    if (module.fault) found.set(file.slice(0, -3), module.fault);
  }
  return found;
}

const all = await faults();
const unknown = positionals.filter((name) => !all.has(name));
if (unknown.length > 0) {
  console.error(`There is no fault ${unknown.join(', ')}. There are: ${[...all.keys()].join(', ')}`);
  process.exit(2);
}
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const runs = values.runs === undefined ? {} : { runs: Number(values.runs) };
const isWrong = ({ runs: _runs, ...counts }: FaultResult) =>
  Object.values(counts).some((count) => count !== 0);
for (const name of positionals.length > 0 ? positionals : all.keys()) {
  console.error(`${name}, seed ${seed}`);
  const tell = (line: string) => console.error(`  ${line}`);
  const result = await (all.get(name) as Fault)({ ...runs, seed, tell });
  const line = { fault: name, ...result };
  if (values.json) console.log(JSON.stringify(line));
  else
    console.log(
      Object.entries(line)
        .map(([key, value]) => `${key} ${value}`)
        .join(', '),
    );
  if (isWrong(result)) process.exitCode = 1;
}
