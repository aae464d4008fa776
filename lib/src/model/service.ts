import { z } from 'zod';

const idList = z.union([z.string(), z.array(z.string()).max(1000)]);

/** What a call acts on. Areas, floors, labels and devices reach their entities of the service's domain. */
export const targetSchema = z.strictObject({
  entity_id: idList.optional(),
  device_id: idList.optional(),
  area_id: idList.optional(),
  floor_id: idList.optional(),
  label_id: idList.optional(),
});
export type Target = z.output<typeof targetSchema>;

/** How hard a call tries and how sure it wants to be. */
export const callPolicySchema = z.strictObject({
  timeout_ms: z.int().min(1).max(600_000).default(10_000),
  retries: z.int().min(0).max(10).default(0),
  backoff_ms: z.int().min(0).max(60_000).default(500),
  idempotency_key: z.string().min(1).max(128).optional(),
  confirm: z
    .enum(['sent', 'state'])
    .default('sent')
    .describe('state: done only when the entity shows what was asked'),
  at_least: z
    .enum(['all', 'one', 'none'])
    .default('none')
    .describe('How many targets must succeed for the call to succeed'),
});
export type CallPolicy = z.output<typeof callPolicySchema>;

export const targetResultSchema = z.object({
  uid: z.string().nullable(),
  entity_id: z.string().nullable(),
  status: z.enum(['done', 'skipped', 'failed', 'pending']),
  reason: z.string().nullable().describe('Why it was skipped or failed, for people'),
  code: z
    .string()
    .nullable()
    .describe('The error code of a failure, or: unavailable, unsupported, disabled, forbidden'),
  response: z.json().optional(),
});
export type TargetResult = z.output<typeof targetResultSchema>;

/** Every target appears exactly once in `results`. */
export const callResultSchema = z.object({
  command_id: z.string(),
  context: z.string(),
  results: z.array(targetResultSchema),
  response: z
    .json()
    .optional()
    .describe('Of a service without targets, its answer; else the answers by entity id'),
});
export type CallResult = z.output<typeof callResultSchema>;
