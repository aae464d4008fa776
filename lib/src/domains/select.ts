import { z } from 'zod';
import { defineDomain } from './description.ts';
import { choiceOf } from './field-marks.ts';
import { name } from './field-schemas.ts';
import type { CheckedInput, DomainSpec, EntityFacts } from './spec.ts';

const optionsOf = ({ capabilities }: EntityFacts): readonly string[] => {
  const { options } = capabilities;
  return Array.isArray(options) ? (options as readonly string[]) : [];
};

/** The option at an index that may lie outside: at the end it stays, or begins anew. */
function optionAt(index: number, cycle: boolean, options: readonly string[]): CheckedInput {
  const inside = cycle
    ? (index + options.length) % options.length
    : Math.min(options.length - 1, Math.max(0, index));
  return { option: options[inside] };
}

function stepBy(step: number) {
  return (input: CheckedInput, entity: EntityFacts) => {
    const options = optionsOf(entity);
    const present = options.indexOf(String(entity.value));
    // From an option that is not known any more, next is the first and previous the last.
    const from = present === -1 && step < 0 ? options.length : present;
    return { service: 'select_option', input: optionAt(from + step, input['cycle'] !== false, options) };
  };
}

const selectOption = () => 'select_option';
const cycle = { cycle: z.boolean().optional().describe('Begin anew at the end; true unless given') };

const spec = {
  domain: 'select',
  description: 'One of several options that can be chosen',
  value: choiceOf(name, 'options').describe('The chosen option'),
  capabilities: { options: z.array(name).min(1).describe('What can be chosen') },
  services: {
    select_option: {
      description: 'Choose an option',
      input: { option: choiceOf(name, 'options').describe('The option') },
      expects: ({ option }) => ({ value: String(option) }),
    },
    select_first: {
      description: 'Choose the first option',
      derived: selectOption,
      prepare: (_, entity) => ({ service: 'select_option', input: optionAt(0, false, optionsOf(entity)) }),
    },
    select_last: {
      description: 'Choose the last option',
      derived: selectOption,
      prepare: (_, entity) => ({
        service: 'select_option',
        input: optionAt(Number.MAX_SAFE_INTEGER, false, optionsOf(entity)),
      }),
    },
    select_next: {
      description: 'Choose the next option',
      input: cycle,
      derived: selectOption,
      prepare: stepBy(1),
    },
    select_previous: {
      description: 'Choose the option before',
      input: cycle,
      derived: selectOption,
      prepare: stepBy(-1),
    },
  },
  features: {},
} as const satisfies DomainSpec;

type SelectShape = typeof spec;
export interface SelectSpec extends SelectShape {}
export const select = defineDomain<SelectSpec>(spec);
