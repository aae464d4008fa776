import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { broken } from '../hub/config/broken-fixtures.data.ts';
import { freePort } from '../hub-process.ts';
import { claimHub, startAgain, until } from './in-use.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/hub/config/fixtures/broken');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `lifeops start` until it ends by itself. */
function start(args: readonly string[], cwd: string): Promise<Ended> {
  const child = spawn(join(root, 'hub/bin/lifeops.js'), ['start', ...args], {
    cwd,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
  return new Promise((resolve) =>
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code, out, err });
    }),
  );
}

describe('a start that cannot be', function suite() {
  this.timeout(120_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifeops-refused-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('for a broken configuration ends with code 1 and one error with its place, and writes nothing: 40 of them', async () => {
    const names = Object.keys(broken)
      .filter((_name, index) => index % 2 === 0)
      .slice(0, 40);
    assert.ok(names.length >= 39);
    const waiting = [...names];
    const one = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const data = join(folder, name);
        const { code, out, err } = await start(['--config', `${name}.yaml`, '--data', data], fixtures);
        assert.equal(code, 1, `${name}: ${err}`);
        for (const line of broken[name] ?? []) assert.ok(err.includes(line), `${name} said:\n${err}`);
        assert.ok(err.split('\n').filter((line) => line.trim() !== '').length <= 4, `${name} said:\n${err}`);
        assert.doesNotMatch(err, /\bat .*\.(ts|js):\d+/, name);
        assert.equal(out, '', name);
        assert.equal(existsSync(data), false, `${name} wrote into the data folder`);
      }
    };
    await Promise.all([one(), one(), one()]);
  });

  it('for an entry that its integration refuses names the line, and makes no database', async () => {
    await writeFile(
      join(folder, 'config.yaml'),
      'integrations:\n  - integration: calendar\n    name: Family\n    source: { type: ics, url: not-a-url }\n',
    );
    const data = join(folder, 'data');
    const port = String(await freePort());
    const { code, err } = await start(['--data', data, '--port', port], folder);
    assert.equal(code, 1, err);
    assert.match(err, /config\.yaml:4:\d+ .*source/);
    assert.equal(existsSync(join(data, 'lifeops.db')), false);
  });

  it('as another hub uses the data folder is told so, and the other goes on; so for a port that is taken', async () => {
    await using hub = await startAgain({ dataFolder: folder });
    const second = await start(['--data', folder, '--port', String(await freePort())], folder);
    assert.equal(second.code, 1);
    assert.match(second.err, /another hub|already (running|in use)/i);
    const other = join(folder, 'other');
    const third = await start(['--data', other, '--port', new URL(hub.url).port], folder);
    assert.equal(third.code, 1);
    assert.match(third.err, new RegExp(`${new URL(hub.url).port}`));
    assert.equal(existsSync(join(other, 'lifeops.db')), false);
    assert.equal((await fetch(`${hub.url}/health`)).status, 200);
  });

  it('as the database is of a newer hub is told the remedy, and the database stays as it is', async () => {
    {
      await using hub = await startAgain({ dataFolder: folder });
      await hub.ready();
    }
    const file = join(folder, 'lifeops.db');
    const database = new DatabaseSync(file);
    const tables = database.prepare("select name from sqlite_master where name like '%migration%'").all();
    assert.equal(tables.length, 1, JSON.stringify(tables));
    const table = String(tables[0]?.['name']);
    const [row] = database.prepare(`select * from "${table}"`).all();
    const columns = Object.keys(row ?? {});
    const next = {
      ...row,
      ...Object.fromEntries(
        Object.entries(row ?? {}).map(([key, value]) => [
          key,
          typeof value === 'number' && value < 1000 ? 999 : value,
        ]),
      ),
    };
    database
      .prepare(`insert into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
      .run(...(columns.map((column) => next[column as keyof typeof next]) as string[]));
    database.close();
    const { code, err } = await start(['--data', folder, '--port', String(await freePort())], folder);
    assert.equal(code, 1, err);
    assert.match(err, /newer/i);
    assert.match(err, /update|upgrade|restore/i);
  });
});

describe('a broken package of an integration in the data folder', function suite() {
  this.timeout(60_000);

  it('stops nothing, and is listed with what is wrong', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'lifeops-packages-'));
    try {
      const place = async (name: string, files: Readonly<Record<string, string>>) => {
        const folder = join(dataFolder, 'packages/node_modules', name);
        await mkdir(folder, { recursive: true });
        for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
      };
      const packageJson = (name: string) =>
        JSON.stringify({
          name,
          version: '1.0.0',
          type: 'module',
          keywords: ['lifeops-integration'],
          exports: './index.js',
        });
      const manifest = (id: string) =>
        JSON.stringify({ id, name: id, kind: 'device', reach: 'local_push', lifeops: '*' });
      const parts = (id: string, code: string) => ({
        'package.json': packageJson(`lifeops-integration-${id}`),
        'manifest.json': manifest(id),
        'index.js': code,
      });
      await place('lifeops-integration-throws', parts('throws', 'throw new Error("boom at import");'));
      await place('lifeops-integration-syntax', parts('syntax', 'export default {'));
      await place('lifeops-integration-nothing', parts('nothing', 'export default 42;'));
      await place('lifeops-integration-bad', { ...parts('bad', ''), 'manifest.json': '{' });
      await place('lifeops-integration-half', { 'package.json': '{ "na' });
      await using hub = await startAgain({ dataFolder });
      const client = await claimHub(hub);
      await hub.ready();
      await until('the house', async () => (await client.call('states.list', {})).states.length > 150);
      const { integrations } = await client.call('integrations.list', {});
      const errors = new Map(integrations.map(({ id, error }) => [id, error]));
      assert.match(errors.get('throws') ?? '', /boom at import/);
      for (const id of ['syntax', 'nothing', 'bad']) assert.equal(typeof errors.get(id), 'string', id);
      for (const id of ['demo', 'sun', 'oura']) assert.equal(errors.get(id), null, id);
      await assert.rejects(
        client.call('entries.create', { integration: 'throws', config: {} }),
        /boom at import/,
      );
      assert.ok((await readdir(dataFolder)).includes('lifeops.db'));
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  });
});
