import { z } from 'zod';
import { pii } from '../model/marks.ts';
import { defineDomain } from './description.ts';
import { placeAttributes, placeValue } from './place-fields.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'person',
  description: 'Where a person is, joined from the trackers of their devices',
  value: placeValue,
  attributes: {
    ...placeAttributes,
    source: z.string().nullable().describe('Entity id of the tracker that decided'),
    user_id: pii(z.string()).nullable().describe('The account of the person; null without one'),
    device_trackers: z.array(z.string()).describe('Entity ids of the trackers that are joined'),
  },
  services: {},
  features: {},
} as const satisfies DomainSpec;

type PersonShape = typeof spec;
export interface PersonSpec extends PersonShape {}
export const person = defineDomain<PersonSpec>(spec);
