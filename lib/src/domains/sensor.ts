import { z } from 'zod';
import { defineDomain } from './description.ts';
import { instant } from './field-schemas.ts';
import { sensorClasses } from './sensor-classes.data.ts';
import type { DomainSpec } from './spec.ts';

/**
 * How statistics treat the values: as they are, as angles, as a sum that may fall (`last_reset` begins a cycle), as a
 * meter that only rises and whose drops are resets.
 */
export const stateClasses = ['measurement', 'measurement_angle', 'total', 'total_increasing'] as const;

const spec = {
  domain: 'sensor',
  description: 'A measured or reported value',
  value: z.union([z.number(), z.string().max(4096)]).describe('The value, in the unit of the entity'),
  deviceClasses: sensorClasses,
  stateClasses,
  attributes: {
    last_reset: instant.nullable().describe('Start of the present cycle of a total, epoch milliseconds'),
  },
  services: {},
  features: {},
} as const satisfies DomainSpec;

type SensorShape = typeof spec;
export interface SensorSpec extends SensorShape {}
export const sensor = defineDomain<SensorSpec>(spec);
