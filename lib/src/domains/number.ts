import { z } from 'zod';
import { defineDomain } from './description.ts';
import { within } from './field-marks.ts';
import { numericClasses } from './numeric-classes.data.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'number',
  description: 'A number that can be set',
  value: z.number().describe('The number, in the unit of the entity'),
  deviceClasses: numericClasses,
  capabilities: {
    min: z.number().describe('Smallest value that it takes'),
    max: z.number().describe('Largest value that it takes'),
    step: z
      .number()
      .positive()
      .optional()
      .describe('Distance between values in a form; 1 unless given, finer for ranges under 1'),
    mode: z.enum(['auto', 'box', 'slider']).optional().describe('How a form draws it'),
  },
  services: {
    set_value: {
      description: 'Set the number',
      input: {
        value: within(z.number(), { capability: 'min' }, { capability: 'max' }).describe(
          'The new value, in the unit of the entity',
        ),
      },
      expects: ({ value }) => ({ value: Number(value) }),
    },
  },
  features: {},
} as const satisfies DomainSpec;

type NumberShape = typeof spec;
export interface NumberSpec extends NumberShape {}
export const number = defineDomain<NumberSpec>(spec);
