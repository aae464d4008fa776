import { z } from 'zod';
import { contextSchema } from '../model/context.ts';
import { stateStatusSchema, stateValueSchema } from '../model/state.ts';
import { topics } from './topics.ts';

/** The number of this protocol; a client that asks for another is refused with what the hub speaks. */
export const liveProtocol = 1;

/** client → hub `subscribe`. The filter narrows `devices`; one subscription a connection, a later one replaces it. */
export const subscribeSchema = z.strictObject({
  topics: z.array(z.enum(topics)).min(1).max(topics.length),
  filter: z
    .strictObject({
      entity_id: z.array(z.string().max(255)).max(2000).optional(),
      domain: z.array(z.string().max(64)).max(100).optional(),
      area_id: z.array(z.string().max(64)).max(200).optional(),
    })
    .optional(),
  /** The last seq seen: the hub sends what was missed, or a fresh snapshot. */
  since: z.int().min(0).optional(),
});
export type Subscribe = z.input<typeof subscribeSchema>;

/**
 * A change of one entity's state, whole: `u` uid, `e` entity id, `q` seq, `v` value, `s` status, `a` attributes, `c` changed at,
 * `t` updated at, `m` measured at, `x` context. With `r` the entity is gone.
 */
export const compactChangeSchema = z.union([
  z.object({
    u: z.string(),
    e: z.string(),
    q: z.int(),
    v: stateValueSchema,
    s: stateStatusSchema,
    a: z.record(z.string(), z.json()),
    c: z.int(),
    t: z.int(),
    m: z.int().optional(),
    x: contextSchema,
  }),
  z.object({ u: z.string(), e: z.string(), q: z.int(), r: z.literal(1) }),
]);
export type CompactChange = z.output<typeof compactChangeSchema>;

/** hub → client `device_state`: in order of seq, the latest of each entity per tick. */
export interface DeviceStateMessage {
  readonly seq: number;
  readonly changes: readonly CompactChange[];
}

/** Answer to `subscribe`. Without `snapshot`, what was missed since `since` follows as ordinary messages. */
export type SubscribeAck =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly protocol: number;
      readonly snapshot?: { readonly states: readonly CompactChange[] };
    }
  | { readonly ok: false; readonly problem: Problem };

/** hub → client, by the topic's event name: something of that area changed; read it anew where it is shown. */
export interface TopicMessage {
  readonly seq: number;
  readonly kind: string;
  readonly action: string;
  readonly uid: string;
  readonly data?: unknown;
}

export const callSchema = z.strictObject({ operation: z.string().max(100), input: z.unknown() });
export const commandSchema = z.strictObject({
  request_id: z.string().min(1).max(128),
  entity_id: z.union([z.string(), z.array(z.string())]).optional(),
  device_id: z.union([z.string(), z.array(z.string())]).optional(),
  target: z.unknown().optional(),
  service: z.string().max(130).describe('domain.service'),
  data: z.record(z.string(), z.json()).default({}),
});

/** RFC 9457, with our code, the places of what is wrong, and the request's id. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  issues: z
    .array(
      z
        .object({
          path: z.string(),
          message: z.string(),
          expected: z.string().optional(),
          got: z.string().optional(),
        })
        .loose(),
    )
    .optional(),
  retry_after_ms: z.int().optional(),
  details: z.record(z.string(), z.json()).optional(),
});
export type Problem = z.output<typeof problemSchema>;
