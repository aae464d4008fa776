import { text } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import type { Household } from '../vendor/household.ts';

export const fridgeNote = (house: House): Entity<Household> =>
  text({
    key: 'note',
    capabilities: { max: 120 },
    read: (household) => household.fridgeNote,
    commands: {
      setValue: ({ value }) =>
        house.change('household', (household) => ({ ...household, fridgeNote: value })),
    },
  });
