import assert from 'node:assert/strict';
import { columnOf } from '../../../../hub/src/storage/app/table-description.ts';
import { allTables } from '../../../../hub/src/storage/app/table-descriptions.data.ts';
import { sqlitePlace } from './app-fixture.ts';
import { runSql } from './stored-rows.ts';

describe('The descriptions of the application tables', () => {
  it('are what the migrations make: tables, columns, keys and indexes', async () => {
    await using where = await sqlitePlace();
    await using database = await where.open();
    await database[Symbol.asyncDispose]();
    const tables = await runSql(
      where,
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_migrations'",
    );
    assert.deepEqual(
      tables.map(({ name }) => String(name)).toSorted(),
      allTables.map(({ name }) => name).toSorted(),
    );
    for (const { name, key, columns, indexes } of allTables) {
      const stored = await runSql(where, `PRAGMA table_info(${name})`);
      assert.deepEqual(
        stored.map((column) => String(column['name'])).toSorted(),
        Object.keys(columns).map(columnOf).toSorted(),
        name,
      );
      const keys = stored.filter(({ pk }) => pk !== 0).toSorted((a, b) => Number(a['pk']) - Number(b['pk']));
      assert.deepEqual(
        keys.map((column) => column['name']),
        key.map(columnOf),
        name,
      );
      const made = await runSql(
        where,
        `SELECT group_concat(i.name) AS columns FROM pragma_index_list('${name}') AS l,
        pragma_index_info(l.name) AS i WHERE l.origin = 'c' GROUP BY l.name`,
      );
      assert.deepEqual(
        made.map((index) => String(index['columns'])).toSorted(),
        indexes.map((index) => index.map(columnOf).join(',')).toSorted(),
        name,
      );
    }
  });
});
