import { light } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import { lampEffects, lit, unlit } from '../vendor/lamps.ts';
import type { Lamp, LampChange, LampId, Lamps } from '../vendor/lamps.ts';
import type { House } from '../vendor/house.ts';

const white = { min_color_temp_kelvin: 2200, max_color_temp_kelvin: 6500 };

const commandsFor = (house: House, id: LampId) => {
  const set = (change: (lamp: Lamp) => Lamp): void =>
    house.change('lamps', (lamps) => ({ ...lamps, [id]: change(lamps[id]) }));
  return { turnOn: (input: LampChange) => set((lamp) => lit(lamp, input)), turnOff: () => set(unlit) };
};

const brightnessOf = ({ on, brightness }: Lamp): number | null => (on ? brightness : null);
const kelvinOf = ({ on, mode, kelvin }: Lamp): number | null => (on && mode === 'white' ? kelvin : null);

const hueOf = ({ hs: [hue, saturation] }: Lamp): [number, number] => [hue, saturation];

/** A lamp that is on or off. */
export const plainLamp = (house: House, id: LampId): Entity<Lamps> =>
  light({
    key: 'lamp',
    name: null,
    read: (lamps) => ({ value: lamps[id].on, attributes: { color_mode: lamps[id].on ? 'onoff' : null } }),
    commands: commandsFor(house, id),
  });

export const dimmableLamp = (house: House, id: LampId): Entity<Lamps> =>
  light({
    key: 'lamp',
    name: null,
    features: ['brightness'],
    read: ({ [id]: lamp }) => ({
      value: lamp.on,
      attributes: { color_mode: lamp.on ? 'brightness' : null, brightness: brightnessOf(lamp) },
    }),
    commands: commandsFor(house, id),
  });

export const whiteLamp = (house: House, id: LampId): Entity<Lamps> =>
  light({
    key: 'lamp',
    name: null,
    features: ['brightness', 'color_temp'],
    capabilities: white,
    read: ({ [id]: lamp }) => ({
      value: lamp.on,
      attributes: {
        color_mode: lamp.on ? 'color_temp' : null,
        brightness: brightnessOf(lamp),
        color_temp_kelvin: kelvinOf(lamp),
      },
    }),
    commands: commandsFor(house, id),
  });

export const colorLamp = (house: House, id: LampId): Entity<Lamps> =>
  light({
    key: 'lamp',
    name: null,
    features: ['brightness', 'color_temp', 'color', 'effect'],
    capabilities: { ...white, effect_list: [...lampEffects] },
    read: ({ [id]: lamp }) => ({
      value: lamp.on,
      attributes: {
        color_mode: lamp.on ? (lamp.mode === 'color' ? 'hs' : 'color_temp') : null,
        brightness: brightnessOf(lamp),
        color_temp_kelvin: kelvinOf(lamp),
        hs_color: lamp.on && lamp.mode === 'color' ? hueOf(lamp) : null,
        effect: lamp.effect,
      },
    }),
    commands: commandsFor(house, id),
  });
