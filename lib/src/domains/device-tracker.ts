import { z } from 'zod';
import { pii } from '../model/marks.ts';
import { defineDomain } from './description.ts';
import { placeAttributes, placeValue } from './place-fields.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'device_tracker',
  description: 'Where a device is: by its position, or by being connected',
  value: placeValue,
  attributes: {
    ...placeAttributes,
    is_connected: z.boolean().nullable().describe('Whether it is in reach of what tracks it'),
    ip: pii(z.string().max(64)).nullable().describe('Its address on the network'),
    mac: pii(z.string().max(64)).nullable().describe('Its hardware address'),
    hostname: pii(z.string().max(255)).nullable().describe('Its name on the network'),
  },
  capabilities: {
    tracking_type: z
      .enum(['location', 'connection'])
      .describe('Tracked by position, or by its connection to a place'),
  },
  services: {},
  features: {},
} as const satisfies DomainSpec;

type DeviceTrackerShape = typeof spec;
export interface DeviceTrackerSpec extends DeviceTrackerShape {}
export const deviceTracker = defineDomain<DeviceTrackerSpec>(spec);
