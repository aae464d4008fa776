import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startChild } from '../child.ts';
import { sqlitePlace } from './app-fixture.ts';
import { storedStamps } from './stored-rows.ts';

describe('An edit of the application database', () => {
  it('that was confirmed is there after kill -9, whole with its stamps', async function () {
    this.timeout(60_000);
    await using where = await sqlitePlace();
    let last = -1;
    for (const edits of [60, 23]) {
      await using child = startChild(join(import.meta.dirname, 'edit-writer.ts'), [where.dataFolder]);
      for (let i = 0; i < edits; i++) last = Number((await child.lines.next()).value);
      await child.kill();
      // What was printed but not yet read was confirmed as well.
      for (let line = await child.lines.next(); !line.done; line = await child.lines.next())
        last = Number(line.value);

      await using database = await where.open();
      assert.equal(await database.check(), 'ok');
      const rows = await database.tables.areas.all();
      const positions = new Set(rows.map(({ position }) => position));
      for (let i = Math.max(0, last - 49); i <= last; i++) {
        // An edit under way when it was killed may have replaced the oldest.
        assert.ok(positions.has(i) || positions.has(i + 50), `edit ${i} of ${last} is lost`);
      }
      await database[Symbol.asyncDispose]();
      const stamped = new Set((await storedStamps(where, 'areas')).map(({ record }) => record));
      assert.deepEqual([...stamped].toSorted(), rows.map(({ uid }) => uid).toSorted());
    }
  });
});
