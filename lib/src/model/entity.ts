import { z } from 'zod';
import { overrideSchema } from './override.ts';

export const entityCategories = ['config', 'diagnostic'] as const;
export const recordPolicySchema = z.union([
  z.enum(['changes', 'all', 'none']),
  z.object({ deadband: z.number().positive() }),
]);
/** Which changes the recorder keeps: every change, repeated reports too, none, or only steps larger than a dead band. */
export type RecordPolicy = z.output<typeof recordPolicySchema>;

/** What the entity can do, fixed by its description; last known, for display while it is unavailable. */
export const capabilitySchema = z.object({
  features: z.array(z.string()).default([]),
  deviceClass: z.string().nullable().default(null),
  stateClass: z.string().nullable().default(null),
  unit: z.string().nullable().default(null),
  precision: z.int().min(0).max(10).nullable().default(null),
  /** Capability attributes of the domain: options, min, max, step, supported modes. Written even when unavailable. */
  attributes: z.record(z.string(), z.json()).default({}),
  record: recordPolicySchema.default('changes'),
});
export type Capability = Readonly<z.output<typeof capabilitySchema>>;

/** A row of the entity registry (hub-model §7). */
export const entityRecordSchema = z.object({
  uid: z.string().describe('ULID; never changes'),
  entityId: z.string().describe('The present alias, as light.kitchen'),
  formerIds: z.array(z.string()).describe('Earlier aliases; they go on resolving'),
  domain: z.string(),
  integration: z.string(),
  entryId: z.string().nullable(),
  uniqueId: z.string().describe("The integration's own key, unique in (integration, entry, domain)"),
  deviceUid: z.string().nullable(),
  nameKey: z
    .string()
    .nullable()
    .describe('Translation key under entities in the integration; null: the main feature of its device'),
  name: overrideSchema(z.string()),
  icon: overrideSchema(z.string()),
  category: z.enum(entityCategories).nullable(),
  areaUid: z.string().nullable().describe("Own area; null: the device's"),
  labels: z.array(z.string()),
  disabledBy: z.enum(['user', 'integration', 'entry', 'device']).nullable(),
  hiddenBy: z.enum(['user', 'integration']).nullable(),
  unit: z.string().nullable().describe("A person's choice of unit for display"),
  precision: z.int().min(0).max(10).nullable().describe("A person's choice of decimals"),
  capability: capabilitySchema,
  owner: z.string().nullable().describe('User whose own data this is; null: the household'),
  createdAt: z.int(),
  modifiedAt: z.int(),
  removedAt: z.int().nullable().describe('Tombstone: settings and history are kept 90 days'),
});
export type EntityRecord = Readonly<z.output<typeof entityRecordSchema>>;
