import assert from 'node:assert/strict';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Conflict, days, silentLogger, Unavailable } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { openHistoryStore } from '../../../../hub/src/storage/history/open-history-store.ts';
import { historyMigrations } from '../../../../hub/src/storage/migrations/history/history-migrations.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sqliteHistory } from './history-fixture.ts';
import { batch, state } from './sample-history.ts';

const refusedAsCorrupt = (cause: unknown) =>
  cause instanceof Unavailable && cause.code === 'database-corrupt';
const openAt = (dataFolder: string, migrations = historyMigrations) =>
  openHistoryStore({
    url: 'sqlite:metrics.db',
    dataFolder,
    clock: new FakeClock(),
    log: silentLogger,
    migrations,
  });

/** How many rows the table has, read by a connection of its own. */
function count(dataFolder: string, table: string): unknown {
  const database = new DatabaseSync(join(dataFolder, 'metrics.db'), { readOnly: true });
  try {
    return database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
  } finally {
    database.close();
  }
}

describe('The file of the metrics database', () => {
  it('is readable by its owner alone', async () => {
    await using opened = await sqliteHistory();
    assert.equal((await stat(join(opened.dataFolder, 'metrics.db'))).mode & 0o777, 0o600);
  });

  it('is refused and kept when it is no database', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'metrics.db');
    await writeFile(file, 'no database at all '.repeat(200));
    await assert.rejects(openAt(folder.path), refusedAsCorrupt);
    assert.match(await readFile(file, 'utf8'), /^no database at all/);
  });

  it('is found damaged by its check, and by reading what is damaged', async () => {
    await using opened = await sqliteHistory();
    const states = Array.from({ length: 5000 }, (_, i) => state('a', i, i + 1));
    await opened.store.write(batch({ states }));
    await opened.reopen();
    await using handle = await open(join(opened.dataFolder, 'metrics.db'), 'r+');
    const { size } = await handle.stat();
    // Past the first pages, which hold the schema and the small tables.
    for (let page = 30; page < size / 4096; page++)
      await handle.write(Buffer.alloc(4096, 9), 0, 4096, page * 4096);
    await handle.close();
    const store = await opened.reopen();
    assert.notEqual(await store.check(), 'ok');
    await assert.rejects(store.states({ uids: ['a'], start: 0, end: 9999, limit: 9999 }), refusedAsCorrupt);
  });

  it('is refused when a newer hub wrote it', async () => {
    await using folder = await temporaryFolder();
    const newer = { number: 2, name: 'newer', up: async () => {}, down: async () => {} };
    await using store = await openAt(folder.path, [...historyMigrations, newer]);
    await store[Symbol.asyncDispose]();
    await assert.rejects(
      openAt(folder.path),
      (cause) => cause instanceof Conflict && cause.code === 'database-newer',
    );
  });

  it('keeps equal attributes of an entity once, and drops them with the last state that had them', async () => {
    await using opened = await sqliteHistory();
    const { store, dataFolder } = opened;
    const states = Array.from({ length: 100 }, (_, i) =>
      state('a', days(i), i + 1, { attributes: { tens: Math.floor(i / 10) } }),
    );
    await store.write(batch({ states: [...states, state('b', 5, 500, { attributes: { tens: 1 } })] }));
    assert.equal(count(dataFolder, 'attributes'), 11);
    await store.purge(days(55), 1000);
    // In force at day 55 is the state of day 54, with the attributes of days 50 to 59.
    assert.equal(count(dataFolder, 'attributes'), 6);
    const left = (await store.states({ uids: ['a'], start: 0, end: days(200), limit: 1000 })).get('a');
    assert.deepEqual(left, states.slice(54));
    await store.forget({ uids: ['a'] });
    assert.equal(count(dataFolder, 'attributes'), 1);
    assert.equal(count(dataFolder, 'entities'), 1);
  });

  it('shares one object among states that were read with the same attributes', async () => {
    await using opened = await sqliteHistory();
    await opened.store.write(batch({ states: [state('a', 1, 1), state('a', 2, 2)] }));
    const [one, two] =
      (await opened.store.states({ uids: ['a'], start: 0, end: 9, limit: 9 })).get('a') ?? [];
    assert.ok(one && one.attributes === two?.attributes);
  });
});
