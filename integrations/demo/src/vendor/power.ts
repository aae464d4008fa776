import { anyoneHome } from './people.ts';
import type { People } from './people.ts';
import { lampWatts } from './lamps.ts';
import type { Lamps } from './lamps.ts';
import { dice, roundTo, wander } from './noise.ts';
import type { Rooms } from './rooms.ts';
import { roomIds } from './rooms.ts';
import type { Step } from './step.ts';
import { dishwasherWatts } from './appliances.ts';
import type { Appliances } from './appliances.ts';

export const outletIds = ['tv_outlet', 'coffee_maker', 'desk_outlet'] as const;
export type OutletId = (typeof outletIds)[number];

export interface Outlet {
  readonly on: boolean;
  readonly watts: number;
  /** Since the house was built, unrounded. */
  readonly kwh: number;
}
export type Outlets = Readonly<Record<OutletId, Outlet>>;

/** The whole house, as its meter shows it. */
export interface Meter {
  readonly watts: number;
  readonly kwh: number;
  readonly volts: number;
}

export const firstOutlets: Outlets = {
  tv_outlet: { on: true, watts: 1, kwh: 214.3 },
  coffee_maker: { on: true, watts: 1, kwh: 96.1 },
  desk_outlet: { on: true, watts: 4, kwh: 171.8 },
};
export const firstMeter: Meter = { watts: 240, kwh: 18_423.5, volts: 230 };

/** What is plugged in draws what it would at this hour, nothing when its outlet is off. */
export function stepOutlets(outlets: Outlets, step: Step, people: People): Outlets {
  let changed = outlets;
  for (const id of outletIds) {
    const outlet = outlets[id];
    const watts = outlet.on ? Math.round(load(id, step, people)) : 0;
    if (watts === outlet.watts && watts === 0) continue;
    const kwh = outlet.kwh + (outlet.watts * step.elapsedMs) / 3.6e9;
    changed = { ...changed, [id]: { on: outlet.on, watts, kwh } };
  }
  return changed;
}

function load(id: OutletId, { local, now, seed }: Step, people: People): number {
  const { minute, weekday, day } = local;
  const home = anyoneHome(people);
  const flicker = wander(seed + 60, now, 420_000);
  if (id === 'tv_outlet') return home && minute >= 1170 && minute < 1350 ? 92 + 14 * flicker : 1;
  if (id === 'desk_outlet')
    return home && weekday < 5 && minute >= 510 && minute < 1020 ? 74 + 18 * flicker : 4;
  const brews = [410 + 25 * dice(seed, day, 61), 905 + 30 * dice(seed, day, 62)];
  return home && brews.some((at) => minute >= at && minute < at + 5) ? 1180 + 40 * flicker : 1;
}

export interface Consumers {
  readonly lamps: Lamps;
  readonly outlets: Outlets;
  readonly rooms: Rooms;
  readonly appliances: Appliances;
}

export function stepMeter(meter: Meter, { now, elapsedMs, seed }: Step, consumers: Consumers): Meter {
  const { lamps, outlets, rooms, appliances } = consumers;
  // The fridge runs a quarter of an hour in every three.
  const fridge = (now / 60_000 + 60 * dice(seed, 63)) % 45 < 15 ? 85 : 2;
  const heating = roomIds.reduce((sum, id) => sum + (isDriven(rooms[id].thermostat?.action) ? 380 : 0), 0);
  const plugged = outletIds.reduce((sum, id) => sum + outlets[id].watts, 0);
  const always = 96 + 9 * wander(seed + 64, now, 600_000);
  return {
    watts: Math.round(always + fridge + heating + plugged + lampWatts(lamps) + dishwasherWatts(appliances)),
    kwh: meter.kwh + (meter.watts * elapsedMs) / 3.6e9,
    volts: roundTo(230 + 2.4 * wander(seed + 65, now, 1_200_000), 0.5),
  };
}

const isDriven = (action: string | undefined): boolean => action === 'heating' || action === 'cooling';
