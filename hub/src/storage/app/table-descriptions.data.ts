import {
  areaRecordSchema,
  configEntrySchema,
  deviceRecordSchema,
  entityRecordSchema,
  floorRecordSchema,
  labelRecordSchema,
  notificationSchema,
} from '@lifeops/lib';
import type {
  AreaRecord,
  ConfigEntry,
  DeviceRecord,
  EntityRecord,
  FloorRecord,
  LabelRecord,
  NotificationRecord,
} from '@lifeops/lib';
import type {
  AgentStateRow,
  AutomationRow,
  CalendarEventRow,
  EntryStoreRow,
  PendingCommandRow,
  SettingRow,
  TokenRow,
  UserRow,
} from '../../core/store/tables.ts';
import {
  agentStateRowSchema,
  automationRowSchema,
  calendarEventRowSchema,
  entryStoreRowSchema,
  pendingCommandRowSchema,
  settingRowSchema,
  stampRowSchema,
  tokenRowSchema,
  userRowSchema,
} from './row-schemas.ts';
import type { StampRow } from './row-schemas.ts';
import type { TableDescription, TableShape } from './table-description.ts';

export const settingsTable: TableDescription<SettingRow> = {
  name: 'settings',
  key: ['key'],
  columns: { key: 'text', value: 'json' },
  indexes: [],
  schema: settingRowSchema,
};

export const areasTable: TableDescription<AreaRecord> = {
  name: 'areas',
  key: ['uid'],
  columns: {
    uid: 'text',
    name: 'text',
    aliases: 'json',
    floorUid: 'text',
    parentUid: 'text',
    icon: 'text',
    labels: 'json',
    position: 'integer',
    createdAt: 'integer',
    modifiedAt: 'integer',
  },
  indexes: [],
  schema: areaRecordSchema,
};

export const floorsTable: TableDescription<FloorRecord> = {
  name: 'floors',
  key: ['uid'],
  columns: {
    uid: 'text',
    name: 'text',
    aliases: 'json',
    level: 'integer',
    icon: 'text',
    createdAt: 'integer',
    modifiedAt: 'integer',
  },
  indexes: [],
  schema: floorRecordSchema,
};

export const labelsTable: TableDescription<LabelRecord> = {
  name: 'labels',
  key: ['uid'],
  columns: {
    uid: 'text',
    name: 'text',
    color: 'text',
    icon: 'text',
    description: 'text',
    scope: 'text',
    createdAt: 'integer',
    modifiedAt: 'integer',
  },
  indexes: [],
  schema: labelRecordSchema,
};

/**
 * `kind` is the type of a device, `integration` its ecosystem, `removed_at` its revocation; what it can do is held by its
 * entities (`entities.capability`), and its metadata in columns of their own.
 */
export const devicesTable: TableDescription<DeviceRecord> = {
  name: 'devices',
  key: ['uid'],
  columns: {
    uid: 'text',
    integration: 'text',
    entryId: 'text',
    key: 'text',
    parentUid: 'text',
    viaUid: 'text',
    name: 'json',
    kind: 'text',
    manufacturer: 'text',
    model: 'text',
    serialNumber: 'text',
    softwareVersion: 'text',
    hardwareVersion: 'text',
    configurationUrl: 'text',
    connections: 'json',
    location: 'text',
    areaUid: 'text',
    labels: 'json',
    disabledBy: 'text',
    owner: 'text',
    lastSeen: 'integer',
    createdAt: 'integer',
    modifiedAt: 'integer',
    removedAt: 'integer',
  },
  indexes: [],
  schema: deviceRecordSchema,
};

export const entitiesTable: TableDescription<EntityRecord> = {
  name: 'entities',
  key: ['uid'],
  columns: {
    uid: 'text',
    entityId: 'text',
    formerIds: 'json',
    domain: 'text',
    integration: 'text',
    entryId: 'text',
    uniqueId: 'text',
    deviceUid: 'text',
    nameKey: 'text',
    name: 'json',
    icon: 'json',
    category: 'text',
    areaUid: 'text',
    labels: 'json',
    disabledBy: 'text',
    hiddenBy: 'text',
    unit: 'text',
    precision: 'integer',
    capability: 'json',
    owner: 'text',
    createdAt: 'integer',
    modifiedAt: 'integer',
    removedAt: 'integer',
  },
  indexes: [],
  schema: entityRecordSchema,
};

