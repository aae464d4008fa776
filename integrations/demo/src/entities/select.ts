import { InvalidInput, select } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import { houseModes } from '../vendor/household.ts';
import type { Household } from '../vendor/household.ts';

export const houseMode = (house: House): Entity<Household> =>
  select({
    key: 'mode',
    capabilities: { options: [...houseModes] },
    read: ({ mode }) => mode,
    commands: {
      selectOption: ({ option }) => {
        const mode = houseModes.find((one) => one === option);
        if (mode === undefined)
          throw new InvalidInput('There is no such mode.', [{ path: '/option', message: 'unknown' }]);
        house.change('household', (household) => ({ ...household, mode }));
      },
    },
  });
