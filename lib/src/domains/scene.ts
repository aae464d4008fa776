import { z } from 'zod';
import { defineDomain } from './description.ts';
import { unit } from './field-marks.ts';
import { instant } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'scene',
  description: 'States of several entities that are set together',
  value: instant.describe('When it was last activated, epoch milliseconds'),
  attributes: { entity_ids: z.array(z.string()).describe('Entities that the scene sets') },
  services: {
    turn_on: {
      description: 'Activate it',
      input: {
        transition: unit(z.number().min(0).max(300), 's')
          .optional()
          .describe('Fade of its lamps, in seconds'),
      },
    },
  },
  features: {},
} as const satisfies DomainSpec;

type SceneShape = typeof spec;
export interface SceneSpec extends SceneShape {}
export const scene = defineDomain<SceneSpec>(spec);
