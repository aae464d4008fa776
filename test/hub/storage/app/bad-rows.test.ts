import assert from 'node:assert/strict';
import { silentLogger } from '@lifeops/lib';
import type { LogFields } from '@lifeops/lib';
import { area, user } from '../sample-rows.ts';
import { sqlitePlace } from './app-fixture.ts';
import { runSql } from './stored-rows.ts';

describe('A stored row that does not fit its schema', () => {
  it('is left out, counted once, told without its values, and stays where it is', async () => {
    await using where = await sqlitePlace();
    await using first = await where.open();
    await first.tables.areas.put([area, { ...area, uid: 'bad' }, { ...area, uid: 'worse' }]);
    await first.tables.users.put([user]);
    await first[Symbol.asyncDispose]();
    await runSql(where, "UPDATE areas SET labels = 'sec{ret' WHERE uid = 'bad'");
    await runSql(where, "UPDATE areas SET position = 'up' WHERE uid = 'worse'");

    const warnings: LogFields[] = [];
    await using second = await where.open({
      log: { ...silentLogger, warn: (_, fields = {}) => warnings.push(fields) },
    });
    assert.deepEqual(await second.tables.areas.all(), [area]);
    await second.tables.areas.all();
    assert.deepEqual(await second.tables.users.all(), [user]);
    assert.deepEqual([...second.badRows()], [['areas', 2]]);
    const told = new Set(warnings.map(({ row }) => row));
    assert.deepEqual(told, new Set(['bad', 'worse']));
    assert.ok(!JSON.stringify(warnings).includes('ret'));
    await second[Symbol.asyncDispose]();
    assert.equal((await runSql(where, 'SELECT * FROM areas')).length, 3);
  });
});
