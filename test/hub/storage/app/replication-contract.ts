import assert from 'node:assert/strict';
import type { AreaRecord } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import fc from 'fast-check';
import { physicalMs } from '../../../../hub/src/storage/hlc.ts';
import { agentState, area, calendarEvent, pendingCommand, stored, token } from '../sample-rows.ts';
import type { AppPlace } from './app-fixture.ts';
import { runSql, storedStamps } from './stored-rows.ts';

const fields = [
  'aliases',
  'created_at',
  'floor_uid',
  'icon',
  'labels',
  'modified_at',
  'name',
  'parent_uid',
  'position',
];

const changes = fc.record({
  uid: fc.constantFrom('a', 'b', 'c', "d'; --"),
  name: fc.constantFrom('one', 'two', 'ö 🚀', '$1'),
  labels: fc.constantFrom<string[][]>([], ['x'], ['x', 'y']),
  icon: fc.constantFrom(null, 'lamp'),
});
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('put' as const), rows: fc.array(changes, { maxLength: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      keys: fc.array(fc.constantFrom('a', 'b', 'c', "d'; --"), { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

/** What the replicated repository promises, on any database. */
export function replicationContract(newPlace: (running: Mocha.Context) => Promise<AppPlace>): void {
  it('holds what a Map would, and stamps just what changed, over any edits and restarts', async function () {
    this.timeout(60_000);
    await using where = await newPlace(this);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await emptied(where);
        const rows = new Map<string, AreaRecord>();
        const stampedAt = new Map<string, number>();
        let database = await where.open();
        try {
          for (const [i, action] of steps.entries()) {
            if (action.kind === 'reopen') {
              await database[Symbol.asyncDispose]();
              database = await where.open();
            } else if (action.kind === 'put') {
              const put = action.rows.map((row) => ({ ...area, ...row }));
              await database.tables.areas.put(put);
              for (const row of new Map(put.map((row) => [row.uid, row])).values())
                expectPut(rows, stampedAt, row, i);
            } else {
              await database.tables.areas.remove(action.keys);
              for (const key of action.keys) expectRemoved(rows, stampedAt, key, i);
            }
          }
        } finally {
          await database[Symbol.asyncDispose]();
        }
        await using again = await where.open();
        assert.deepEqual(byUid(await again.tables.areas.all()), byUid([...rows.values()]));
        await again[Symbol.asyncDispose]();
        checkStamps(await storedStamps(where, 'areas'), stampedAt);
      }),
      { numRuns: 25 },
    );
  });

  it('stamps each field of a new row with the time, the node and one version', async function () {
    await using where = await newPlace(this);
    const clock = new FakeClock();
    await using database = await where.open({ clock, node: 'cabin' });
    await database.tables.areas.put([area]);
    await database[Symbol.asyncDispose]();
    const stamps = await storedStamps(where, 'areas');
    assert.deepEqual(stamps.map(({ field }) => field).toSorted(), ['_deleted', ...fields]);
    assert.equal(new Set(stamps.map(({ version }) => version)).size, 1);
    assert.equal(physicalMs(stamps[0]?.version ?? 0), clock.now());
    assert.ok(stamps.every(({ node, record }) => node === 'cabin' && record === area.uid));
  });

  it('goes on with higher versions after a restart with the clock set back', async function () {
    await using where = await newPlace(this);
    const highest = async () =>
      Math.max(...(await storedStamps(where, 'areas')).map(({ version }) => version));
    await using first = await where.open({ clock: new FakeClock(1_800_000_000_000) });
    await first.tables.areas.put([area]);
    await first[Symbol.asyncDispose]();
    const before = await highest();
    await using second = await where.open({ clock: new FakeClock(1_700_000_000_000) });
    await second.tables.areas.put([{ ...area, name: 'Later' }]);
    await second[Symbol.asyncDispose]();
    assert.ok((await highest()) > before);
  });

  it('stamps nothing of what stays on this node', async function () {
    await using where = await newPlace(this);
    await using database = await where.open();
    const { tables } = database;
    await tables.tokens.put([token]);
    await tables.agentState.put([agentState]);
    await tables.pendingCommands.put([pendingCommand]);
    await tables.entryStore.put(stored);
    await tables.calendarEvents.change('cal1', [calendarEvent('a', 1, 2)], []);
    await tables.tokens.remove([token.uid]);
    await database[Symbol.asyncDispose]();
    assert.deepEqual(await runSql(where, 'SELECT * FROM sync_metadata'), []);
  });
}

async function emptied(where: AppPlace): Promise<void> {
  await using database = await where.open();
  await database[Symbol.asyncDispose]();
  await runSql(where, 'DELETE FROM areas');
  await runSql(where, 'DELETE FROM sync_metadata');
}

const stampKey = (record: string, field: string): string => `${record} ${field}`;

function expectPut(
  rows: Map<string, AreaRecord>,
  stampedAt: Map<string, number>,
  row: AreaRecord,
  at: number,
): void {
  const before = rows.get(row.uid);
  rows.set(row.uid, row);
  if (!before) {
    for (const field of ['_deleted', ...fields]) stampedAt.set(stampKey(row.uid, field), at);
    return;
  }
  for (const field of ['name', 'labels', 'icon'] as const) {
    if (JSON.stringify(before[field]) !== JSON.stringify(row[field]))
      stampedAt.set(stampKey(row.uid, field), at);
  }
}

/** Only the tombstone is left of a row that was there. */
function expectRemoved(
  rows: Map<string, AreaRecord>,
  stampedAt: Map<string, number>,
  key: string,
  at: number,
): void {
  if (!rows.delete(key)) return;
  for (const field of fields) stampedAt.delete(stampKey(key, field));
  stampedAt.set(stampKey(key, '_deleted'), at);
}

/** The same cells are stamped, and their versions are in the order of the steps that changed them. */
function checkStamps(
  found: Awaited<ReturnType<typeof storedStamps>>,
  stampedAt: ReadonlyMap<string, number>,
): void {
  const versions = new Map(found.map(({ record, field, version }) => [stampKey(record, field), version]));
  assert.deepEqual([...versions.keys()].toSorted(), [...stampedAt.keys()].toSorted());
  const stepByVersion = new Map<number, number>();
  for (const [key, version] of versions) {
    const at = stampedAt.get(key) as number;
    assert.equal(stepByVersion.get(version) ?? at, at);
    stepByVersion.set(version, at);
  }
  const steps = [...stepByVersion].toSorted(([a], [b]) => a - b).map(([, at]) => at);
  assert.deepEqual(
    steps,
    [...new Set(steps)].toSorted((a, b) => a - b),
  );
}

const byUid = (rows: readonly AreaRecord[]): AreaRecord[] =>
  rows.toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
