import { z } from 'zod';
import { defineDomain } from './description.ts';
import { checkPattern, patternField } from './text-pattern.ts';
import type { CheckedInput, DomainSpec, EntityFacts } from './spec.ts';

const longest = 255;
const length = z.int().min(0).max(longest);

function checkText({ value }: CheckedInput, { capabilities }: EntityFacts) {
  if (typeof value !== 'string') return [];
  const { min = 0, max = longest } = capabilities;
  const fits = value.length >= Number(min) && value.length <= Number(max);
  const issues = fits
    ? []
    : [
        {
          path: '/value',
          message: 'too long or too short',
          expected: `${String(min)} to ${String(max)} characters`,
        },
      ];
  return [...issues, ...checkPattern('/value', value, capabilities['pattern'])];
}

const spec = {
  domain: 'text',
  description: 'A text that a device or service takes',
  value: z.string().max(longest).describe('The text'),
  capabilities: {
    min: length.optional().describe('Fewest characters; 0 unless given'),
    max: length.optional().describe('Most characters; 255 unless given'),
    pattern: patternField.nullable().optional().describe('Regular expression that the whole text matches'),
    mode: z.enum(['text', 'password']).optional().describe('How a form shows it'),
  },
  services: {
    set_value: {
      description: 'Set the text',
      input: { value: z.string().max(longest).describe('The new text') },
      check: checkText,
      expects: ({ value }) => ({ value: String(value) }),
    },
  },
  features: {},
} as const satisfies DomainSpec;

type TextShape = typeof spec;
export interface TextSpec extends TextShape {}
export const text = defineDomain<TextSpec>(spec);
