import { cover } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import { coverState, moveTo, stopped } from '../vendor/covers.ts';
import type { Cover, CoverId, Covers } from '../vendor/covers.ts';
import type { House } from '../vendor/house.ts';

export function travellingCover(house: House, id: CoverId, deviceClass: 'blind' | 'garage'): Entity<Covers> {
  const set = (change: (present: Cover) => Cover): void =>
    house.change('covers', (covers) => ({ ...covers, [id]: change(covers[id]) }));
  return cover({
    key: 'cover',
    name: null,
    deviceClass,
    features: ['open', 'close', 'stop', 'set_position'],
    read: ({ [id]: present }) => ({
      value: coverState(present),
      attributes: { current_position: Math.round(present.position) },
    }),
    commands: {
      openCover: () => set((present) => moveTo(present, 100)),
      closeCover: () => set((present) => moveTo(present, 0)),
      stopCover: () => set(stopped),
      setCoverPosition: ({ position }) => set((present) => moveTo(present, position)),
    },
  });
}
