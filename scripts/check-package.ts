/**
 * Checks the library as those who install it get it: builds and packs `lib`, lets publint and attw judge the tarball,
 * installs it into an empty folder, and type-checks and runs the examples of its README there. Exit 0 good, 1 not.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const binary = (name: string): string => join(root, 'node_modules/.bin', name);

/** A program's output goes to ours; a failure ends the check. */
function run(title: string, command: string, args: readonly string[], cwd: string): void {
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${title}: ${command} ${args.join(' ')} ended with ${status}.`);
}

/** The TypeScript blocks of a document that begin with their file's name: `// pool.ts`. */
export function examplesIn(markdown: string): Map<string, string> {
  const examples = new Map<string, string>();
  for (const [, name = '', code = ''] of markdown.matchAll(/^```ts\n\/\/ ([\w-]+\.ts)\n([\s\S]*?)^```$/gm)) {
    examples.set(name, code);
  }
  return examples;
}

const compilerOptions = {
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable'],
  module: 'nodenext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: false,
};

function checkPackage(folder: string): void {
  run('Build', binary('tsc'), ['-b', 'lib'], root);
  run('Pack', 'npm', ['pack', '--workspace', 'lib', '--pack-destination', folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no tarball.');
  run('publint', binary('publint'), ['run', '--strict', join(folder, tarball)], root);
  run('attw', binary('attw'), [join(folder, tarball), '--profile', 'esm-only'], root);

  const examples = examplesIn(readFileSync(join(root, 'lib/README.md'), 'utf8'));
  if (examples.size === 0)
    throw new Error('lib/README.md has no example: a ts block that begins with "// name.ts".');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'example', private: true, type: 'module' }),
  );
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  for (const [name, code] of examples) writeFileSync(join(folder, name), code);
  run('Install', 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball}`], folder);
  run('Types of the examples', binary('tsc'), ['-p', '.'], folder);
  for (const name of examples.keys()) run(`Run ${name}`, process.execPath, [name], folder);
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'lifeops-package-'));
  try {
    checkPackage(folder);
    console.log('\nThe package is good.');
  } catch (cause) {
    console.error(`\n${cause instanceof Error ? cause.message : String(cause)}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
