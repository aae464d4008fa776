import type { AppTables } from '../../core/store/tables.ts';
import type { AppConnection } from './app-connection.ts';
import { SqlCalendarEvents } from './calendar-event-table.ts';
import { SqlEntryStore } from './entry-store-table.ts';
import { LocalTable } from './local-table.ts';
import { ReplicatedTable } from './replicated-table.ts';
import { RowStore } from './row-store.ts';
import type { RowStoreDeps } from './row-store.ts';
import type { Stamps } from './stamps.ts';
import type { TableDescription } from './table-description.ts';
import {
  agentStateTable,
  areasTable,
  automationsTable,
  calendarEventsTable,
  devicesTable,
  entitiesTable,
  entriesTable,
  entryStoreTable,
  floorsTable,
  labelsTable,
  notificationsTable,
  pendingCommandsTable,
  settingsTable,
  tokensTable,
  usersTable,
} from './table-descriptions.data.ts';

/** Which tables sites share and which stay with this node is decided here, and nowhere else. */
export function appTables(
  deps: RowStoreDeps & { readonly connection: AppConnection; readonly stamps: Stamps },
): AppTables {
  const shared = <Row>(description: TableDescription<Row>) =>
    new ReplicatedTable(deps, new RowStore(deps, description));
  const local = <Row>(description: TableDescription<Row>) =>
    new LocalTable(deps.connection, new RowStore(deps, description));
  return {
    settings: shared(settingsTable),
    areas: shared(areasTable),
    floors: shared(floorsTable),
    labels: shared(labelsTable),
    devices: shared(devicesTable),
    entities: shared(entitiesTable),
    entries: shared(entriesTable),
    users: shared(usersTable),
    automations: shared(automationsTable),
    notifications: shared(notificationsTable),
    tokens: local(tokensTable),
    agentState: local(agentStateTable),
    pendingCommands: local(pendingCommandsTable),
    entryStore: new SqlEntryStore(deps.connection, new RowStore(deps, entryStoreTable)),
    calendarEvents: new SqlCalendarEvents(deps.connection, new RowStore(deps, calendarEventsTable)),
  };
}
