import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Conflict } from '@lifeops/lib';
import { lockDataFolder } from '../../../../hub/src/storage/node/data-folder-lock.ts';
import { startChild } from '../child.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const holder = join(import.meta.dirname, 'lock-holder.ts');
const refusedWith = (text: string) => (cause: unknown) =>
  cause instanceof Conflict && cause.code === 'already-running' && cause.message.includes(text);

describe('The lock of the data folder', () => {
  it('keeps a second hub out, in this process too, until it is given back', async () => {
    await using folder = await temporaryFolder();
    const dataFolder = join(folder.path, 'data');
    const first = lockDataFolder(dataFolder);
    assert.throws(() => lockDataFolder(dataFolder), refusedWith(`process ${process.pid}`));
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    using again = lockDataFolder(dataFolder);
    assert.ok(again);
  });

  it('names the process that holds it, and ends with that process even when it is killed', async () => {
    await using folder = await temporaryFolder();
    await using child = startChild(holder, [folder.path]);
    assert.equal((await child.lines.next()).value, 'locked');
    assert.throws(() => lockDataFolder(folder.path), refusedWith(`process ${child.pid}`));
    await child.kill();
    using lock = lockDataFolder(folder.path);
    assert.ok(lock);
  });

  it('does not mind what a former hub left behind', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'hub.pid'), `${process.pid}\n`);
    await writeFile(join(folder.path, 'hub.lock'), '');
    using lock = lockDataFolder(folder.path);
    assert.ok(lock);
  });
});
