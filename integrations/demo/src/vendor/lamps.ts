import type { People } from './people.ts';
import { anyoneAwakeAtHome } from './people.ts';
import { sunElevation } from './step.ts';
import type { Step } from './step.ts';

export const lampIds = [
  'living_room_lamp',
  'floor_lamp',
  'kitchen_lamp',
  'bedroom_lamp',
  'bathroom_lamp',
  'hallway_lamp',
  'office_lamp',
  'garden_lamp',
] as const;
export type LampId = (typeof lampIds)[number];

export interface Lamp {
  readonly on: boolean;
  /** 1–255; kept while it is off. */
  readonly brightness: number;
  readonly mode: 'white' | 'color';
  readonly kelvin: number;
  /** Hue 0–360, saturation 0–100. */
  readonly hs: readonly [number, number];
  readonly effect: string | null;
}
export type Lamps = Readonly<Record<LampId, Lamp>>;

/** What a command may set; what is left out stays. */
export interface LampChange {
  readonly brightness?: number | undefined;
  readonly color_temp_kelvin?: number | undefined;
  readonly hs_color?: readonly [number, number] | undefined;
  readonly effect?: string | undefined;
}

export const lampEffects = ['candle', 'rainbow', 'sunrise'] as const;
/** Watts at full brightness. */
const fullWatts: Readonly<Record<LampId, number>> = {
  living_room_lamp: 14,
  floor_lamp: 9,
  kitchen_lamp: 18,
  bedroom_lamp: 9,
  bathroom_lamp: 8,
  hallway_lamp: 7,
  office_lamp: 11,
  garden_lamp: 16,
};

const dark: Lamp = { on: false, brightness: 204, mode: 'white', kelvin: 2700, hs: [30, 60], effect: null };
export const firstLamps: Lamps = Object.fromEntries(lampIds.map((id) => [id, dark])) as Record<LampId, Lamp>;

/** Brightness 0 turns off; a colour or a white ends an effect. */
export function lit(lamp: Lamp, change: LampChange): Lamp {
  if (change.brightness === 0) return { ...lamp, on: false };
  return {
    on: true,
    brightness: change.brightness ?? lamp.brightness,
    mode: change.hs_color ? 'color' : change.color_temp_kelvin === undefined ? lamp.mode : 'white',
    kelvin: change.color_temp_kelvin ?? lamp.kelvin,
    hs: change.hs_color ?? lamp.hs,
    effect: change.effect ?? (change.hs_color || change.color_temp_kelvin !== undefined ? null : lamp.effect),
  };
}

export const unlit = (lamp: Lamp): Lamp => ({ ...lamp, on: false, effect: null });

export const lampWatts = (lamps: Lamps): number =>
  lampIds.reduce((sum, id) => sum + (lamps[id].on ? (fullWatts[id] * lamps[id].brightness) / 255 : 0), 0);

/** Which lamps the residents have on by themselves. The living room and the hallway are left to whoever tries the hub. */
export type LampHabits = Readonly<Partial<Record<LampId, boolean>>>;

/** Residents act at the moments when their wish changes, so that what a person sets in between stays. */
export function stepLamps(
  lamps: Lamps,
  before: LampHabits,
  step: Step & { readonly people: People },
): readonly [Lamps, LampHabits] {
  const wishes = habits(step);
  let changed = lamps;
  for (const id of lampIds) {
    const wish = wishes[id];
    if (wish === undefined || wish === before[id]) continue;
    changed = { ...changed, [id]: wish ? lit(changed[id], {}) : unlit(changed[id]) };
  }
  const isSame = lampIds.every((id) => wishes[id] === before[id]);
  return [changed, isSame ? before : wishes];
}

function habits({ now, place, local, people }: Step & { readonly people: People }): LampHabits {
  const isDark = sunElevation(now, place) < -1;
  const home = anyoneAwakeAtHome(people, local);
  const { minute, weekday } = local;
  const between = (from: number, to: number): boolean => minute >= from * 60 && minute < to * 60;
  return {
    floor_lamp: isDark && home && between(16, 22.5),
    kitchen_lamp: isDark && home && (between(6.5, 8) || between(17, 20)),
    bedroom_lamp: isDark && home && between(21.5, 23),
    bathroom_lamp: home && (between(6.75, 7.25) || between(22, 22.5)),
    office_lamp: isDark && home && weekday < 5 && between(8, 17),
    garden_lamp: isDark && between(15, 23),
  };
}
