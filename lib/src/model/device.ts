import { z } from 'zod';
import { overrideSchema } from './override.ts';

export const siteKinds = ['home', 'summer_cabin', 'winter_cabin', 'mobile'] as const;

/** A row of the device registry (hub-model §8): a thing, or a service such as a cloud account. */
export const deviceRecordSchema = z.object({
  uid: z.string(),
  integration: z.string(),
  entryId: z.string().nullable(),
  key: z.string().describe("The integration's own key of the device, a path for children: car/front_left"),
  parentUid: z.string().nullable(),
  viaUid: z.string().nullable().describe('Route or hub through which it is reached'),
  name: overrideSchema(z.string()),
  kind: z.enum(['device', 'service']),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serialNumber: z.string().nullable(),
  softwareVersion: z.string().nullable(),
  hardwareVersion: z.string().nullable(),
  configurationUrl: z.string().nullable(),
  connections: z.array(z.object({ type: z.string(), id: z.string() })),
  location: z.enum(siteKinds),
  areaUid: z.string().nullable(),
  labels: z.array(z.string()),
  disabledBy: z.enum(['user', 'entry']).nullable(),
  owner: z.string().nullable(),
  lastSeen: z.int().nullable(),
  createdAt: z.int(),
  modifiedAt: z.int(),
  removedAt: z.int().nullable(),
});
export type DeviceRecord = Readonly<z.output<typeof deviceRecordSchema>>;
