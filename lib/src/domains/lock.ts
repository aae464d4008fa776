import { z } from 'zod';
import { defineDomain } from './description.ts';
import { checkPattern, patternField } from './text-pattern.ts';
import type { CheckedInput, DomainSpec, EntityFacts } from './spec.ts';
import { pii } from '../model/marks.ts';

export const lockStates = [
  'locked',
  'locking',
  'unlocked',
  'unlocking',
  'open',
  'opening',
  'jammed',
] as const;

const codeInput = {
  code: z
    .string()
    .min(1)
    .max(64)
    .meta({ 'x-secret': true, format: 'password' })
    .optional()
    .describe('Where the lock asks for one'),
};

function checkCode({ code }: CheckedInput, { capabilities }: EntityFacts) {
  const pattern = capabilities['code_format'];
  if (typeof pattern === 'string' && code === undefined)
    return [{ path: '/code', message: 'this lock needs its code' }];
  return checkPattern('/code', code, pattern);
}

const spec = {
  domain: 'lock',
  description: 'A lock',
  value: z.enum(lockStates).describe('What it is or does; open: the latch is drawn too'),
  attributes: { changed_by: pii(z.string().max(255)).nullable().describe('Who or what moved it last') },
  capabilities: {
    code_format: patternField
      .nullable()
      .optional()
      .describe('Form of the code that it needs, a regular expression; null: none'),
  },
  services: {
    lock: {
      description: 'Lock it',
      input: codeInput,
      check: checkCode,
      expects: () => ({ value: 'locked' }),
    },
    unlock: {
      description: 'Unlock it',
      input: codeInput,
      check: checkCode,
      expects: () => ({ value: 'unlocked' }),
    },
    open: {
      description: 'Unlock it and draw the latch',
      input: codeInput,
      requires: ['open'],
      check: checkCode,
      expects: () => ({ value: 'open' }),
    },
  },
  features: { open: {} },
} as const satisfies DomainSpec;

type LockShape = typeof spec;
export interface LockSpec extends LockShape {}
export const lock = defineDomain<LockSpec>(spec);
