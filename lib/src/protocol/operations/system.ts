import { z } from 'zod';
import { operation } from '../operation.ts';
import { wireSiteSchema } from '../records.ts';

const nothing = z.strictObject({});
const part = z.object({
  name: z.string(),
  status: z.enum(['ok', 'degraded', 'failed', 'starting']),
  detail: z.string().nullable(),
});

export const systemOperations = {
  'system.health': operation({
    name: 'system.health',
    summary: 'Whether the hub is well',
    permission: null,
    method: 'GET',
    path: '/health',
    root: true,
    input: nothing,
    output: z.object({
      status: z.enum(['starting', 'ok', 'degraded']),
      version: z.string(),
      timestamp: z.int(),
      uptime_seconds: z.number(),
    }),
  }),
  'system.status': operation({
    name: 'system.status',
    summary: 'Every part of the hub and the machine under it',
    permission: 'system:read',
    method: 'GET',
    path: '/status',
    root: true,
    input: nothing,
    output: z.object({
      summary: z.string(),
      timestamp: z.int(),
      version: z.string(),
      node_id: z.string(),
      parts: z.array(part),
      counts: z.record(z.string(), z.int()),
      machine: z.object({
        cpu_percent: z.number().nullable(),
        memory_bytes: z.int(),
        memory_free_bytes: z.int(),
        disk_free_bytes: z.int().nullable(),
        disk_used_percent: z.number().nullable(),
        loop_delay_ms: z.number(),
      }),
    }),
  }),
  'site.get': operation({
    name: 'site.get',
    summary: 'The home: name, place, time zone, currency',
    permission: 'settings:read',
    method: 'GET',
    path: '/site',
    input: nothing,
    output: wireSiteSchema,
  }),
  'site.update': operation({
    name: 'site.update',
    summary: 'Change the home; what the configuration file sets stays',
    permission: 'settings:write',
    method: 'PATCH',
    path: '/site',
    input: z.strictObject({
      name: z.string().trim().min(1).max(100).optional(),
      latitude: z.number().min(-90).max(90).optional(),
      longitude: z.number().min(-180).max(180).optional(),
      time_zone: z.string().max(64).optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      units: z.enum(['metric', 'imperial']).optional(),
    }),
    output: wireSiteSchema,
  }),
  'config.reload': operation({
    name: 'config.reload',
    summary: 'Read the configuration again; a bad one changes nothing',
    permission: 'system:manage',
    method: 'POST',
    path: '/config/reload',
    input: nothing,
    output: z.object({ changed: z.array(z.string()) }),
  }),
  'config.schema': operation({
    name: 'config.schema',
    summary: 'JSON Schema of config.yaml, for editors',
    permission: 'settings:read',
    method: 'GET',
    path: '/config/schema',
    input: nothing,
    output: z.record(z.string(), z.json()),
  }),
  'logs.level': operation({
    name: 'logs.level',
    summary: 'Set the log level while running',
    permission: 'system:manage',
    method: 'PUT',
    path: '/logs/level',
    input: z.strictObject({ level: z.enum(['error', 'warn', 'info', 'debug']) }),
    output: z.object({ level: z.string() }),
  }),
};
