import { button } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import { startDishwasher, testSmoke } from '../vendor/appliances.ts';
import type { Appliances } from '../vendor/appliances.ts';
import { rung, walkedBy } from '../vendor/entrance.ts';
import type { Entrance } from '../vendor/entrance.ts';
import type { House } from '../vendor/house.ts';
import { restart } from '../vendor/router.ts';
import type { Router } from '../vendor/router.ts';

export const startButton = (house: House): Entity<Appliances> =>
  button({
    key: 'start',
    read: ({ dishwasherPressedAt }) => dishwasherPressedAt,
    commands: { press: () => house.change('appliances', startDishwasher) },
  });
export const smokeTestButton = (house: House): Entity<Appliances> =>
  button({
    key: 'test',
    category: 'diagnostic',
    read: ({ smokeTestedAt }) => smokeTestedAt,
    commands: { press: () => house.change('appliances', testSmoke) },
  });
export const restartButton = (house: House): Entity<Router> =>
  button({
    key: 'restart',
    deviceClass: 'restart',
    category: 'config',
    read: ({ restartedAt }) => restartedAt,
    commands: { press: () => house.change('router', restart) },
  });
/** For trying automations: somebody walks through the hallway, somebody rings. */
export const walkButton = (house: House): Entity<Entrance> =>
  button({
    key: 'walk_by',
    icon: 'walk',
    read: ({ walkedAt }) => walkedAt,
    commands: {
      press: () =>
        house.change('entrance', (entrance, now) => ({ ...walkedBy(entrance, now), walkedAt: now })),
    },
  });
export const ringButton = (house: House): Entity<Entrance> =>
  button({
    key: 'ring',
    read: ({ pressedAt }) => pressedAt,
    commands: {
      press: () => house.change('entrance', (entrance, now) => ({ ...rung(entrance, now), pressedAt: now })),
    },
  });
