import { z } from 'zod';

export const entryStates = [
  'not_loaded',
  'setup_in_progress',
  'loaded',
  'setup_error',
  'setup_retry',
  'migration_error',
  'unload_in_progress',
] as const;
export type EntryState = (typeof entryStates)[number];

export const entrySources = ['file', 'user', 'demo', 'discovery', 'import', 'reauth'] as const;

/** A set-up instance of an integration: one account, one bridge, one file (hub-model §12). */
export const configEntrySchema = z.object({
  uid: z.string(),
  integration: z.string(),
  title: z.string(),
  uniqueId: z.string().nullable().describe('Which account or device it is; two of one are refused'),
  source: z.enum(entrySources),
  demo: z.boolean().describe('Fed by a simulator'),
  version: z.int().min(1),
  config: z
    .record(z.string(), z.json())
    .describe('As the schema of the integration; secrets sealed at rest, left out on the wire'),
  options: z.record(z.string(), z.json()),
  owner: z.string().nullable(),
  disabledBy: z.enum(['user']).nullable(),
  runsOn: z.array(z.string()).describe('Sites that may run it; empty: this one'),
  createdAt: z.int(),
  modifiedAt: z.int(),
});
export type ConfigEntry = Readonly<z.output<typeof configEntrySchema>>;

/** How the entry is doing now; not stored. */
export const entryStatusSchema = z.object({
  state: z.enum(entryStates),
  reason: z.string().nullable(),
  errorCode: z.string().nullable(),
  since: z.int(),
  tries: z.int(),
  retryAt: z.int().nullable(),
  needsReauth: z.boolean(),
});
export type EntryStatus = Readonly<z.output<typeof entryStatusSchema>>;
