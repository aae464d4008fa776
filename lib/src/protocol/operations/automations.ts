import { z } from 'zod';
import { operation } from '../operation.ts';

const uid = z.string().min(1).max(128);
const document = z.record(z.string(), z.json()).describe('The automation document');
const done = z.object({ ok: z.literal(true) });

export const wireAutomationSchema = z.object({
  uid: z.string(),
  rule_id: z.string(),
  name: z.string(),
  agent: z.string(),
  enabled: z.boolean(),
  document,
  place: z.string().nullable().describe('file:line when it is kept in a file; then it is read-only here'),
  last_triggered: z.int().nullable(),
  error: z.string().nullable().describe('Why it cannot run'),
  created_at: z.int(),
  updated_at: z.int(),
});
export type WireAutomation = z.output<typeof wireAutomationSchema>;

export const automationOperations = {
  'automations.list': operation({
    name: 'automations.list',
    summary: 'All automations, of files and of the UI',
    permission: 'automations:read',
    method: 'GET',
    path: '/automations',
    input: z.strictObject({}),
    output: z.object({ automations: z.array(wireAutomationSchema) }),
  }),
  'automations.create': operation({
    name: 'automations.create',
    summary: 'Add an automation',
    permission: 'automations:write',
    method: 'POST',
    path: '/automations',
    status: 201,
    input: z.strictObject({ document }),
    output: wireAutomationSchema,
  }),
  'automations.update': operation({
    name: 'automations.update',
    summary: 'Change an automation, or switch it on or off',
    permission: 'automations:write',
    method: 'PATCH',
    path: '/automations/{uid}',
    input: z.strictObject({ uid, document: document.optional(), enabled: z.boolean().optional() }),
    output: wireAutomationSchema,
  }),
  'automations.remove': operation({
    name: 'automations.remove',
    summary: 'Remove an automation',
    permission: 'automations:write',
    method: 'DELETE',
    path: '/automations/{uid}',
    input: z.strictObject({ uid }),
    output: done,
  }),
  'automations.run': operation({
    name: 'automations.run',
    summary: 'Run its actions now, conditions skipped unless asked for',
    permission: 'automations:write',
    method: 'POST',
    path: '/automations/{uid}/run',
    input: z.strictObject({ uid, check_conditions: z.boolean().default(false) }),
    output: z.object({ ran: z.boolean(), error: z.string().nullable() }),
  }),
};
