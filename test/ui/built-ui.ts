import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const ui = join(root, 'ui');

/** Builds the UI when it was not, or when a source is newer than what was built. */
export async function buildWhenStale(): Promise<void> {
  const index = join(ui, 'dist/index.html');
  const built = existsSync(index) ? (await stat(index)).mtimeMs : 0;
  const sources = [
    join(ui, 'index.html'),
    join(ui, 'vite.config.ts'),
    ...(await filesIn(join(ui, 'src'))),
    ...(await filesIn(join(ui, 'public'))),
    ...(await filesIn(join(root, 'lib/src/client'))),
  ];
  const times = await Promise.all(sources.map(async (path) => (await stat(path)).mtimeMs));
  if (Math.max(...times) <= built) return;
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: ui },
  );
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
