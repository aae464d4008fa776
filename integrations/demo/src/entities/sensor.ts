import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Appliances } from '../vendor/appliances.ts';
import type { Household } from '../vendor/household.ts';
import { roundTo } from '../vendor/noise.ts';
import type { People, PersonId } from '../vendor/people.ts';
import type { Meter, OutletId, Outlets } from '../vendor/power.ts';
import { shownHumidity, shownTemperature } from '../vendor/rooms.ts';
import type { RoomId, Rooms } from '../vendor/rooms.ts';
import type { Router } from '../vendor/router.ts';
import type { Surroundings } from '../vendor/surroundings.ts';

const measured = { stateClass: 'measurement' } as const;
const celsius = { deviceClass: 'temperature', unit: '°C', ...measured } as const;
const watts = { deviceClass: 'power', unit: 'W', ...measured, record: { deadband: 5 } } as const;
const kilowattHours = { deviceClass: 'energy', unit: 'kWh', stateClass: 'total_increasing' } as const;

export const outletSensors = (id: OutletId): readonly Entity<Outlets>[] => [
  sensor({ key: 'power', ...watts, read: (outlets) => outlets[id].watts }),
  sensor({ key: 'energy', ...kilowattHours, read: (outlets) => roundTo(outlets[id].kwh, 0.01) }),
];

export const meterSensors: readonly Entity<Meter>[] = [
  sensor({ key: 'power', ...watts, read: (meter) => meter.watts }),
  sensor({ key: 'energy', ...kilowattHours, read: (meter) => roundTo(meter.kwh, 0.01) }),
  sensor({
    key: 'voltage',
    deviceClass: 'voltage',
    unit: 'V',
    ...measured,
    category: 'diagnostic',
    read: (meter) => meter.volts,
  }),
];

export const roomSensors = (id: RoomId): readonly Entity<Rooms>[] => [
  sensor({ key: 'temperature', ...celsius, read: (rooms) => shownTemperature(rooms[id]) }),
  sensor({
    key: 'humidity',
    deviceClass: 'humidity',
    unit: '%',
    ...measured,
    read: (rooms) => shownHumidity(rooms[id]),
  }),
];

export const airSensors: readonly Entity<Surroundings>[] = [
  sensor({ key: 'co2', deviceClass: 'co2', unit: 'ppm', ...measured, read: (air) => air.co2 }),
  sensor({ key: 'pm25', deviceClass: 'pm25', unit: 'µg/m³', ...measured, read: (air) => air.pm25 }),
];
export const hallwaySensors: readonly Entity<Surroundings>[] = [
  sensor({
    key: 'illuminance',
    deviceClass: 'illuminance',
    unit: 'lx',
    ...measured,
    read: (air) => air.hallwayLux,
  }),
];
export const fridgeSensors: readonly Entity<Surroundings>[] = [
  sensor({ key: 'temperature', ...celsius, read: (air) => air.fridgeTemperature }),
];
export const gardenSensors: readonly Entity<Surroundings>[] = [
  sensor({ key: 'temperature', ...celsius, read: (air) => air.gardenTemperature }),
];

export const soilSensors: readonly Entity<Appliances>[] = [
  sensor({
    key: 'moisture',
    deviceClass: 'moisture',
    unit: '%',
    ...measured,
    read: ({ soilMoisture }) => Math.round(soilMoisture),
  }),
];

const programme = ['idle', 'washing', 'rinsing', 'drying', 'done'] as const;
export const dishwasherSensors: readonly Entity<Appliances>[] = [
  sensor({
    key: 'programme',
    deviceClass: 'enum',
    options: programme,
    read: ({ dishwasher }) => dishwasher,
  }),
  sensor({
    key: 'time_left',
    deviceClass: 'duration',
    unit: 'min',
    record: 'none',
    read: ({ dishwasherMinutesLeft }) => dishwasherMinutesLeft,
  }),
];

export const routerSensors: readonly Entity<Router>[] = [
  sensor({
    key: 'download',
    deviceClass: 'data_rate',
    unit: 'Mbit/s',
    ...measured,
    precision: 1,
    record: { deadband: 1 },
    read: (router) => router.download,
  }),
];

export const displaySensors: readonly Entity<Household>[] = [
  sensor({ key: 'last_message', read: ({ message }) => message }),
];

export const phoneSensors = (id: PersonId): readonly Entity<People>[] => [
  sensor({
    key: 'battery',
    deviceClass: 'battery',
    unit: '%',
    ...measured,
    category: 'diagnostic',
    read: (people) => people[id].phoneBattery,
  }),
];

/** Of a sensor that is fed by a coin cell: it lasts for years. */
export const cellSensor = (percent: number): Entity<unknown> =>
  sensor({
    key: 'battery',
    deviceClass: 'battery',
    unit: '%',
    ...measured,
    category: 'diagnostic',
    read: () => percent,
  });
