import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RotatingFile } from '../../../../hub/src/logging/node/rotating-file.ts';

describe('RotatingFile', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'lifeops-log-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const path = () => join(folder, 'x.log');
  const open = (options: { readonly maxBytes?: number; readonly files?: number } = {}) =>
    new RotatingFile({ path: path(), maxBytes: 1000, files: 3, ...options });

  it('writes every line once and in order, for its owner alone', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => `line ${i}`);
    {
      await using file = open({ maxBytes: 1e6 });
      for (const line of lines) file.write(line);
    }
    assert.equal(await readFile(path(), 'utf8'), `${lines.join('\n')}\n`);
    assert.equal((await stat(path())).mode & 0o777, 0o600);
  });

  it('goes on behind what is there', async () => {
    await writeFile(path(), 'before\n');
    {
      await using file = open();
      file.write('after');
    }
    assert.equal(await readFile(path(), 'utf8'), 'before\nafter\n');
  });

  it('sets full files aside and keeps so many, none longer than allowed', async () => {
    {
      await using file = open();
      for (let i = 0; i < 100; i++) {
        file.write(`${String(i).padStart(3, '0')} ${'x'.repeat(95)}`);
        await file.flush();
      }
    }
    assert.deepEqual((await readdir(folder)).toSorted(), ['x.log', 'x.log.1', 'x.log.2']);
    const texts = await Promise.all(
      ['x.log.2', 'x.log.1', 'x.log'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    for (const text of texts) assert.ok(text.length <= 1000);
    const numbers = texts
      .join('')
      .trim()
      .split('\n')
      .map((line) => Number(line.slice(0, 3)));
    assert.deepEqual(
      numbers,
      Array.from({ length: numbers.length }, (_, i) => 100 - numbers.length + i),
    );
  });

  it('has all lines in the file after flushNow, a write under way included', () => {
    const script = `
      import { RotatingFile } from ${JSON.stringify(join(import.meta.dirname, '../../../../hub/src/logging/node/rotating-file.ts'))};
      const file = new RotatingFile({ path: ${JSON.stringify(path())}, maxBytes: 1e7, files: 2 });
      for (let i = 0; i < 2000; i++) file.write('line ' + i + ' ' + 'x'.repeat(200));
      file.flushNow();
      process.exit(3);`;
    const { status } = spawnSync(process.execPath, [
      '--conditions=lifeops-source',
      '--input-type=module',
      '-e',
      script,
    ]);
    assert.equal(status, 3);
    return readFile(path(), 'utf8').then((text) => {
      const numbers = text
        .trim()
        .split('\n')
        .map((line) => Number(line.split(' ')[1]));
      assert.deepEqual(
        numbers,
        Array.from({ length: 2000 }, (_, i) => i),
      );
    });
  });

  it('drops what comes after its end', async () => {
    const file = open();
    await file[Symbol.asyncDispose]();
    file.write('late');
    assert.equal(file.dropped, 1);
  });

  it('counts what a disk that fails costs, and goes on', async function () {
    await using file = new RotatingFile({ path: '/dev/full', maxBytes: 1e6, files: 2 });
    file.write('lost');
    await file.flush();
    assert.equal(file.dropped, 1);
    assert.match(String(file.problem), /ENOSPC/);
  });
});
