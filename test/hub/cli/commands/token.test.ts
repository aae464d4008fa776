import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { days } from '@lifeops/lib';
import { SystemClock, SystemRandom } from '@lifeops/lib/node';
import { openOffline } from '../../../../hub/src/composition/offline.ts';
import { lockDataFolder } from '../../../../hub/src/storage/node/data-folder-lock.ts';
import { commandFolder } from '../cli-run.ts';
import type { CommandFolder } from '../cli-run.ts';

describe('lifeops token', () => {
  let folder: CommandFolder;
  let dataFolder: string;
  beforeEach(async () => {
    folder = await commandFolder();
    dataFolder = join(folder.path, 'data');
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const create = (...more: string[]) =>
    folder.run(['token', 'create', '--name', 'Panel', '--role', 'read-only', '--data', dataFolder, ...more]);
  const opened = () =>
    openOffline({
      clock: new SystemClock(),
      random: new SystemRandom(),
      dataFolder,
      databaseUrl: 'sqlite:lifeops.db',
    });

  it('prints the token alone, which is valid with its role then', async () => {
    const { code, out, err } = await create();
    assert.equal(code, 0);
    assert.match(out, /^lo_[A-Za-z0-9_-]{43}\n$/);
    assert.equal(err, '');
    await using offline = await opened();
    const row = offline.tokens.find(out.trim());
    assert.deepEqual(
      [row?.name, row?.role, row?.userUid, row?.expiresAt],
      ['Panel', 'read-only', null, null],
    );
  });

  it('works while a hub holds the data folder, and tells it by a line', async () => {
    await create();
    using _hub = lockDataFolder(dataFolder);
    const { code, out } = await create('--json');
    assert.equal(code, 0);
    const { uid } = JSON.parse(out);
    assert.match(await readFile(join(dataFolder, 'tokens.changed'), 'utf8'), new RegExp(`created ${uid}\n$`));
  });

  it('ends a token by itself after the days that were asked for', async () => {
    const { out } = await create('--expires-in-days', '2', '--json');
    const left = JSON.parse(out).expires_at - Date.now();
    assert.ok(left > days(2) - 60_000 && left <= days(2), String(left));
  });

  it('lists what is valid, without secrets', async () => {
    assert.match((await folder.run(['token', 'list', '--data', dataFolder])).out, /There are no tokens/);
    const { out: secret } = await create();
    const { out } = await folder.run(['token', 'list', '--data', dataFolder]);
    assert.match(out, /^[0-9A-Z]{26} {2}read-only {2}Panel/);
    assert.ok(!out.includes(secret.trim()));
    const { tokens } = JSON.parse((await folder.run(['token', 'list', '--json', '--data', dataFolder])).out);
    assert.deepEqual(
      tokens.map((row: { readonly name: string }) => row.name),
      ['Panel'],
    );
  });

  it('revokes a token, which is refused then and revoked no second time', async () => {
    const made = JSON.parse((await create('--json')).out);
    const revoke = () => folder.run(['token', 'revoke', made.uid, '--data', dataFolder]);
    const { code } = await revoke();
    assert.equal(code, 0);
    {
      await using offline = await opened();
      assert.equal(offline.tokens.find(made.token), undefined);
    }
    assert.match(
      await readFile(join(dataFolder, 'tokens.changed'), 'utf8'),
      new RegExp(`revoked ${made.uid}\n$`),
    );
    const again = await revoke();
    assert.equal(again.code, 1);
    assert.match(again.err, /no such token/);
  });

  it('ends with 1 over a token that there is not', async () => {
    const { code, err } = await folder.run(['token', 'revoke', 'nothing', '--data', dataFolder]);
    assert.equal(code, 1);
    assert.match(err, /There is no token nothing/);
  });
});
