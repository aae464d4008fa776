import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
/** The integration of the tutorial, a package as anybody would write it. */
export const exampleFolder = join(root, 'docs/guide/examples/rill');
export const binary = (name: string): string => join(root, 'node_modules/.bin', name);

/** The tests of the example, counted: fewer would mean that `conformance` found no `describe`. */
const fewestTests = 15;

/** Runs a program and gives what it printed; a failure throws with it. The source condition is not passed on. */
export function run(title: string, command: string, args: readonly string[], cwd: string): string {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  if (status === 0) return stdout;
  throw new Error(`${title}: ${command} ${args.join(' ')} ended with ${status}.\n${stdout}${stderr}`);
}

/** The TypeScript blocks of a document that begin with their file's name: `// pool.ts`. */
export function examplesIn(markdown: string): Map<string, string> {
  const examples = new Map<string, string>();
  for (const [, name = '', code = ''] of markdown.matchAll(/^```ts\n\/\/ ([\w-]+\.ts)\n([\s\S]*?)^```$/gm)) {
    examples.set(name, code);
  }
  return examples;
}

/** The examples of the library's README. None is an error: there would be nothing to check. */
export function readmeExamples(): Map<string, string> {
  const examples = examplesIn(readFileSync(join(root, 'lib/README.md'), 'utf8'));
  if (examples.size > 0) return examples;
  throw new Error('lib/README.md has no example: a ts block that begins with "// name.ts".');
}

/** Copies the example without what its author's machine made of it. */
export function copyExample(folder: string): void {
  cpSync(exampleFolder, folder, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist', 'package-lock.json'].includes(basename(path)),
  });
}

/** Stricter than the example's own: the library's types hold under every check, its tests' too. */
export const strictOptions = {
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable'],
  module: 'nodenext',
  types: ['node', 'mocha'],
  resolveJsonModule: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: false,
};

/** Runs tests by plain Node, with nothing of the project's own set-up, and gives what was printed. */
export function runMocha(files: string, folder: string): string {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  return run(`Tests ${files}`, process.execPath, [mocha, '--no-config', files], folder);
}

/**
 * Proves the library in a folder with the example and its dependencies, as those who install it have it: types of the
 * example, its tests and the README's examples against the emitted declarations; then all of them run by plain Node.
 */
export function tryExample(folder: string): string {
  const examples = readmeExamples();
  for (const [name, code] of examples) writeFileSync(join(folder, name), code);
  const strict = { compilerOptions: strictOptions, include: ['*.ts', 'src', 'test'] };
  writeFileSync(join(folder, 'tsconfig.strict.json'), JSON.stringify(strict));
  run('Types of the example', binary('tsc'), ['-p', 'tsconfig.strict.json'], folder);
  for (const name of examples.keys()) run(`Run ${name}`, process.execPath, [name], folder);
  const printed = runMocha('test/**/*.test.ts', folder);
  const passed = Number(/(\d+) passing/.exec(printed)?.[1] ?? 0);
  if (passed < fewestTests) throw new Error(`Only ${passed} tests of the example ran.\n${printed}`);
  return `${passed} tests of the example passed`;
}
