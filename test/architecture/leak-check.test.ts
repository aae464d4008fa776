import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LeakCheck } from '../leak-check.ts';
import { projectRoot } from './source-tree.ts';

describe('LeakCheck', () => {
  let check: LeakCheck;
  beforeEach(() => {
    check = new LeakCheck().enable();
  });
  afterEach(() => check[Symbol.dispose]());

  it('tells of a stray interval, during which test and on which line it was made, and ends it', async () => {
    check.during = 'some test';
    let runs = 0;
    const stray = setInterval(() => runs++, 5);
    const leaks = await check.takeLeaks();
    assert.deepEqual(
      leaks.map(({ what, during }) => `${what}, ${during}`),
      ['timer, some test'],
    );
    assert.match(leaks[0]?.stack[0] ?? '', /leak-check\.test\.ts:\d+/);
    const before = runs;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(runs, before);
    clearInterval(stray);
    assert.deepEqual(await check.takeLeaks(), []);
  });

  it('tells of a server that still listens and of none that is closed', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    assert.deepEqual(
      (await check.takeLeaks()).map(({ what }) => what),
      ['TCP server'],
    );
    server.close();
    await once(server, 'close');
    assert.deepEqual(await check.takeLeaks(), []);
  });

  it('finds nothing after timers that ran or were cleared and a request that was answered', async () => {
    clearTimeout(setTimeout(() => {}, 60_000));
    await new Promise((resolve) => setTimeout(resolve, 1));
    const server = createServer((_, response) => response.end('yes')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    assert.equal(await reply.text(), 'yes');
    server.close();
    assert.deepEqual(await check.takeLeaks(), []);
  });

  it('lets stay open what a test declares, as long as it does', async () => {
    const tolerated = check.tolerate('a pool that outlives the file', /architecture\/leak-check\.test/);
    const kept = setInterval(() => {}, 60_000);
    assert.deepEqual(await check.takeLeaks(), []);
    tolerated[Symbol.dispose]();
    assert.equal((await check.takeLeaks()).length, 1);
    clearInterval(kept);
  });
});

describe('the root hooks', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifeops-leak-'));
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (body: string): Promise<{ exitCode: unknown; output: string }> => {
    const file = join(folder, 'stray.test.ts');
    await writeFile(file, `describe('stray', () => { ${body} });\n`);
    const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js');
    const child = spawn(
      process.execPath,
      [mocha, '--no-config', '--require', join(projectRoot, 'test/root-hooks.ts'), file],
      { cwd: projectRoot },
    );
    const [output, [exitCode]] = await Promise.all([
      text(child.stdout),
      once(child, 'exit'),
      text(child.stderr),
    ]);
    return { exitCode, output };
  };

  it('fail a file that leaves an interval, name the test, and let the run end', async () => {
    const { exitCode, output } = await run(`it('forgets', () => { setInterval(() => {}, 1000); });`);
    assert.equal(exitCode, 1);
    assert.match(output, /leaves nothing open/);
    assert.match(output, /timer still open, made during "stray forgets"\n.*stray\.test\.ts:1/);
  });

  it('pass a file that ends in its own after what its before began', async () => {
    const { exitCode, output } = await run(
      `let t: NodeJS.Timeout; before(() => { t = setInterval(() => {}, 1000); }); after(() => clearInterval(t)); it('works', () => {});`,
    );
    assert.equal(exitCode, 0, output);
  });
});
