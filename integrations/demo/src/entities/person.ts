import { person } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { People, PersonId } from '../vendor/people.ts';

export const resident = (id: PersonId): Entity<People> =>
  person({
    key: 'person',
    name: null,
    read: (people) => ({
      value: people[id].home ? 'home' : 'not_home',
      attributes: {
        latitude: people[id].latitude,
        longitude: people[id].longitude,
        location_accuracy: 12,
        source: `device_tracker.${id}_phone`,
        device_trackers: [`device_tracker.${id}_phone`],
      },
    }),
  });
