import { toggle } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Appliances } from '../vendor/appliances.ts';
import type { House } from '../vendor/house.ts';
import type { OutletId, Outlets } from '../vendor/power.ts';

export function outletSwitch(house: House, id: OutletId): Entity<Outlets> {
  const turn = (on: boolean): void =>
    house.change('outlets', (outlets) => ({ ...outlets, [id]: { ...outlets[id], on, watts: on ? 1 : 0 } }));
  return toggle({
    key: 'outlet',
    name: null,
    deviceClass: 'outlet',
    read: (outlets) => outlets[id].on,
    commands: { turnOn: () => turn(true), turnOff: () => turn(false) },
  });
}

export function sprinklerSwitch(house: House): Entity<Appliances> {
  const turn = (sprinklerOn: boolean): void =>
    house.change('appliances', (appliances) => ({ ...appliances, sprinklerOn }));
  return toggle({
    key: 'sprinkler',
    name: null,
    deviceClass: 'switch',
    icon: 'sprinkler',
    read: (appliances) => appliances.sprinklerOn,
    commands: { turnOn: () => turn(true), turnOff: () => turn(false) },
  });
}
