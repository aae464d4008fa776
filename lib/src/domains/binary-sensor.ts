import { z } from 'zod';
import { binarySensorClasses } from './binary-sensor-classes.data.ts';
import { defineDomain } from './description.ts';
import { onOffWords } from './on-off.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'binary_sensor',
  description: 'Something that is sensed as on or off; the class says what on means',
  value: z.boolean().describe('True: what the class names is so'),
  words: onOffWords,
  deviceClasses: binarySensorClasses,
  services: {},
  features: {},
} as const satisfies DomainSpec;

type BinarySensorShape = typeof spec;
export interface BinarySensorSpec extends BinarySensorShape {}
export const binarySensor = defineDomain<BinarySensorSpec>(spec);
