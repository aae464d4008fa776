import { z } from 'zod';
import { areaRecordSchema, floorRecordSchema, labelRecordSchema } from '../model/area.ts';
import { calendarEventSchema } from '../model/calendar-event.ts';
import { configEntrySchema, entryStatusSchema } from '../model/config-entry.ts';
import { contextSchema } from '../model/context.ts';
import { deviceRecordSchema } from '../model/device.ts';
import { entityRecordSchema } from '../model/entity.ts';
import { notificationSchema } from '../model/notification.ts';
import { seriesPointSchema } from '../model/series.ts';
import { stateStatusSchema, stateValueSchema } from '../model/state.ts';
import { wireSchema } from './wire.ts';

export const wireStateSchema = z.object({
  uid: z.string(),
  entity_id: z.string(),
  value: stateValueSchema,
  status: stateStatusSchema,
  attributes: z.record(z.string(), z.json()),
  changed_at: z.int(),
  updated_at: z.int(),
  reported_at: z.int(),
  measured_at: z.int().optional(),
  context: contextSchema,
  node: z.string(),
  seq: z.int(),
});
export type WireState = z.output<typeof wireStateSchema>;

export const wireEntitySchema = wireSchema(entityRecordSchema).extend({
  display_name: z.string().describe('The name of the entity alone, resolved in the language asked for'),
  full_name: z.string().describe('Device and entity'),
  area: z.string().nullable().describe('Effective area: own, else that of the device'),
});
export type WireEntity = z.output<typeof wireEntitySchema>;

export const wireDeviceSchema = wireSchema(deviceRecordSchema).extend({ display_name: z.string() });
export type WireDevice = z.output<typeof wireDeviceSchema>;
export const wireAreaSchema = wireSchema(areaRecordSchema);
export type WireArea = z.output<typeof wireAreaSchema>;
export const wireFloorSchema = wireSchema(floorRecordSchema);
export type WireFloor = z.output<typeof wireFloorSchema>;
export const wireLabelSchema = wireSchema(labelRecordSchema);
export type WireLabel = z.output<typeof wireLabelSchema>;

/** Secrets never leave: `config` holds what is not secret, `secrets` the pointers of the fields that are set. */
export const wireEntrySchema = wireSchema(configEntrySchema).extend({
  secrets: z.array(z.string()),
  status: wireSchema(entryStatusSchema),
  place: z
    .string()
    .nullable()
    .describe('file:line when the configuration file sets it; then it is read-only here'),
  entity_count: z.int(),
  device_count: z.int(),
});
export type WireEntry = z.output<typeof wireEntrySchema>;

export const wireCalendarEventSchema = wireSchema(calendarEventSchema).extend({
  entity_id: z.string(),
  source: z.string(),
});
export type WireCalendarEvent = z.output<typeof wireCalendarEventSchema>;

export const wireNotificationSchema = wireSchema(notificationSchema);
export type WireNotification = z.output<typeof wireNotificationSchema>;

export const wireSeriesPointSchema = seriesPointSchema.extend({ source: z.string() });

export const wireUserSchema = z.object({
  uid: z.string(),
  name: z.string(),
  role: z.string(),
  language: z.string().nullable(),
  active: z.boolean(),
  created_at: z.int(),
});
export type WireUser = z.output<typeof wireUserSchema>;

export const wireTokenSchema = z.object({
  uid: z.string(),
  name: z.string(),
  kind: z.enum(['session', 'token']),
  user_uid: z.string().nullable(),
  role: z.string(),
  created_at: z.int(),
  last_used_at: z.int().nullable(),
  expires_at: z.int().nullable(),
  current: z.boolean().describe('The one that asks'),
});
export type WireToken = z.output<typeof wireTokenSchema>;

export const wireSiteSchema = z.object({
  id: z.string(),
  name: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  time_zone: z.string(),
  currency: z.string(),
  units: z.enum(['metric', 'imperial']),
  read_only: z.array(z.string()).describe('Fields that the configuration file sets'),
  demo: z.boolean().describe('Some of what is shown is demo data'),
});
export type WireSite = z.output<typeof wireSiteSchema>;
