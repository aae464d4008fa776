import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandFolder } from '../cli-run.ts';
import type { CommandFolder } from '../cli-run.ts';

describe('lifeops check', () => {
  let folder: CommandFolder;
  beforeEach(async () => (folder = await commandFolder()));
  afterEach(() => folder[Symbol.asyncDispose]());

  it('is content with the embedded defaults, and writes nothing', async () => {
    const { code, out } = await folder.run(['check']);
    assert.equal(code, 0);
    assert.match(out, /no configuration file; the embedded defaults are good: 5 integrations/);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('checks the fields of the integrations themselves, with their place', async () => {
    await writeFile(
      join(folder.path, 'config.yaml'),
      'integrations:\n  - integration: sun\n    colour: blue\n  - integration: nothing_like_it\n',
    );
    const { code, err } = await folder.run(['check']);
    assert.equal(code, 1);
    assert.match(err, /config\.yaml:3:\d+ integrations\[0\]\.colour/);
    assert.match(err, /config\.yaml:4:\d+ integrations\[1\]: .*nothing_like_it/);
    assert.equal((await folder.run(['check', '--no-entries'])).code, 0);
  });

  it('tells programs what it found', async () => {
    const { out } = await folder.run(['check', '--no-entries', '--json']);
    assert.deepEqual(JSON.parse(out), {
      ok: true,
      file: null,
      environment: null,
      data_folder: join(folder.path, 'data'),
      integrations: 5,
      automations: JSON.parse(out).automations,
    });
  });
});
