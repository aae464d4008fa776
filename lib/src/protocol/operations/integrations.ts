import { z } from 'zod';
import { operation } from '../operation.ts';
import { wireEntrySchema } from '../records.ts';
import { flagSchema } from '../wire.ts';

const uid = z.string().min(1).max(64);
const done = z.object({ ok: z.literal(true) });
const object = z.record(z.string().max(64), z.json());
const language = z.enum(['en', 'pl', 'sv']).default('en');

const flowView = z.object({
  flow_id: z.string(),
  integration: z.string(),
  step: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('form'),
        id: z.string(),
        schema: object,
        values: object,
        errors: z.array(z.object({ path: z.string(), message: z.string() })),
      }),
      z.object({ kind: z.literal('external'), id: z.string(), url: z.string(), schema: object }),
      z.object({
        kind: z.literal('choose'),
        id: z.string(),
        options: z.array(z.object({ key: z.string(), label: z.string() })),
      }),
      z.object({ kind: z.literal('progress'), id: z.string(), message: z.string() }),
      z.object({ kind: z.literal('done'), entry: wireEntrySchema }),
      z.object({ kind: z.literal('abort'), reason: z.string() }),
    ])
    .describe('What to show next'),
});

export const integrationOperations = {
  'integrations.list': operation({
    name: 'integrations.list',
    summary: 'Integrations that can be set up, with the schemas of their forms and their texts',
    permission: 'integrations:read',
    method: 'GET',
    path: '/integrations',
    input: z.strictObject({ language }),
    output: z.object({
      integrations: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          description: z.string(),
          kind: z.string(),
          reach: z.string(),
          quality: z.string(),
          needs: z.array(z.string()),
          single: z.boolean(),
          simulator: z.boolean(),
          flows: z.array(z.string()),
          config: object.describe('JSON Schema'),
          options: object.nullable(),
          texts: object.describe('Translations in the language asked for'),
          error: z.string().nullable().describe('Why it cannot be loaded'),
        }),
      ),
    }),
  }),
  'entries.list': operation({
    name: 'entries.list',
    summary: 'Integrations that are set up, and how they are doing',
    permission: 'integrations:read',
    method: 'GET',
    path: '/config-entries',
    input: z.strictObject({}),
    output: z.object({ entries: z.array(wireEntrySchema) }),
  }),
  'entries.create': operation({
    name: 'entries.create',
    summary: 'Set an integration up',
    permission: 'integrations:write',
    method: 'POST',
    path: '/config-entries',
    status: 201,
    input: z.strictObject({
      integration: z.string().max(64),
      title: z.string().trim().min(1).max(100).optional(),
      config: object.default({}),
      options: object.default({}),
      demo: z.boolean().default(false),
      mine: z.boolean().default(false).describe('Its data belongs to the person who asks'),
      replaces: uid
        .optional()
        .describe('A demo entry whose place it takes; that one is removed with its history'),
    }),
    output: wireEntrySchema,
  }),
  'entries.update': operation({
    name: 'entries.update',
    summary: 'Change the title, config or options; secrets left out stay as they are',
    permission: 'integrations:write',
    method: 'PATCH',
    path: '/config-entries/{uid}',
    input: z.strictObject({
      uid,
      title: z.string().trim().min(1).max(100).optional(),
      config: object.optional(),
      options: object.optional(),
      disabled: z.boolean().optional(),
    }),
    output: wireEntrySchema,
  }),
  'entries.remove': operation({
    name: 'entries.remove',
    summary: 'Remove an entry with its devices and entities, and its history if asked',
    permission: 'integrations:write',
    method: 'DELETE',
    path: '/config-entries/{uid}',
    input: z.strictObject({ uid, with_history: flagSchema.default(false) }),
    output: done,
  }),
  'entries.reload': operation({
    name: 'entries.reload',
    summary: 'Set an entry up again',
    permission: 'integrations:write',
    method: 'POST',
    path: '/config-entries/{uid}/reload',
    input: z.strictObject({ uid }),
    output: wireEntrySchema,
  }),
  'entries.diagnostics': operation({
    name: 'entries.diagnostics',
    summary: 'What helps to find a fault, secrets and personal marks redacted',
    permission: 'system:manage',
    method: 'GET',
    path: '/config-entries/{uid}/diagnostics',
    input: z.strictObject({ uid }),
    output: object,
  }),
  'flows.start': operation({
    name: 'flows.start',
    summary: 'Begin a set-up that has steps',
    permission: 'integrations:write',
    method: 'POST',
    path: '/flows',
    status: 201,
    input: z.strictObject({
      integration: z.string().max(64),
      name: z.enum(['user', 'reauth', 'reconfigure', 'discovered']).default('user'),
      entry: uid.optional(),
    }),
    output: flowView,
  }),
  'flows.answer': operation({
    name: 'flows.answer',
    summary: 'Answer the present step',
    permission: 'integrations:write',
    method: 'POST',
    path: '/flows/{flow_id}',
    sensitive: true,
    input: z.strictObject({ flow_id: z.string().max(64), value: z.json() }),
    output: flowView,
  }),
  'flows.abandon': operation({
    name: 'flows.abandon',
    summary: 'Give a flow up',
    permission: 'integrations:write',
    method: 'DELETE',
    path: '/flows/{flow_id}',
    input: z.strictObject({ flow_id: z.string().max(64) }),
    output: done,
  }),
};
