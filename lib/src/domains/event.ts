import { z } from 'zod';
import { defineDomain } from './description.ts';
import { choiceOf } from './field-marks.ts';
import { instant, jsonObject } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

/** Event types that bridges and automations know; an entity may declare others beside them. */
export const standardEventTypes = {
  doorbell: ['ring'],
  button: [
    'press_start',
    'press_end',
    'long_press_start',
    'long_press_end',
    'multi_press_ongoing',
    'multi_press_end',
  ],
  motion: ['motion'],
} as const;

const spec = {
  domain: 'event',
  description: 'Something that happens and is over at once: a press, a ring',
  value: instant.describe('When the last event happened, epoch milliseconds'),
  attributes: {
    event_type: choiceOf(z.string(), 'event_types').nullable().describe('Type of the last event'),
    data: jsonObject.nullable().describe('What the last event carried, as multi_press_count'),
  },
  capabilities: {
    event_types: z.array(z.string().min(1).max(64)).min(1).describe('Types that it fires; no other is taken'),
  },
  deviceClasses: {
    button: { units: [], description: 'A physical button' },
    doorbell: { units: [], description: 'A doorbell; fires ring' },
    motion: { units: [], description: 'Motion that is told once, not shown as a state' },
  },
  services: {},
  features: {},
} as const satisfies DomainSpec;

type EventShape = typeof spec;
export interface EventSpec extends EventShape {}
export const event = defineDomain<EventSpec>(spec);
