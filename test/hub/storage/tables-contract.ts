import assert from 'node:assert/strict';
import type { AppTables, Table } from '../../../hub/src/core/store/tables.ts';
import * as sample from './sample-rows.ts';

export interface OpenTables extends AsyncDisposable {
  readonly tables: AppTables;
}

/** What every application database promises. `open` gives empty tables, its own for each test. */
export function tablesContract(open: (running: Mocha.Context) => Promise<OpenTables>): void {
  const test = (title: string, run: (tables: AppTables) => Promise<void>) =>
    it(title, async function () {
      await using opened = await open(this);
      await run(opened.tables);
    });

  test('gives back a row of each table as it was put', async (tables) => {
    const roundTrip = async <Row>(table: Table<Row>, row: Row) => {
      assert.deepEqual(await table.all(), []);
      await table.put([row]);
      assert.deepEqual(await table.all(), [row]);
    };
    await roundTrip(tables.settings, sample.setting);
    await roundTrip(tables.areas, sample.area);
    await roundTrip(tables.floors, sample.floor);
    await roundTrip(tables.labels, sample.label);
    await roundTrip(tables.devices, sample.device);
    await roundTrip(tables.entities, sample.entity);
    await roundTrip(tables.entries, sample.entry);
    await roundTrip(tables.users, sample.user);
    await roundTrip(tables.tokens, sample.token);
    await roundTrip(tables.automations, sample.automation);
    await roundTrip(tables.notifications, sample.notification);
    await roundTrip(tables.agentState, sample.agentState);
    await roundTrip(tables.pendingCommands, sample.pendingCommand);
  });

  test('keeps the order of keys inside a document', async (tables) => {
    await tables.entries.put([sample.entry]);
    const [read] = await tables.entries.all();
    assert.deepEqual(Object.keys(read?.config ?? {}), ['z', 'a']);
  });

  test('replaces a row by its key, the last of one call winning', async (tables) => {
    await tables.areas.put([sample.area]);
    const renamed = { ...sample.area, name: 'Bad' };
    await tables.areas.put([{ ...sample.area, name: 'Between' }, renamed]);
    assert.deepEqual(await tables.areas.all(), [renamed]);
  });

  test('takes no rows, and keys that are not there, without complaint', async (tables) => {
    await tables.labels.put([]);
    await tables.labels.remove([]);
    await tables.labels.remove(['never']);
    await tables.tokens.remove(['never']);
    assert.deepEqual(await tables.labels.all(), []);
  });

  test('removes by key, and takes a removed row back', async (tables) => {
    const other = { ...sample.floor, uid: 'f2' };
    await tables.floors.put([sample.floor, other]);
    await tables.floors.remove(['f1', 'never']);
    assert.deepEqual(await tables.floors.all(), [other]);
    await tables.floors.put([sample.floor]);
    assert.deepEqual((await tables.floors.all()).map(({ uid }) => uid).toSorted(), ['f1', 'f2']);
  });

  test('takes thousands of rows in one call', async (tables) => {
    const rows = Array.from({ length: 2500 }, (_, i) => ({ ...sample.token, uid: `t${i}`, createdAt: i }));
    await tables.tokens.put(rows);
    const byAge = (await tables.tokens.all()).toSorted((a, b) => a.createdAt - b.createdAt);
    assert.deepEqual(byAge, rows);
    await tables.tokens.remove(rows.slice(1).map(({ uid }) => uid));
    assert.deepEqual(await tables.tokens.all(), [rows[0]]);
  });

  test('keeps every one of many edits made at once', async (tables) => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ ...sample.label, uid: `l${i}` }));
    await Promise.all(rows.map((row) => tables.labels.put([row])));
    await Promise.all(rows.slice(0, 20).map(({ uid }) => tables.labels.remove([uid])));
    assert.deepEqual(
      (await tables.labels.all()).map(({ uid }) => uid).toSorted(),
      rows
        .slice(20)
        .map(({ uid }) => uid)
        .toSorted(),
    );
  });

  test('holds what entries keep, apart by entry and key', async ({ entryStore }) => {
    const other = { ...sample.stored, entryUid: 'e2', value: [1] };
    const second = { ...sample.stored, key: 'site', value: { a: null }, sealed: false };
    for (const row of [sample.stored, other, second]) await entryStore.put(row);
    assert.deepEqual(await entryStore.get('e1', 'cursor'), sample.stored);
    await entryStore.put({ ...sample.stored, value: 2 });
    assert.deepEqual(await entryStore.get('e1', 'cursor'), { ...sample.stored, value: 2 });
    await entryStore.remove('e1', 'cursor');
    assert.equal(await entryStore.get('e1', 'cursor'), undefined);
    assert.deepEqual(await entryStore.get('e1', 'site'), second);
    await entryStore.removeEntry('e1');
    assert.equal(await entryStore.get('e1', 'site'), undefined);
    assert.deepEqual(await entryStore.get('e2', 'cursor'), other);
  });

  test('finds the calendar events that touch a span, by start', async ({ calendarEvents }) => {
    const events = [
      sample.calendarEvent('inside', 120, 130),
      sample.calendarEvent('around', 50, 500),
      sample.calendarEvent('ends at its start', 50, 100),
      sample.calendarEvent('starts at its end', 200, 210),
      sample.calendarEvent('instant at its start', 100, 100),
      sample.calendarEvent('instant at its end', 200, 200),
      sample.calendarEvent('over the start', 99, 101, {
        raw: 'BEGIN:VEVENT',
        allDay: true,
        startDate: '2026-01-01',
      }),
    ];
    await calendarEvents.change('cal1', events, []);
    await calendarEvents.change('cal2', [sample.calendarEvent('other', 110, 120, { entityUid: 'cal2' })], []);
    const found = await calendarEvents.between(['cal1'], 100, 200);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['around', 'over the start', 'instant at its start', 'inside'],
    );
    assert.deepEqual(found[1], events[6]);
    assert.deepEqual(
      (await calendarEvents.between(['cal1', 'cal2', 'cal1'], 105, 200)).map(({ id }) => id),
      ['around', 'other', 'inside'],
    );
    assert.deepEqual(await calendarEvents.between([], 0, 1000), []);
  });

  test('changes the events of a calendar at once and removes it whole', async ({ calendarEvents }) => {
    await calendarEvents.change(
      'cal1',
      [sample.calendarEvent('a', 1, 2), sample.calendarEvent('b', 3, 4)],
      [],
    );
    const moved = sample.calendarEvent('b', 30, 40);
    await calendarEvents.change('cal1', [moved], ['a', 'never']);
    assert.deepEqual(await calendarEvents.ofEntity('cal1'), [moved]);
    await calendarEvents.removeEntity('cal1');
    assert.deepEqual(await calendarEvents.ofEntity('cal1'), []);
  });
}
