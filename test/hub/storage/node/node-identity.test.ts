import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isUlid, silentLogger, Unavailable } from '@lifeops/lib';
import { SystemRandom } from '@lifeops/lib/node';
import { FakeClock } from '@lifeops/lib/testing';
import { openNodeIdentity } from '../../../../hub/src/storage/node/node-identity.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const open = (dataFolder: string, warn: (message: string) => void = () => {}) =>
  openNodeIdentity({
    dataFolder,
    clock: new FakeClock(),
    random: new SystemRandom(),
    log: { ...silentLogger, warn },
  });

describe('The identity of a node', () => {
  it('is made once: a key of 32 bytes that only its owner may read, and a ULID', async () => {
    await using folder = await temporaryFolder();
    const dataFolder = join(folder.path, 'not there yet');
    const first = await open(dataFolder);
    const again = await open(dataFolder);
    const key = await stat(join(dataFolder, 'node.key'));
    assert.equal(key.size, 32);
    assert.equal(key.mode & 0o777, 0o600);
    assert.ok(isUlid(first.nodeId));
    assert.equal(again.nodeId, first.nodeId);
    assert.equal(again.sealer.open(first.sealer.seal('kept')), 'kept');
    assert.deepEqual((await readdir(dataFolder)).toSorted(), ['node.json', 'node.key']);
  });

  it('differs from node to node', async () => {
    await using one = await temporaryFolder();
    await using two = await temporaryFolder();
    const [first, second] = [await open(one.path), await open(two.path)];
    assert.notEqual(first.nodeId, second.nodeId);
    assert.throws(() => second.sealer.open(first.sealer.seal('x')), Unavailable);
  });

  it('closes a key that others could read, and says so', async () => {
    await using folder = await temporaryFolder();
    await open(folder.path);
    const file = join(folder.path, 'node.key');
    await chmod(file, 0o644);
    const warnings: string[] = [];
    await open(folder.path, (message) => warnings.push(message));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal(warnings.length, 1);
  });

  it('takes over a key that was added in front, for new secrets', async () => {
    await using folder = await temporaryFolder();
    const sealed = (await open(folder.path)).sealer.seal('old');
    const file = join(folder.path, 'node.key');
    await writeFile(file, Buffer.concat([new SystemRandom().bytes(32), await readFile(file)]));
    const { sealer } = await open(folder.path);
    assert.equal(sealer.open(sealed), 'old');
    assert.notEqual(sealer.seal('new').split('.')[1], sealed.split('.')[1]);
  });

  it('refuses a damaged key or id and leaves it as it is', async () => {
    await using folder = await temporaryFolder();
    await open(folder.path);
    await truncate(join(folder.path, 'node.key'), 31);
    await assert.rejects(open(folder.path), /node\.key is damaged/);
    assert.equal((await stat(join(folder.path, 'node.key'))).size, 31);

    await using other = await temporaryFolder();
    await open(other.path);
    for (const damage of ['', 'not json', '{"id":"short","created_at":1}']) {
      await writeFile(join(other.path, 'node.json'), damage);
      await assert.rejects(open(other.path), /node\.json is damaged/);
      assert.equal(await readFile(join(other.path, 'node.json'), 'utf8'), damage);
    }
  });
});
