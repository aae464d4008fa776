import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roles } from '@lifeops/lib/protocol';
import { roleNames } from '../../../hub/src/cli/program.ts';
import { commandFolder, packageFolder } from './cli-run.ts';
import type { CommandFolder } from './cli-run.ts';

describe('lifeops', () => {
  let folder: CommandFolder;
  before(async () => (folder = await commandFolder()));
  after(() => folder[Symbol.asyncDispose]());

  for (const args of [['--help'], ['help'], ['start', '--help'], ['token', 'create', '--help']])
    it(`shows the help of "${args.join(' ')}" on stdout with code 0`, async () => {
      const { code, out, err } = await folder.run(args);
      assert.equal(code, 0);
      assert.match(out, /Usage: lifeops/);
      assert.equal(err, '');
    });

  it('names every command that it has, and none that it has not', async () => {
    const { out } = await folder.run(['--help']);
    const names = [...out.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name);
    assert.deepEqual(names, ['start', 'check', 'doctor', 'token', 'create', 'help']);
  });

  it('prints the version of its package', async () => {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    assert.deepEqual(await folder.run(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  const wrongUses: readonly (readonly string[])[] = [
    [],
    ['bogus'],
    ['token'],
    ['start', '--bogus'],
    ['token', 'create', '--name', 'x'],
    ['token', 'create', '--role', 'owner'],
    ['token', 'create', '--name', 'x', '--role', 'king'],
    ['token', 'create', '--name', ' ', '--role', 'owner'],
    ['token', 'create', '--name', 'x', '--role', 'owner', '--expires-in-days', '1.5'],
    ['token', 'revoke'],
    ['create', 'integration'],
    ['create', 'integration', 'My-Pool'],
    ['create', 'integration', '../pool'],
    ['check', 'more'],
  ];
  for (const args of wrongUses)
    it(`ends with 2 over "${args.join(' ')}", and says why on stderr`, async () => {
      const { code, out, err } = await folder.run(args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.notEqual(err, '');
    });

  it('ends with 1 over a bad configuration, naming every place', async () => {
    await writeFile(
      join(folder.path, 'bad.yaml'),
      'server: { port: eighty }\nsite: { latitude: 99, longitude: 1 }\n',
    );
    const { code, out, err } = await folder.run(['check', '--config', 'bad.yaml']);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /bad\.yaml:1:17 server\.port: .*\nbad\.yaml:2:19 site\.latitude: /);
  });

  it('tells a failure as JSON where that is asked for', async () => {
    const { code, out, err } = await folder.run(['check', '--config', 'missing.yaml', '--json']);
    assert.equal(code, 1);
    assert.equal(err, '');
    assert.equal(JSON.parse(out).error.code, 'invalid-config');
  });

  it('knows the roles that there are', () => assert.deepEqual([...roleNames], [...roles]));

  it('runs by its own file, and loads no more than it must for the version', () => {
    const bin = join(packageFolder, 'bin/lifeops.js');
    const { status, stdout } = spawnSync(process.execPath, [bin, '--version'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    assert.equal(status, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('says under an old Node what to do, and ends with 1', () => {
    const old = `Object.defineProperty(process.versions, 'node', { value: '20.11.0' })`;
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(old)}`,
        join(packageFolder, 'bin/lifeops.js'),
        'start',
      ],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    assert.equal(status, 1);
    assert.match(stderr, /needs Node\.js 22\.18.*20\.11\.0/);
    assert.match(stderr, /npm ci/);
  });
});
