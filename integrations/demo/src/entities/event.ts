import { event } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Entrance } from '../vendor/entrance.ts';

export const doorbell: Entity<Entrance> = event({
  key: 'bell',
  name: null,
  deviceClass: 'doorbell',
  capabilities: { event_types: ['ring'] },
  read: ({ lastRingAt }) => ({
    value: lastRingAt,
    attributes: { event_type: lastRingAt === null ? null : 'ring' },
  }),
});
