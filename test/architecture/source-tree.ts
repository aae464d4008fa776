import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { scanSource } from './source-text.ts';
import type { SourceText } from './source-text.ts';
import type { Files } from './violation.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');

const skippedFolders = new Set(['node_modules', 'dist', 'build-types', '.git']);
const skippedPaths = new Set(['data', 'config.yaml', 'secrets.yaml', '.env', 'test/artifacts']);
const textTypes = new Set([
  '.ts',
  '.tsx',
  '.js',
  '.mjs',
  '.json',
  '.md',
  '.yaml',
  '.yml',
  '.css',
  '.html',
  '.sql',
  '.ics',
  '.sh',
  '.toml',
  '',
]);

/** Reads the project as it is on disk, without what is ignored by git. */
export function readTree(root: string = projectRoot): Files {
  const files = new Map<string, string>();
  const read = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skippedPaths.has(path) || entry.name.endsWith('.tsbuildinfo')) continue;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) read(path);
      } else if (entry.isFile()) {
        files.set(path, textTypes.has(extname(entry.name)) ? readFileSync(join(root, path), 'utf8') : '');
      }
    }
  };
  read('');
  return files;
}

export const isSource = (path: string): boolean => /\.tsx?$/.test(path);
export const isFixture = (path: string): boolean => /^test\/(?:.*\/)?fixtures\//.test(path);

/** Source files, ours to keep in order: fixtures are data. */
export function* sourcesOf(files: Files): Generator<[path: string, text: string]> {
  for (const [path, text] of files) if (isSource(path) && !isFixture(path)) yield [path, text];
}

const scanned = new WeakMap<Files, Map<string, SourceText>>();

/** The scanned text of a file, made once per tree. */
export function scannedSource(files: Files, path: string): SourceText {
  const ofTree = scanned.get(files) ?? new Map<string, SourceText>();
  scanned.set(files, ofTree);
  const known = ofTree.get(path) ?? scanSource(files.get(path) ?? '');
  ofTree.set(path, known);
  return known;
}

/** Whether a path names a file or a folder of the tree. */
export function pathExists(files: Files, path: string): boolean {
  if (path === '' || path === '.' || files.has(path)) return true;
  const folder = `${path}/`;
  for (const file of files.keys()) if (file.startsWith(folder)) return true;
  return false;
}

/** The JSON of a file, undefined where it is absent or broken. */
export function readJson(files: Files, path: string): unknown {
  try {
    return JSON.parse(files.get(path) ?? '');
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
