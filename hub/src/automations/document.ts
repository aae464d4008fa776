import { targetSchema, z } from '@lifeops/lib';

const entityIds = z
  .union([z.string().min(1).max(255), z.array(z.string().min(1).max(255)).min(1).max(200)])
  .transform((ids) => (typeof ids === 'string' ? [ids] : ids));
const word = z.union([z.string().max(255), z.number(), z.boolean()]);
const words = z
  .union([z.null(), word, z.array(word).min(1).max(100)])
  .describe('One value or several; null: any');
const common = {
  id: z.string().min(1).max(64).optional().describe('Names this trigger'),
  alias: z.string().max(200).optional(),
  enabled: z.boolean().default(true),
};

/** Fires when the value of an entity changes; with `from` or `to`, when it changes from or to one of these. */
export const stateTriggerSchema = z
  .strictObject({
    trigger: z.literal('state'),
    entity_id: entityIds,
    from: words.optional(),
    to: words.optional(),
    not_from: words.optional(),
    not_to: words.optional(),
    include_unavailable: z
      .boolean()
      .default(false)
      .describe('A return from unavailable to the same value counts as a change'),
    ...common,
  })
  .refine((trigger) => trigger.from === undefined || trigger.not_from === undefined, {
    path: ['not_from'],
    error: 'give from or not_from, not both',
  })
  .refine((trigger) => trigger.to === undefined || trigger.not_to === undefined, {
    path: ['not_to'],
    error: 'give to or not_to, not both',
  });
export type StateTrigger = z.output<typeof stateTriggerSchema>;

export type Condition =
  | {
      readonly condition: 'state';
      readonly entity_id: string[];
      readonly state: string | number | boolean | (string | number | boolean)[];
      readonly match: 'all' | 'any';
      readonly alias?: string | undefined;
      readonly enabled: boolean;
    }
  | {
      readonly condition: 'numeric_state';
      readonly entity_id: string[];
      readonly above?: number | undefined;
      readonly below?: number | undefined;
      readonly alias?: string | undefined;
      readonly enabled: boolean;
    }
  | {
      readonly condition: 'and' | 'or' | 'not';
      readonly conditions: Condition[];
      readonly alias?: string | undefined;
      readonly enabled: boolean;
    };

const about = { alias: common.alias, enabled: common.enabled };
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('condition', [
    z.strictObject({
      condition: z.literal('state'),
      entity_id: entityIds,
      state: z.union([word, z.array(word).min(1).max(100)]),
      match: z.enum(['all', 'any']).default('all'),
      ...about,
    }),
    z
      .strictObject({
        condition: z.literal('numeric_state'),
        entity_id: entityIds,
        above: z.number().optional(),
        below: z.number().optional(),
        ...about,
      })
      .refine((condition) => condition.above !== undefined || condition.below !== undefined, {
        path: ['above'],
        error: 'give above, below or both',
      }),
    z.strictObject({
      condition: z.enum(['and', 'or', 'not']),
      conditions: z.array(conditionSchema).min(1).max(100),
      ...about,
    }),
  ]),
);

export const actionSchema = z.strictObject({
  action: z
    .string()
    .regex(/^[a-z0-9_]+\.[a-z0-9_]+$/)
    .describe('domain.service, as light.turn_on'),
  target: targetSchema.optional(),
  data: z.record(z.string().max(64), z.json()).default({}),
  alias: common.alias,
  enabled: common.enabled,
  continue_on_error: z.boolean().default(false),
});
export type Action = z.output<typeof actionSchema>;

/** The one form of an automation, in YAML and in rows: Home Assistant's present keys, `rule_id` and `name` for id and alias. */
export const automationDocumentSchema = z.strictObject({
  rule_id: z
    .string()
    .regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/)
    .max(100)
    .optional()
    .describe('Its own name for ever; by default made from the name'),
  name: z.string().trim().min(1).max(200),
  description: z.string().max(2000).optional(),
  agent: z.string().max(64).default('user'),
  enabled: z.boolean().default(true),
  triggers: z.array(stateTriggerSchema).min(1).max(100),
  conditions: z.array(conditionSchema).max(100).default([]),
  actions: z.array(actionSchema).min(1).max(200),
  mode: z.enum(['single', 'restart', 'parallel']).default('single'),
});
export type AutomationDocument = z.output<typeof automationDocumentSchema>;
