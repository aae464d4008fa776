import { deviceTracker } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { People, PersonId } from '../vendor/people.ts';

export const phoneTracker = (id: PersonId): Entity<People> =>
  deviceTracker({
    key: 'tracker',
    name: null,
    capabilities: { tracking_type: 'location' },
    read: (people) => ({
      value: people[id].home ? 'home' : 'not_home',
      attributes: { latitude: people[id].latitude, longitude: people[id].longitude, location_accuracy: 12 },
    }),
  });
