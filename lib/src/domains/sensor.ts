import { z } from 'zod';
import { defineDomain } from './description.ts';
import { sensorClasses } from './sensor-classes.data.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'sensor',
  description: 'A measured or reported value',
  value: z.union([z.number(), z.string()]),
  deviceClasses: sensorClasses,
  stateClasses: ['measurement', 'measurement_angle', 'total', 'total_increasing'],
  attributes: { last_reset: z.int().describe('Start of the present cycle of a total, epoch milliseconds') },
  services: {},
  features: {},
} as const satisfies DomainSpec;

type SensorShape = typeof spec;
export interface SensorSpec extends SensorShape {}
export const sensor = defineDomain<SensorSpec>(spec);
