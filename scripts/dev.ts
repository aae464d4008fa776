/** `npm run dev`: the hub, restarted when its sources change, and the UI with hot reload in front of it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

const children = [
  spawn(
    process.execPath,
    [
      '--watch',
      '--watch-path=hub/src',
      '--watch-path=lib/src',
      '--watch-path=integrations',
      join(root, 'hub/bin/lifeops.js'),
      'start',
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: 'inherit',
    },
  ),
  spawn(process.execPath, [bin('vite')], { cwd: join(root, 'ui'), stdio: 'inherit' }),
];

let ending = false;
function end(code: number): void {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const child of children) child.kill('SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0));
for (const child of children) child.once('exit', (code) => end(code ?? 0));
