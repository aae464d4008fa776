import assert from 'node:assert/strict';
import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Conflict, silentLogger, Unavailable } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { openAppDatabase } from '../../../../hub/src/storage/app/open-app-database.ts';
import { appMigrations } from '../../../../hub/src/storage/migrations/app/app-migrations.ts';
import type { Migration } from '../../../../hub/src/storage/migrations/migration.ts';
import { area, setting } from '../sample-rows.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sqlitePlace } from './app-fixture.ts';
import { runSql } from './stored-rows.ts';

const next = (number: number, up = `CREATE TABLE extra${number} (x INTEGER)`): Migration => ({
  number,
  name: `step-${number}`,
  up: (sql) => sql.run(up),
  down: (sql) => sql.run(`DROP TABLE extra${number}`),
});
const openWith = (dataFolder: string, migrations: readonly Migration[], clock = new FakeClock()) =>
  openAppDatabase({ url: 'sqlite:lifeops.db', dataFolder, clock, node: 'n', log: silentLogger, migrations });

describe('Opening the application database', () => {
  it('makes a file that only its owner may read, with incremental auto-vacuum and a write-ahead log', async () => {
    await using where = await sqlitePlace();
    await using database = await where.open();
    const file = join(where.dataFolder, 'lifeops.db');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.ok((await readdir(where.dataFolder)).includes('lifeops.db-wal'));
    await database[Symbol.asyncDispose]();
    assert.deepEqual({ ...(await runSql(where, 'PRAGMA auto_vacuum'))[0] }, { auto_vacuum: 2 });
    assert.deepEqual({ ...(await runSql(where, 'PRAGMA journal_mode'))[0] }, { journal_mode: 'wal' });
  });

  it('copies the database before an upgrade, keeps the last three copies, and none of a new one', async () => {
    await using folder = await temporaryFolder();
    const clock = new FakeClock();
    const steps = [...appMigrations];
    for (let upgrade = 0; upgrade < 5; upgrade++) {
      await using database = await openWith(folder.path, steps, clock);
      await database.tables.settings.put([{ key: 'upgrade', value: upgrade }]);
      await clock.advance(1000);
      steps.push(next(steps.length + 1));
    }
    const copies = (await readdir(join(folder.path, 'backups'))).toSorted();
    assert.equal(copies.length, 3);
    const values = copies.map((name) => {
      const copy = new DatabaseSync(join(folder.path, 'backups', name), { readOnly: true });
      const value = copy.prepare("SELECT value FROM settings WHERE key = 'upgrade'").get()?.['value'];
      copy.close();
      return value;
    });
    assert.deepEqual(values, ['1', '2', '3']);
  });

  it('leaves the database as it was when an upgrade fails', async () => {
    await using folder = await temporaryFolder();
    await using first = await openWith(folder.path, appMigrations);
    await first.tables.settings.put([setting]);
    await first[Symbol.asyncDispose]();
    const failing = [...appMigrations, next(2), next(3, 'NOT SQL')];
    await assert.rejects(
      openWith(folder.path, failing),
      (cause) => cause instanceof Unavailable && cause.code === 'storage-failed',
    );
    await using again = await openWith(folder.path, appMigrations);
    assert.deepEqual(await again.tables.settings.all(), [setting]);
  });

  it('refuses a database of a newer hub, says what to do and changes nothing', async () => {
    await using folder = await temporaryFolder();
    await using newer = await openWith(folder.path, [...appMigrations, next(2)]);
    await newer[Symbol.asyncDispose]();
    const before = await readFile(join(folder.path, 'lifeops.db'));
    await assert.rejects(
      openWith(folder.path, appMigrations),
      (cause) =>
        cause instanceof Conflict &&
        cause.code === 'database-newer' &&
        /Start that version.*or restore/.test(cause.message),
    );
    assert.deepEqual(await readFile(join(folder.path, 'lifeops.db')), before);
  });

  it('refuses a file that is no database or is damaged inside, and keeps it', async () => {
    await using where = await sqlitePlace();
    const file = join(where.dataFolder, 'lifeops.db');
    await using database = await where.open();
    await database.tables.areas.put(Array.from({ length: 500 }, (_, i) => ({ ...area, uid: `a${i}` })));
    await database[Symbol.asyncDispose]();
    await using handle = await open(file, 'r+');
    const { size } = await handle.stat();
    for (let page = 2; page < size / 4096; page += 3)
      await handle.write(Buffer.alloc(2000, 7), 0, 2000, page * 4096);
    await handle.close();
    const damaged = await readFile(file);
    const refused = (cause: unknown) =>
      cause instanceof Unavailable &&
      cause.code === 'database-corrupt' &&
      /copy the latest one from the folder backups/.test(cause.message);
    await assert.rejects(where.open(), refused);
    assert.deepEqual(await readFile(file), damaged);

    await writeFile(file, 'This is a letter to my landlord, not a database. '.repeat(100));
    await assert.rejects(where.open(), refused);
    assert.match(await readFile(file, 'utf8'), /^This is a letter/);
  });

  it('copies itself to a file while in use, and looks after itself', async () => {
    await using where = await sqlitePlace();
    await using database = await where.open();
    await database.tables.settings.put([setting]);
    const copy = join(where.dataFolder, "o'copy.db");
    await Promise.all([database.copyTo(copy), database.tables.areas.put([area])]);
    await database.copyTo(copy);
    await database.maintain();
    assert.equal(await database.check(), 'ok');
    const read = new DatabaseSync(copy, { readOnly: true });
    assert.equal(read.prepare('SELECT count(*) AS n FROM settings').get()?.['n'], 1);
    read.close();
  });
});
