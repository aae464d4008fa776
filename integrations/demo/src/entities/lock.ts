import { lock } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import { turnBolt } from '../vendor/entrance.ts';
import type { Entrance } from '../vendor/entrance.ts';
import type { House } from '../vendor/house.ts';

export const frontDoorLock = (house: House): Entity<Entrance> =>
  lock({
    key: 'lock',
    name: null,
    read: (entrance) => ({ value: entrance.lock, attributes: { changed_by: entrance.changedBy } }),
    commands: {
      lock: () => house.change('entrance', (entrance, now) => turnBolt(entrance, 'locking', 'LifeOps', now)),
      unlock: () =>
        house.change('entrance', (entrance, now) => turnBolt(entrance, 'unlocking', 'LifeOps', now)),
    },
  });
