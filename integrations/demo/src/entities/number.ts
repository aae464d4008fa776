import { number } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import type { Household } from '../vendor/household.ts';

export const nightBrightness = (house: House): Entity<Household> =>
  number({
    key: 'night_brightness',
    category: 'config',
    unit: '%',
    capabilities: { min: 1, max: 100, step: 1, mode: 'slider' },
    read: (household) => household.nightBrightness,
    commands: {
      setValue: ({ value }) =>
        house.change('household', (household) => ({ ...household, nightBrightness: value })),
    },
  });
