import { notify } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import type { Household } from '../vendor/household.ts';

export const kitchenDisplay = (house: House): Entity<Household> =>
  notify({
    key: 'display',
    name: null,
    features: ['title'],
    read: ({ messageAt }) => messageAt,
    commands: {
      sendMessage: ({ message, title }) =>
        house.change('household', (household, now) => ({
          ...household,
          message: title === undefined ? message : `${title}: ${message}`,
          messageAt: now,
        })),
    },
  });
