import { scene } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import type { Household } from '../vendor/household.ts';
import { lampEntityIds } from './devices.data.ts';
import { sceneIds, scenes, setScene } from '../vendor/scenes.ts';
import type { LampId } from '../vendor/lamps.ts';

export const houseScenes = (house: House): readonly Entity<Household>[] =>
  sceneIds.map((id) =>
    scene({
      key: id,
      read: ({ sceneAt }) => ({
        value: sceneAt[id] ?? null,
        attributes: { entity_ids: Object.keys(scenes[id]).map((lamp) => lampEntityIds[lamp as LampId]) },
      }),
      commands: {
        turnOn: () => {
          house.change('lamps', (lamps) => setScene(lamps, id));
          house.change('household', (household, now) => ({
            ...household,
            sceneAt: { ...household.sceneAt, [id]: now },
          }));
        },
      },
    }),
  );
