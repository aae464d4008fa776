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
} from '../../../hub/src/core/store/tables.ts';

/** One row of each table with every kind of value in it: letters of several languages, quotes, nulls, nested JSON. */
export const setting: SettingRow = {
  key: 'site',
  value: { name: "Stugan 'Björk'", zones: [1, 2.5, null, { a: true }] },
};

export const area: AreaRecord = {
  uid: 'area1',
  name: 'Łazienka "mała"',
  aliases: ['bad', 'wc; DROP TABLE areas'],
  floorUid: null,
  parentUid: 'area0',
  icon: 'bath',
  labels: [],
  position: -3,
  createdAt: 1_790_000_000_000,
  modifiedAt: 1_790_000_000_001,
};

export const floor: FloorRecord = {
  uid: 'f1',
  name: 'Källare',
  aliases: [],
  level: -1,
  icon: null,
  createdAt: 1,
  modifiedAt: 2,
};

export const label: LabelRecord = {
  uid: 'l1',
  name: 'Energi',
  color: '#fff',
  icon: null,
  description: 'ö $1 :name ?',
  scope: null,
  createdAt: 1,
  modifiedAt: 2,
};

export const device: DeviceRecord = {
  uid: 'd1',
  integration: 'plejd',
  entryId: 'e1',
  key: 'ABC/1',
  parentUid: null,
  viaUid: null,
  name: { source: 'Lampa', user: null },
  kind: 'device',
  manufacturer: 'Plejd',
  model: null,
  serialNumber: null,
  softwareVersion: '1.2',
  hardwareVersion: null,
  configurationUrl: null,
  connections: [{ type: 'mac', id: 'aa:bb' }],
  location: 'summer_cabin',
  areaUid: null,
  labels: ['l1'],
  disabledBy: null,
  owner: null,
  lastSeen: 1_790_000_000_000,
  createdAt: 1,
  modifiedAt: 2,
  removedAt: null,
};

export const entity: EntityRecord = {
  uid: 'x1',
  entityId: 'light.kitchen',
  formerIds: ['light.old'],
  domain: 'light',
  integration: 'plejd',
  entryId: null,
  uniqueId: 'u',
  deviceUid: 'd1',
  nameKey: null,
  name: { source: null, user: 'Kök' },
  icon: { source: null, user: null },
  category: 'diagnostic',
  areaUid: null,
  labels: [],
  disabledBy: null,
  hiddenBy: null,
  unit: null,
  precision: 0,
  capability: {
    features: ['dim'],
    deviceClass: null,
    stateClass: null,
    unit: null,
    precision: null,
    attributes: { modes: ['a', 'b'] },
    record: { deadband: 0.5 },
  },
  owner: null,
  createdAt: 1,
  modifiedAt: 2,
  removedAt: 3,
};

export const entry: ConfigEntry = {
  uid: 'e1',
  integration: 'oura',
  title: 'Alex',
  uniqueId: null,
  source: 'user',
  demo: false,
  version: 1,
  config: { z: 1, a: { token: 'lo1.sealed' } },
  options: {},
  owner: 'u1',
  disabledBy: null,
  runsOn: ['home'],
  createdAt: 1,
  modifiedAt: 2,
};

export const user: UserRow = {
  uid: 'u1',
  name: 'Zoë 🚀',
  role: 'owner',
  passwordHash: 'scrypt$…',
  language: null,
  active: true,
  createdAt: 1,
  modifiedAt: 2,
};

export const token: TokenRow = {
  uid: 't1',
  name: 'phone',
  kind: 'session',
  userUid: 'u1',
  role: 'owner',
  hash: 'ab'.repeat(32),
  createdAt: 1,
  lastUsedAt: null,
  expiresAt: 1_800_000_000_000,
  revokedAt: null,
};

export const automation: AutomationRow = {
  uid: 'a1',
  ruleId: 'evening',
  name: 'Evening',
  agent: 'home',
  document: { triggers: [{ at: '22:30' }], actions: [] },
  enabled: false,
  createdAt: 1,
  updatedAt: 2,
};

export const notification: NotificationRecord = {
  uid: 'n1',
  agent: 'sleep',
  kind: 'message',
  key: null,
  priority: 4,
  title: 'Bed',
  body: 'Line one\nline two',
  actionUrl: null,
  targetDevices: ['phone'],
  scheduledFor: 5,
  deliveredAt: null,
  status: 'pending',
  owner: null,
  createdAt: 1,
};

export const agentState: AgentStateRow = { agent: 'sleep', state: null, updatedAt: 3 };

export const pendingCommand: PendingCommandRow = {
  uid: 'p1',
  entityUid: 'x1',
  service: 'turn_on',
  input: { brightness_pct: 30 },
  context: { id: 'c' },
  sentAt: 1,
  expiresAt: 2,
};

export const stored: EntryStoreRow = {
  entryUid: 'e1',
  key: 'cursor',
  value: 'text, not an object',
  sealed: true,
};

export function calendarEvent(
  id: string,
  start: number,
  end: number,
  changes: Partial<CalendarEventRow> = {},
): CalendarEventRow {
  return {
    entityUid: 'cal1',
    id,
    source: 'icloud',
    uid: `${id}@x`,
    recurrenceId: null,
    title: 'Möte',
    start,
    end,
    allDay: false,
    startDate: null,
    endDate: null,
    location: '',
    description: '',
    status: 'confirmed',
    transparent: false,
    private: true,
    syncedAt: 9,
    ...changes,
  };
}
