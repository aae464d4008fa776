import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkIntegrationShape } from '../../../architecture/integration-shape.ts';
import { projectRoot, readTree } from '../../../architecture/source-tree.ts';
import { commandFolder } from '../cli-run.ts';
import type { CommandFolder } from '../cli-run.ts';

function runNode(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, output: stdout + stderr };
}
const mocha = (cwd: string, file: string) =>
  runNode(
    cwd,
    join(projectRoot, 'node_modules/mocha/bin/mocha.js'),
    '--node-option',
    'conditions=lifeops-source',
    '--no-config',
    '--reporter',
    'spec',
    file,
  );
const compile = (cwd: string, folder: string) =>
  runNode(
    cwd,
    join(projectRoot, 'node_modules/typescript/bin/tsc'),
    '-p',
    folder,
    '--noEmit',
    '--customConditions',
    'lifeops-source',
    '--allowImportingTsExtensions',
  );

describe('lifeops create integration', function () {
  this.timeout(60_000);
  let folder: CommandFolder;
  beforeEach(async () => (folder = await commandFolder()));
  afterEach(() => folder[Symbol.asyncDispose]());

  it('writes a package that compiles and passes the conformance tests', async () => {
    const { code } = await folder.run(['create', 'integration', 'my_pool', '--title', 'Anna\'s "pool"']);
    assert.equal(code, 0);
    await symlink(join(projectRoot, 'node_modules'), join(folder.path, 'node_modules'));
    const compiled = compile(folder.path, 'my_pool');
    assert.equal(compiled.status, 0, compiled.output);
    const { status, output } = mocha(join(folder.path, 'my_pool'), 'test/conformance.test.ts');
    assert.equal(status, 0, output);
    assert.match(output, /my_pool as a good integration/);
    assert.ok(Number(/(\d+) passing/.exec(output)?.[1]) >= 15, output);
  });

  it('writes into the project when it is called there, in the shape of all integrations', async () => {
    await writeFile(join(folder.path, 'package.json'), '{ "name": "lifeops" }');
    await mkdir(join(folder.path, 'integrations/demo'), { recursive: true });
    for (const shared of ['node_modules', 'lib', 'tsconfig.base.json'])
      await symlink(join(projectRoot, shared), join(folder.path, shared));
    const { code, out } = await folder.run(['create', 'integration', 'my_pool']);
    assert.equal(code, 0);
    assert.match(out, /references of tsconfig\.json/);
    assert.deepEqual(checkIntegrationShape(readTree(folder.path)), []);
    const { status, output } = mocha(folder.path, 'test/integrations/my_pool/conformance.test.ts');
    assert.equal(status, 0, output);
  });

  it('writes over nothing', async () => {
    await mkdir(join(folder.path, 'my_pool'));
    const { code, err } = await folder.run(['create', 'integration', 'my_pool']);
    assert.equal(code, 1);
    assert.match(err, /is there already; nothing was written/);
    assert.deepEqual(await readdir(join(folder.path, 'my_pool')), []);
  });

  it('writes where it is told to, and fills in every word', async () => {
    await folder.run(['create', 'integration', 'x2', '--to', 'deep/folder', '--json']);
    const manifest = JSON.parse(await readFile(join(folder.path, 'deep/folder/manifest.json'), 'utf8'));
    assert.deepEqual([manifest.id, manifest.name], ['x2', 'X2']);
    for (const file of await readdir(join(folder.path, 'deep/folder'), {
      recursive: true,
      withFileTypes: true,
    }))
      if (file.isFile())
        assert.doesNotMatch(
          await readFile(join(file.parentPath, file.name), 'utf8'),
          /\{\{\w+\}\}/,
          file.name,
        );
  });
});
