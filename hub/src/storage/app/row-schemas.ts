import { calendarEventSchema, z } from '@lifeops/lib';
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

/** Schemas of the rows that the library does not describe, because they never leave the hub. */
export const settingRowSchema: z.ZodType<SettingRow> = z.object({ key: z.string(), value: z.json() });

export const userRowSchema: z.ZodType<UserRow> = z.object({
  uid: z.string(),
  name: z.string(),
  role: z.string(),
  passwordHash: z.string().nullable(),
  language: z.string().nullable(),
  active: z.boolean(),
  createdAt: z.int(),
  modifiedAt: z.int(),
});

export const tokenRowSchema: z.ZodType<TokenRow> = z.object({
  uid: z.string(),
  name: z.string(),
  kind: z.enum(['session', 'token']),
  userUid: z.string().nullable(),
  role: z.string(),
  hash: z.string(),
  createdAt: z.int(),
  lastUsedAt: z.int().nullable(),
  expiresAt: z.int().nullable(),
  revokedAt: z.int().nullable(),
});

export const automationRowSchema: z.ZodType<AutomationRow> = z.object({
  uid: z.string(),
  ruleId: z.string(),
  name: z.string(),
  agent: z.string(),
  document: z.json(),
  enabled: z.boolean(),
  createdAt: z.int(),
  updatedAt: z.int(),
});

export const calendarEventRowSchema: z.ZodType<CalendarEventRow> = calendarEventSchema.extend({
  entityUid: z.string(),
  source: z.string(),
  raw: z.string().exactOptional(),
  syncedAt: z.int(),
});

export const entryStoreRowSchema: z.ZodType<EntryStoreRow> = z.object({
  entryUid: z.string(),
  key: z.string(),
  value: z.json(),
  sealed: z.boolean(),
});

export const pendingCommandRowSchema: z.ZodType<PendingCommandRow> = z.object({
  uid: z.string(),
  entityUid: z.string(),
  service: z.string(),
  input: z.json(),
  context: z.json(),
  sentAt: z.int(),
  expiresAt: z.int(),
});

export const agentStateRowSchema: z.ZodType<AgentStateRow> = z.object({
  agent: z.string(),
  state: z.json(),
  updatedAt: z.int(),
});

/** Which version a field of a shared row has; `field` is a column's name, or `_deleted` for the row itself. */
export interface StampRow {
  readonly tableName: string;
  readonly record: string;
  readonly field: string;
  readonly version: number;
  readonly node: string;
  readonly updatedAt: number;
}

export const stampRowSchema: z.ZodType<StampRow> = z.object({
  tableName: z.string(),
  record: z.string(),
  field: z.string(),
  version: z.int(),
  node: z.string(),
  updatedAt: z.int(),
});
