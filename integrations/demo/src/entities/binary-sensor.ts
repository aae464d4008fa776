import { binarySensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Appliances } from '../vendor/appliances.ts';
import type { Entrance } from '../vendor/entrance.ts';
import type { Router } from '../vendor/router.ts';

export const motionSensor: Entity<Entrance> = binarySensor({
  key: 'motion',
  name: null,
  deviceClass: 'motion',
  read: ({ motion }) => motion,
});
export const frontDoorContact: Entity<Entrance> = binarySensor({
  key: 'door',
  deviceClass: 'door',
  read: ({ doorOpen }) => doorOpen,
});
export const windowContact: Entity<Appliances> = binarySensor({
  key: 'window',
  name: null,
  deviceClass: 'window',
  read: ({ windowOpen }) => windowOpen,
});
export const fridgeContact: Entity<Appliances> = binarySensor({
  key: 'door',
  deviceClass: 'door',
  read: ({ fridgeDoorOpen }) => fridgeDoorOpen,
});
export const smokeSensor: Entity<Appliances> = binarySensor({
  key: 'smoke',
  name: null,
  deviceClass: 'smoke',
  read: ({ smoke }) => smoke,
});
/** Nothing leaks in this house. */
export const leakSensor: Entity<Appliances> = binarySensor({
  key: 'leak',
  name: null,
  deviceClass: 'moisture',
  read: () => false,
});
export const onlineSensor: Entity<Router> = binarySensor({
  key: 'online',
  deviceClass: 'connectivity',
  category: 'diagnostic',
  read: ({ online }) => online,
});