export const entriesTable: TableDescription<ConfigEntry> = {
  name: 'config_entries',
  key: ['uid'],
  columns: {
    uid: 'text',
    integration: 'text',
    title: 'text',
    uniqueId: 'text',
    source: 'text',
    demo: 'boolean',
    version: 'integer',
    config: 'json',
    options: 'json',
    owner: 'text',
    disabledBy: 'text',
    runsOn: 'json',
    createdAt: 'integer',
    modifiedAt: 'integer',
  },
  indexes: [],
  schema: configEntrySchema,
};

export const usersTable: TableDescription<UserRow> = {
  name: 'users',
  key: ['uid'],
  columns: {
    uid: 'text',
    name: 'text',
    role: 'text',
    passwordHash: 'text',
    language: 'text',
    active: 'boolean',
    createdAt: 'integer',
    modifiedAt: 'integer',
  },
  indexes: [],
  schema: userRowSchema,
};

export const tokensTable: TableDescription<TokenRow> = {
  name: 'tokens',
  key: ['uid'],
  columns: {
    uid: 'text',
    name: 'text',
    kind: 'text',
    userUid: 'text',
    role: 'text',
    hash: 'text',
    createdAt: 'integer',
    lastUsedAt: 'integer',
    expiresAt: 'integer',
    revokedAt: 'integer',
  },
  indexes: [],
  schema: tokenRowSchema,
};

export const automationsTable: TableDescription<AutomationRow> = {
  name: 'automation_rules',
  key: ['uid'],
  columns: {
    uid: 'text',
    ruleId: 'text',
    name: 'text',
    agent: 'text',
    document: 'json',
    enabled: 'boolean',
    createdAt: 'integer',
    updatedAt: 'integer',
  },
  indexes: [],
  schema: automationRowSchema,
};

export const notificationsTable: TableDescription<NotificationRecord> = {
  name: 'notification_queue',
  key: ['uid'],
  columns: {
    uid: 'text',
    agent: 'text',
    kind: 'text',
    key: 'text',
    priority: 'integer',
    title: 'text',
    body: 'text',
    actionUrl: 'text',
    targetDevices: 'json',
    scheduledFor: 'integer',
    deliveredAt: 'integer',
    status: 'text',
    owner: 'text',
    createdAt: 'integer',
  },
  indexes: [],
  schema: notificationSchema,
};

export const agentStateTable: TableDescription<AgentStateRow> = {
  name: 'agent_state',
  key: ['agent'],
  columns: { agent: 'text', state: 'json', updatedAt: 'integer' },
  indexes: [],
  schema: agentStateRowSchema,
};

export const pendingCommandsTable: TableDescription<PendingCommandRow> = {
  name: 'pending_commands',
  key: ['uid'],
  columns: {
    uid: 'text',
    entityUid: 'text',
    service: 'text',
    input: 'json',
    context: 'json',
    sentAt: 'integer',
    expiresAt: 'integer',
  },
  indexes: [],
  schema: pendingCommandRowSchema,
};

export const entryStoreTable: TableDescription<EntryStoreRow> = {
  name: 'entry_store',
  key: ['entryUid', 'key'],
  columns: { entryUid: 'text', key: 'text', value: 'json', sealed: 'boolean' },
  indexes: [],
  schema: entryStoreRowSchema,
};

export const calendarEventsTable: TableDescription<CalendarEventRow> = {
  name: 'calendar_events',
  key: ['entityUid', 'id'],
  columns: {
    entityUid: 'text',
    id: 'text',
    source: 'text',
    uid: 'text',
    recurrenceId: 'text',
    title: 'text',
    start: 'integer',
    end: 'integer',
    allDay: 'boolean',
    startDate: 'text',
    endDate: 'text',
    location: 'text',
    description: 'text',
    status: 'text',
    transparent: 'boolean',
    private: 'boolean',
    raw: 'text?',
    syncedAt: 'integer',
  },
  indexes: [
    ['entityUid', 'start'],
    ['entityUid', 'end'],
  ],
  schema: calendarEventRowSchema,
};

export const stampsTable: TableDescription<StampRow> = {
  name: 'sync_metadata',
  key: ['tableName', 'record', 'field'],
  columns: {
    tableName: 'text',
    record: 'text',
    field: 'text',
    version: 'integer',
    node: 'text',
    updatedAt: 'integer',
  },
  indexes: [['version']],
  schema: stampRowSchema,
};

/** Every table of the application database. */
export const allTables: readonly TableShape[] = [
  settingsTable,
  areasTable,
  floorsTable,
  labelsTable,
  devicesTable,
  entitiesTable,
  entriesTable,
  usersTable,
  tokensTable,
  automationsTable,
  notificationsTable,
  agentStateTable,
  pendingCommandsTable,
  entryStoreTable,
  calendarEventsTable,
  stampsTable,
];
