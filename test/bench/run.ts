/**
 * Runs benchmarks: `npm run bench -- [NAME …] [--json] [--write]`. With `--json` one object a line; with `--write` the table in
 * docs/benchmarks.md is made anew from what was measured. A name is a file of this folder.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, platform, arch } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult } from './bench.ts';

const folder = import.meta.dirname;
const tableFile = join(folder, '../../docs/benchmarks.md');
const support = new Set(['run.ts', 'bench.ts']);

interface Line extends BenchResult {
  readonly bench: string;
  readonly unit: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});

async function benches(): Promise<ReadonlyMap<string, Bench>> {
  const found = new Map<string, Bench>();
  for (const file of (await readdir(folder))
    .filter((name) => name.endsWith('.ts') && !support.has(name))
    .toSorted()) {
    const module = (await import(join(folder, file))) as { readonly bench?: Bench };
    if (module.bench) found.set(file.slice(0, -3), module.bench);
  }
  return found;
}

const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(
    (line) =>
      `| \`${line.bench}\` | ${rounded(line.figure)} ${line.unit} | ${rounded(line.ratio)} | ${line.against} | ${line.runs.length} |`,
  );
  return [
    '| bench | figure (median) | ratio | against | runs |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

async function writeTable(lines: readonly Line[]): Promise<void> {
  const text = await readFile(tableFile, 'utf8');
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${platform()} ${arch()}, Node ${process.versions.node}`;
  const table = `<!-- table -->\n\nMeasured on ${machine}.\n\n${tableOf(lines)}\n\n<!-- /table -->`;
  await writeFile(tableFile, text.replace(/<!-- table -->[\s\S]*<!-- \/table -->/, table));
}

const all = await benches();
const unknown = positionals.filter((name) => !all.has(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${[...all.keys()].join(', ')}.`);
  process.exit(2);
}
const wanted = positionals.length > 0 ? positionals : [...all.keys()];
const lines: Line[] = [];
for (const name of wanted) {
  const bench = all.get(name) as Bench;
  const results = await bench.run();
  for (const result of [results].flat()) {
    const line: Line = { bench: name, unit: bench.unit, ...result };
    lines.push(line);
    if (values.json) console.log(JSON.stringify(line));
    else
      console.error(
        `${name}: ${rounded(line.figure)} ${line.unit}, ratio ${rounded(line.ratio)} against ${line.against}`,
      );
  }
}
if (!values.json) console.log(tableOf(lines));
if (values.write) await writeTable(lines);
process.exit(0);
