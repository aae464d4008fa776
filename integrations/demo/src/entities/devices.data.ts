import type { DeviceInfo } from '@lifeops/lib';
import type { LampId } from '../vendor/lamps.ts';

type Info = Omit<DeviceInfo, 'key' | 'name'> & { readonly name: string };

const lamp = (name: string, suggestedArea: string): Info => ({
  name,
  suggestedArea,
  manufacturer: 'Lumen & Co',
  model: 'Lamp 2',
  softwareVersion: '2.4.1',
});
const cell = (name: string, suggestedArea: string): Info => ({
  name,
  suggestedArea,
  manufacturer: 'Feel',
  model: 'Sense mini',
});
const outlet = (name: string, suggestedArea: string): Info => ({
  name,
  suggestedArea,
  manufacturer: 'Feel',
  model: 'Plug meter',
});

/** The devices of the house by their key. Names are English, as entity ids are made of them; translations go by the key. */
export const devices = {
  living_room_lamp: lamp('Living room', 'Living room'),
  floor_lamp: { ...lamp('Floor lamp', 'Living room'), model: 'Colour 3' },
  kitchen_lamp: lamp('Kitchen', 'Kitchen'),
  bedroom_lamp: lamp('Bedroom', 'Bedroom'),
  bathroom_lamp: lamp('Bathroom', 'Bathroom'),
  hallway_lamp: lamp('Hallway', 'Hallway'),
  office_lamp: lamp('Office', 'Office'),
  garden_lamp: lamp('Garden', 'Garden'),
  tv_outlet: outlet('TV outlet', 'Living room'),
  coffee_maker: outlet('Coffee maker', 'Kitchen'),
  desk_outlet: outlet('Desk outlet', 'Office'),
  meter: { name: 'Electricity meter', manufacturer: 'Gridline', model: 'M1', suggestedArea: 'Hallway' },
  living_room_thermostat: {
    name: 'Living room thermostat',
    manufacturer: 'Warmwell',
    model: 'T4',
    suggestedArea: 'Living room',
  },
  bedroom_thermostat: {
    name: 'Bedroom thermostat',
    manufacturer: 'Warmwell',
    model: 'T2',
    suggestedArea: 'Bedroom',
  },
  office_thermostat: {
    name: 'Office thermostat',
    manufacturer: 'Warmwell',
    model: 'T2',
    suggestedArea: 'Office',
  },
  kitchen_sensor: cell('Kitchen sensor', 'Kitchen'),
  bathroom_sensor: cell('Bathroom sensor', 'Bathroom'),
  air_monitor: cell('Air monitor', 'Bedroom'),
  living_room_blind: {
    name: 'Living room blind',
    manufacturer: 'Fold',
    model: 'Roller',
    suggestedArea: 'Living room',
  },
  bedroom_blind: { name: 'Bedroom blind', manufacturer: 'Fold', model: 'Roller', suggestedArea: 'Bedroom' },
  garage_door: { name: 'Garage door', manufacturer: 'Fold', model: 'Gate', suggestedArea: 'Garden' },
  front_door: { name: 'Front door', manufacturer: 'Boltwise', model: 'Turn', suggestedArea: 'Hallway' },
  doorbell: { name: 'Doorbell', manufacturer: 'Boltwise', model: 'Ding', suggestedArea: 'Hallway' },
  hallway_motion: cell('Hallway motion', 'Hallway'),
  bedroom_window: cell('Bedroom window', 'Bedroom'),
  smoke_alarm: cell('Smoke alarm', 'Kitchen'),
  kitchen_leak: cell('Kitchen leak', 'Kitchen'),
  bathroom_leak: cell('Bathroom leak', 'Bathroom'),
  fridge: { name: 'Fridge', manufacturer: 'Polarline', model: 'F300', suggestedArea: 'Kitchen' },
  dishwasher: { name: 'Dishwasher', manufacturer: 'Polarline', model: 'D60', suggestedArea: 'Kitchen' },
  speaker: { name: 'Speaker', manufacturer: 'Hall Audio', model: 'One', suggestedArea: 'Living room' },
  router: { name: 'Router', manufacturer: 'Netpost', model: 'R7', suggestedArea: 'Office' },
  kitchen_display: {
    name: 'Kitchen display',
    manufacturer: 'Feel',
    model: 'Panel',
    suggestedArea: 'Kitchen',
  },
  sprinkler: { name: 'Sprinkler', manufacturer: 'Greenline', model: 'Drop', suggestedArea: 'Garden' },
  garden_sensor: cell('Garden sensor', 'Garden'),
  weather: { name: 'Home weather', kind: 'service' },
  house: { name: 'House', kind: 'service' },
  shopping_list: { name: 'Shopping list', kind: 'service', suggestedArea: 'Kitchen' },
  household_calendar: { name: 'Household', kind: 'service' },
  alex: { name: 'Alex', kind: 'service' },
  sam: { name: 'Sam', kind: 'service' },
  alex_phone: { name: 'Alex phone', manufacturer: 'Pebble', model: 'P5' },
  sam_phone: { name: 'Sam phone', manufacturer: 'Pebble', model: 'P5 mini' },
} as const satisfies Readonly<Record<string, Info>>;
export type DeviceKey = keyof typeof devices;

/** The ids that the lamps get in an empty hub, for the scenes to tell what they set. */
export const lampEntityIds: Readonly<Record<LampId, string>> = {
  living_room_lamp: 'light.living_room',
  floor_lamp: 'light.floor_lamp',
  kitchen_lamp: 'light.kitchen',
  bedroom_lamp: 'light.bedroom',
  bathroom_lamp: 'light.bathroom',
  hallway_lamp: 'light.hallway',
  office_lamp: 'light.office',
  garden_lamp: 'light.garden',
};
