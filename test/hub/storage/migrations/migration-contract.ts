import assert from 'node:assert/strict';
import { Conflict, silentLogger } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { migrate, migrateDown, versionOf } from '../../../../hub/src/storage/migrations/migrate.ts';
import type { Migration, MigrationTarget } from '../../../../hub/src/storage/migrations/migration.ts';

const options = () => ({ clock: new FakeClock(), log: silentLogger, what: 'test database' });

/** What holds for every list of migrations on every database. `open` gives an empty one. */
export function migrationContract(
  migrations: readonly Migration[],
  open: (running: Mocha.Context) => Promise<MigrationTarget & AsyncDisposable>,
): void {
  it('goes up, down to nothing one by one, and up again to the same shape', async function () {
    await using target = await open(this);
    assert.equal(await versionOf(target), 0);
    const shapes = [await shapeOf(target)];
    for (const { number } of migrations) {
      assert.equal(await migrate(target, migrations.slice(0, number), options()), number);
      shapes.push(await shapeOf(target));
    }
    assert.notDeepEqual(shapes.at(-1), shapes[0]);
    for (const { number } of migrations.toReversed()) {
      await migrateDown(target, migrations, number - 1);
      assert.deepEqual(await shapeOf(target), shapes[number - 1]);
      assert.equal(await versionOf(target), number - 1);
    }
    await migrate(target, migrations, options());
    assert.deepEqual(await shapeOf(target), shapes.at(-1));
  });

  it('does nothing when it is at the newest shape, however often and by however many at once', async function () {
    await using target = await open(this);
    const all = await Promise.all([1, 2, 3].map(() => migrate(target, migrations, options())));
    assert.deepEqual(
      all,
      [1, 2, 3].map(() => migrations.length),
    );
    let copies = 0;
    await migrate(target, migrations, { ...options(), copyFirst: async () => void copies++ });
    assert.equal(copies, 0);
  });

  it('refuses a newer database and leaves one as it was when a step fails', async function () {
    await using target = await open(this);
    const step = (number: number, sql: string): Migration => ({
      number,
      name: `step-${number}`,
      up: (session) => session.run(sql),
      down: async () => {},
    });
    const good = step(migrations.length + 1, 'CREATE TABLE extra (x INTEGER)');
    const failing = step(migrations.length + 2, 'CREATE TABLE extra (x INTEGER)');
    await migrate(target, migrations, options());
    const before = await shapeOf(target);
    await assert.rejects(migrate(target, [...migrations, good, failing], options()), /extra/);
    assert.deepEqual(await shapeOf(target), before);
    await migrate(target, [...migrations, good], options());
    await assert.rejects(
      migrate(target, migrations, options()),
      (cause) => cause instanceof Conflict && cause.code === 'database-newer',
    );
  });
}

/** Columns and indexes of every table but our own list of migrations. */
async function shapeOf(target: MigrationTarget): Promise<unknown> {
  const rows = await target.rows(
    target.dialect === 'sqlite'
      ? "SELECT name, tbl_name, sql FROM sqlite_master WHERE tbl_name <> 'schema_migrations' ORDER BY name"
      : `SELECT table_name AS name, column_name, data_type, is_nullable FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
         UNION ALL SELECT tablename, indexname, indexdef, '' FROM pg_indexes
         WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY 1, 2`,
  );
  return rows.map((row) => ({ ...row }));
}
