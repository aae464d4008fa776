import { z } from 'zod';

export const causes = ['user', 'automation', 'script', 'scene', 'integration', 'sync', 'system'] as const;

/** Who or what is behind a change: carried by the call and by every change that the call causes (hub-model §5). */
export const contextSchema = z.object({
  id: z.string().describe('ULID of this cause'),
  parent: z.string().nullable().describe('Context that led to this one'),
  cause: z.enum(causes),
  ref: z.string().nullable().describe('The user id, automation uid, entry id, … behind it'),
  node: z.string().describe('Hub on which it began'),
});

export type ContextRef = Readonly<z.output<typeof contextSchema>>;
export type Cause = ContextRef['cause'];
