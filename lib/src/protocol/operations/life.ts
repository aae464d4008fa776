import { z } from 'zod';
import { operation } from '../operation.ts';
import { wireCalendarEventSchema, wireNotificationSchema, wireSeriesPointSchema } from '../records.ts';
import { instantSchema, intSchema, listSchema } from '../wire.ts';

const done = z.object({ ok: z.literal(true) });

export const lifeOperations = {
  'calendar.events': operation({
    name: 'calendar.events',
    summary: 'Events of all calendars in a time span',
    permission: 'calendar:read',
    method: 'GET',
    path: '/calendar/events',
    input: z.strictObject({
      start: instantSchema.optional().describe('Default: now'),
      end: instantSchema.optional().describe('Exclusive. Default: 30 days after the start'),
      sources: listSchema.optional().describe('Integrations or calendar entities'),
      limit: intSchema(1, 10_000).default(2000),
    }),
    output: z.object({ start: z.int(), end: z.int(), events: z.array(wireCalendarEventSchema) }),
  }),
  'calendar.sync': operation({
    name: 'calendar.sync',
    summary: 'Ask every calendar for news now',
    permission: 'calendar:write',
    method: 'POST',
    path: '/calendar/sync',
    status: 202,
    input: z.strictObject({}),
    output: z.object({
      results: z.array(z.object({ entity_id: z.string(), ok: z.boolean(), error: z.string().nullable() })),
    }),
  }),
  'health.metrics': operation({
    name: 'health.metrics',
    summary: 'Recorded health metrics of one type, or of all',
    permission: 'health:read',
    method: 'GET',
    path: '/health/metrics',
    input: z.strictObject({
      metric_type: z.string().max(64).optional(),
      start: instantSchema.optional().describe('Default: 7 days before the end'),
      end: instantSchema.optional().describe('Exclusive. Default: now'),
      limit: intSchema(1, 50_000).default(5000),
    }),
    output: z.object({ start: z.int(), end: z.int(), metrics: z.array(wireSeriesPointSchema) }),
  }),
  'health.sleep_latest': operation({
    name: 'health.sleep_latest',
    summary: 'The latest night',
    permission: 'health:read',
    method: 'GET',
    path: '/health/sleep/latest',
    input: z.strictObject({}),
    output: z.object({ session: wireSeriesPointSchema.nullable() }),
  }),
  'health.readiness': operation({
    name: 'health.readiness',
    summary: 'The latest readiness score',
    permission: 'health:read',
    method: 'GET',
    path: '/health/readiness',
    input: z.strictObject({}),
    output: z.object({ readiness: wireSeriesPointSchema.nullable() }),
  }),
  'notifications.list': operation({
    name: 'notifications.list',
    summary: 'Notifications and repairs',
    permission: 'notifications:read',
    method: 'GET',
    path: '/notifications',
    input: z.strictObject({ status: z.enum(['pending', 'delivered', 'failed', 'dismissed']).optional() }),
    output: z.object({ notifications: z.array(wireNotificationSchema) }),
  }),
  'notifications.dismiss': operation({
    name: 'notifications.dismiss',
    summary: 'Dismiss a notification',
    permission: 'notifications:write',
    method: 'POST',
    path: '/notifications/{uid}/dismiss',
    input: z.strictObject({ uid: z.string().max(64) }),
    output: done,
  }),
};
