import { z } from 'zod';
import { portNames } from './ports.ts';

/** `manifest.json` beside an integration's `package.json`: what must be known before any of its code runs. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z
    .string()
    .regex(/^[a-z0-9]+(_[a-z0-9]+)*$/)
    .max(64)
    .describe('As in the code and the folder'),
  name: z.string().min(1).max(64),
  kind: z.enum(['device', 'hub', 'service', 'helper', 'system', 'virtual']),
  reach: z
    .enum(['local_push', 'local_polling', 'cloud_push', 'cloud_polling', 'calculated'])
    .describe('How data comes in'),
  lifeops: z.string().describe('Range of library versions that it works with, as ^0.1.0'),
  needs: z.array(z.enum(portNames)).default([]),
  /** Services that the `call` port may call, as `light.turn_on` or `light.*`. */
  calls: z.array(z.string()).default([]),
  isolation: z.enum(['shared', 'worker', 'process']).default('shared'),
  single: z.boolean().default(false).describe('At most one entry'),
  health: z.boolean().default(false).describe('Its data belongs to a person'),
  discovery: z.array(z.record(z.string(), z.json())).default([]),
  limits: z
    .strictObject({
      memory_mb: z.int().positive().optional(),
      messages_per_second: z.int().positive().optional(),
    })
    .default({}),
  quality: z.enum(['bronze', 'silver', 'gold', 'platinum']).default('bronze'),
  simulator: z.boolean().default(false).describe('Its package has ./simulator, so that demo mode works'),
});
export type Manifest = Readonly<z.output<typeof manifestSchema>>;
