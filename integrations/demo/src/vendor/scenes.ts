import { lit, unlit } from './lamps.ts';
import type { LampChange, LampId, Lamps } from './lamps.ts';

type Setting = LampChange | 'off';

/** What each scene sets; lamps that are not named stay as they are. */
export const scenes = {
  bright: {
    living_room_lamp: { brightness: 255, color_temp_kelvin: 4000 },
    floor_lamp: { brightness: 255, color_temp_kelvin: 4000 },
    kitchen_lamp: { brightness: 255 },
  },
  movie_night: {
    living_room_lamp: { brightness: 25, color_temp_kelvin: 2200 },
    floor_lamp: { brightness: 60, hs_color: [265, 70] },
    kitchen_lamp: 'off',
  },
  good_night: {
    living_room_lamp: 'off',
    floor_lamp: 'off',
    kitchen_lamp: 'off',
    office_lamp: 'off',
    bathroom_lamp: 'off',
    bedroom_lamp: { brightness: 30, color_temp_kelvin: 2200 },
  },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<LampId, Setting>>>>>;
export type SceneId = keyof typeof scenes;
export const sceneIds = Object.keys(scenes) as SceneId[];

export function setScene(lamps: Lamps, id: SceneId): Lamps {
  const set: Readonly<Partial<Record<LampId, Setting>>> = scenes[id];
  const changed = Object.entries(set).map(([name, setting]) => {
    const lamp = lamps[name as LampId];
    return [name, setting === 'off' ? unlit(lamp) : lit(lamp, setting)];
  });
  return { ...lamps, ...Object.fromEntries(changed) } as Lamps;
}
