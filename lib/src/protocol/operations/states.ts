import { z } from 'zod';
import { callPolicySchema, callResultSchema, targetSchema } from '../../model/service.ts';
import { stateStatusSchema, stateValueSchema } from '../../model/state.ts';
import { operation } from '../operation.ts';
import { wireStateSchema } from '../records.ts';
import { instantSchema, intSchema, listSchema } from '../wire.ts';

const entityId = z.string().min(1).max(255);

export const stateOperations = {
  'states.list': operation({
    name: 'states.list',
    summary: 'All present states',
    permission: 'states:read',
    method: 'GET',
    path: '/states',
    input: z.strictObject({ domain: listSchema.optional(), area_id: listSchema.optional() }),
    output: z.object({ seq: z.int(), states: z.array(wireStateSchema) }),
  }),
  'states.get': operation({
    name: 'states.get',
    summary: 'One state; former ids resolve',
    permission: 'states:read',
    method: 'GET',
    path: '/states/{entity_id}',
    input: z.strictObject({ entity_id: entityId }),
    output: wireStateSchema,
  }),
  'history.get': operation({
    name: 'history.get',
    summary: 'Recorded states of entities over a time span, the state at its start first',
    permission: 'history:read',
    method: 'GET',
    path: '/history',
    input: z.strictObject({
      entity_id: listSchema,
      start: instantSchema.optional().describe('Default: a day before the end'),
      end: instantSchema.optional().describe('Exclusive. Default: now'),
      limit: intSchema(1, 50_000).default(5000).describe('Rows per entity'),
      attributes: z.enum(['none', 'all']).default('none'),
    }),
    output: z.object({
      start: z.int(),
      end: z.int(),
      entities: z.record(
        z.string(),
        z.array(
          z.object({
            at: z.int(),
            value: stateValueSchema,
            status: stateStatusSchema,
            attributes: z.record(z.string(), z.json()).optional(),
          }),
        ),
      ),
    }),
  }),
  'services.list': operation({
    name: 'services.list',
    summary: 'Every service, with the schema of its input and answer',
    permission: 'registry:read',
    method: 'GET',
    path: '/services',
    input: z.strictObject({}),
    output: z.object({
      services: z.array(
        z.object({
          domain: z.string(),
          service: z.string(),
          description: z.string(),
          target: z.enum(['entity', 'device', 'entry', 'none']),
          input: z.record(z.string(), z.json()),
          output: z.record(z.string(), z.json()).nullable(),
        }),
      ),
    }),
  }),
  'services.call': operation({
    name: 'services.call',
    summary: 'Call a service; the result names every target once',
    permission: 'services:call',
    method: 'POST',
    path: '/services/{domain}/{service}',
    input: z.strictObject({
      domain: z.string().max(64),
      service: z.string().max(64),
      target: targetSchema.optional(),
      data: z.record(z.string().max(64), z.json()).default({}),
      policy: callPolicySchema.partial().optional(),
    }),
    output: callResultSchema,
  }),
  'devices.control': operation({
    name: 'devices.control',
    summary: 'Call a service on a device',
    permission: 'services:call',
    method: 'POST',
    path: '/devices/{device_id}/control',
    input: z.strictObject({
      device_id: z.string().max(64),
      service: z.string().max(130).describe('domain.service'),
      data: z.record(z.string().max(64), z.json()).default({}),
    }),
    output: callResultSchema,
  }),
};
