/**
 * Checks the library as those who install it get it: builds and packs `lib`, lets publint and attw judge the tarball,
 * installs it with the tutorial's integration into an empty folder, type-checks and runs that there, packs it and
 * installs the result beside the library. Needs the npm registry. Exit 0 good, 1 not.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, copyExample, root, run, tryExample } from './package-trial.ts';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

function step<T>(title: string, work: () => T): T {
  const started = performance.now();
  const result = work();
  const took = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  console.log(`${took} s  ${title}${typeof result === 'string' ? `: ${result}` : ''}`);
  return result;
}

/** Packs a package into a folder and gives the tarball's path. */
function pack(from: string, into: string): string {
  const printed = run(
    'Pack',
    'npm',
    ['pack', '--json', '--loglevel=error', '--pack-destination', into],
    from,
  );
  const [packed] = JSON.parse(printed.slice(printed.indexOf('[\n'))) as { readonly filename: string }[];
  if (packed === undefined) throw new Error(`npm pack in ${from} left no tarball.`);
  return join(into, packed.filename);
}

/** What a home that installs the integration sees: found by keyword and manifest, described without being started. */
const readInstalled = `
import manifest from 'lifeops-integration-rill/manifest.json' with { type: 'json' };
import rill from 'lifeops-integration-rill';
import { testHub } from '@lifeops/lib/testing';
const hub = await testHub(rill);
const { secrets } = await hub.describe();
await hub.stop();
if (rill.id !== manifest.id || secrets.join() !== '/pin') throw new Error(JSON.stringify({ id: rill.id, secrets }));
`;

function checkPackage(folder: string): void {
  const [rill, home] = [join(folder, 'rill'), join(folder, 'home')];
  for (const made of [rill, home]) mkdirSync(made);
  const library = step('lib: build and pack', () => pack(join(root, 'lib'), folder));
  step('publint', () => void run('publint', binary('publint'), ['run', '--strict', library], root));
  step('attw', () => void run('attw', binary('attw'), [library, '--profile', 'esm-only'], root));
  step('Install it with the example', () => {
    copyExample(rill);
    run('Install', 'npm', ['install', '--no-save', '--ignore-scripts', ...quiet, library], rill);
  });
  step('Types and tests', () => tryExample(rill));
  const integration = step('The example: build and pack', () => pack(rill, folder));
  step('Install both, load the example', () => {
    writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    writeFileSync(join(home, 'read.js'), readInstalled);
    run('Install', 'npm', ['install', '--ignore-scripts', ...quiet, library, integration], home);
    run('Load the example', process.execPath, ['read.js'], home);
  });
}

const folder = mkdtempSync(join(tmpdir(), 'lifeops-package-'));
try {
  checkPackage(folder);
  console.log('The package is good.');
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
