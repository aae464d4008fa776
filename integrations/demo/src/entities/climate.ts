import { climate } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import { presetTargets, setThermostat, shownHumidity, shownTemperature } from '../vendor/rooms.ts';
import type { HvacMode, Preset, Rooms, Thermostat, ThermostatId } from '../vendor/rooms.ts';

const presets = ['none', 'comfort', 'eco', 'away'] as const;

const isMode = (mode: string | undefined): mode is HvacMode =>
  mode === 'off' || mode === 'heat' || mode === 'cool';
const isPreset = (preset: string): preset is Preset => (presets as readonly string[]).includes(preset);

/** A thermostat of a room; `modes` without `cool` where there is only a radiator. */
export function thermostat(house: House, id: ThermostatId, modes: readonly HvacMode[]): Entity<Rooms> {
  const set = (change: (present: Thermostat) => Partial<Thermostat>): void =>
    house.change('rooms', (rooms) => {
      const { thermostat: present } = rooms[id];
      return present ? { ...rooms, [id]: setThermostat(rooms[id], change(present)) } : rooms;
    });
  return climate({
    key: 'thermostat',
    name: null,
    features: ['target_temperature', 'preset_mode', 'turn_on', 'turn_off'],
    capabilities: {
      hvac_modes: [...modes],
      min_temp: 7,
      max_temp: 30,
      target_temp_step: 0.5,
      preset_modes: [...presets],
    },
    read: ({ [id]: room }) =>
      room.thermostat && {
        value: room.thermostat.mode,
        attributes: {
          current_temperature: shownTemperature(room),
          current_humidity: shownHumidity(room),
          hvac_action: room.thermostat.action,
          temperature: room.thermostat.mode === 'off' ? null : room.thermostat.target,
          preset_mode: room.thermostat.preset,
        },
      },
    commands: {
      setTemperature: ({ temperature, hvac_mode }) =>
        set(({ target }) => ({
          target: temperature ?? target,
          preset: 'none',
          ...(isMode(hvac_mode) ? { mode: hvac_mode } : {}),
        })),
      setHvacMode: ({ hvac_mode }) => set(() => (isMode(hvac_mode) ? { mode: hvac_mode } : {})),
      setPresetMode: ({ preset_mode: preset }) =>
        set(({ target }) =>
          isPreset(preset) ? { preset, target: preset === 'none' ? target : presetTargets[preset] } : {},
        ),
      turnOn: () => set(({ mode, modeBefore }) => (mode === 'off' ? { mode: modeBefore } : {})),
      turnOff: () => set(() => ({ mode: 'off' })),
    },
  });
}
