#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node --optimize-for-size --max-semi-space-size=1 --single-threaded-gc --v8-pool-size=1 --no-sparkplug --no-maglev
// The flags keep a hub at rest small: V8 and the C library would rather grow than collect.
// Plain JavaScript of old: a Node that is too old must still get far enough to say so.
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
const isNodeNewEnough = major === 22 ? minor >= 18 : major > 23 || (major === 23 && minor >= 6);

if (isNodeNewEnough) await run();
else {
  console.error(
    `LifeOps needs Node.js 22.18 or newer, better 24; this is ${process.versions.node}.\n` +
      'Run `npm ci` in its folder, which brings Node.js 24, then start with `npm start` or\n' +
      '`node_modules/.bin/node hub/bin/lifeops.js start`. Nothing was started.',
  );
  process.exitCode = 1;
}

async function run() {
  enableCompileCache();
  const isRepository = existsSync(join(packageFolder, 'src/cli/main.ts'));
  if (isRepository) useSources();
  const module = (name) =>
    import(new URL(isRepository ? `../src/${name}.ts` : `../dist/${name}.js`, import.meta.url).href);
  const { runCli } = await module('cli/main');
  const code = await runCli(process.argv.slice(2), {
    hub: () => module('main'),
    offline: () => module('composition/offline'),
    checkConfig: () => module('composition/check-config'),
    packageFolder,
  });
  // What a part left behind must not keep the process; what was printed is out first.
  await new Promise((done) => process.stdout.write('', done));
  process.exit(code);
}

/**
 * Our own packages are taken from their sources. An installed integration that brings its own copy of the library gets that,
 * built, as Node strips no types below node_modules; one that brings none gets ours. Node remembers what a specifier
 * resolved to for an importer, whatever the conditions: so each is asked for once, and ours in our own name.
 */
function useSources() {
  const repository = new URL('../..', import.meta.url).href;
  const isOurs = (url = '') => url.startsWith(repository) && !url.includes('/node_modules/');
  nodeModule.registerHooks({
    resolve(specifier, context, nextResolve) {
      if (!specifier.startsWith('@lifeops/')) return nextResolve(specifier, context);
      const fromSource = { ...context, conditions: [...context.conditions, 'lifeops-source'] };
      if (isOurs(context.parentURL)) return nextResolve(specifier, fromSource);
      try {
        const found = nextResolve(specifier, context);
        if (!isOurs(found.url)) return found;
      } catch (cause) {
        if (cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
      }
      return nextResolve(specifier, { ...fromSource, parentURL: import.meta.url });
    },
  });
}

/**
 * Compiled code is kept from start to start: in the data folder where there is one, else in a folder of this user alone
 * for temporary files. Whoever can write there could bring code into the hub, so a folder that others may write is none.
 * Where nothing can be kept, starting takes longer, nothing else.
 */
function enableCompileCache() {
  if (nodeModule.getCompileCacheDir() !== undefined || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = ownFolder(dataFolder()) ?? temporaryFolder();
  if (folder !== undefined) nodeModule.enableCompileCache(join(folder, 'cache'));
}

function dataFolder() {
  const { argv, env } = process;
  const flag = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const said = flag < 0 ? env.LIFEOPS_DATA : (argv[flag].split('=')[1] ?? argv[flag + 1]);
  return resolve(said || 'data');
}

function temporaryFolder() {
  const folder = join(tmpdir(), `lifeops-${process.getuid?.() ?? 'user'}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return undefined;
  }
  return ownFolder(folder);
}

/** The folder itself when it is there, a real folder of this user, and closed to the writing of others. */
function ownFolder(folder) {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const isOurs = found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid);
  return isOurs && (found.mode & 0o022) === 0 ? folder : undefined;
}
