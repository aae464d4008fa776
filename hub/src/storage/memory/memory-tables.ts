import type {
  AppTables,
  CalendarEventRow,
  CalendarEventTable,
  EntryStoreRow,
  EntryStoreTable,
  Table,
} from '../../core/store/tables.ts';

/** The application database in memory, for tests and for a hub that keeps nothing. Rows are copied in and out. */
export function memoryTables(): AppTables {
  return {
    settings: memoryTable((row) => row.key),
    areas: memoryTable((row) => row.uid),
    floors: memoryTable((row) => row.uid),
    labels: memoryTable((row) => row.uid),
    devices: memoryTable((row) => row.uid),
    entities: memoryTable((row) => row.uid),
    entries: memoryTable((row) => row.uid),
    users: memoryTable((row) => row.uid),
    tokens: memoryTable((row) => row.uid),
    automations: memoryTable((row) => row.uid),
    notifications: memoryTable((row) => row.uid),
    agentState: memoryTable((row) => row.agent),
    pendingCommands: memoryTable((row) => row.uid),
    entryStore: memoryEntryStore(),
    calendarEvents: memoryCalendarEvents(),
  };
}

function memoryTable<Row>(keyOf: (row: Row) => string): Table<Row> {
  const rows = new Map<string, Row>();
  return {
    all: async () => structuredClone([...rows.values()]),
    async put(changed) {
      for (const row of structuredClone(changed)) rows.set(keyOf(row), row);
    },
    async remove(keys) {
      for (const key of keys) rows.delete(key);
    },
  };
}

function memoryEntryStore(): EntryStoreTable {
  const rows = new Map<string, EntryStoreRow>();
  const keyOf = (entryUid: string, key: string) => JSON.stringify([entryUid, key]);
  return {
    get: async (entryUid, key) => structuredClone(rows.get(keyOf(entryUid, key))),
    async put(row) {
      rows.set(keyOf(row.entryUid, row.key), structuredClone(row));
    },
    async remove(entryUid, key) {
      rows.delete(keyOf(entryUid, key));
    },
    async removeEntry(entryUid) {
      for (const [key, row] of rows) if (row.entryUid === entryUid) rows.delete(key);
    },
  };
}

function memoryCalendarEvents(): CalendarEventTable {
  const byEntity = new Map<string, Map<string, CalendarEventRow>>();
  const ordered = (rows: Iterable<CalendarEventRow>) => structuredClone([...rows]).toSorted(byStart);
  return {
    async between(entityUids, start, end) {
      const wanted = [...new Set(entityUids)].flatMap((uid) => [...(byEntity.get(uid)?.values() ?? [])]);
      return ordered(wanted.filter((row) => touches(row, start, end)));
    },
    ofEntity: async (entityUid) => ordered(byEntity.get(entityUid)?.values() ?? []),
    async change(entityUid, put, removeIds) {
      const rows = byEntity.get(entityUid) ?? new Map<string, CalendarEventRow>();
      byEntity.set(entityUid, rows);
      for (const id of removeIds) rows.delete(id);
      for (const row of structuredClone(put)) rows.set(row.id, row);
    },
    async removeEntity(entityUid) {
      byEntity.delete(entityUid);
    },
  };
}

function touches(row: CalendarEventRow, start: number, end: number): boolean {
  return row.start < end && (row.end > start || (row.start === row.end && row.start >= start));
}

function byStart(a: CalendarEventRow, b: CalendarEventRow): number {
  return a.start - b.start || order(a.entityUid, b.entityUid) || order(a.id, b.id);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
