import { clamp, roundTo, wander } from './noise.ts';
import type { Step } from './step.ts';
import type { Weather } from './weather-model.ts';

export const roomIds = ['living_room', 'kitchen', 'bedroom', 'bathroom', 'office'] as const;
export type RoomId = (typeof roomIds)[number];
export const thermostatIds = ['living_room', 'bedroom', 'office'] as const;
export type ThermostatId = (typeof thermostatIds)[number];

export type HvacMode = 'off' | 'heat' | 'cool';
export type Preset = 'none' | 'comfort' | 'eco' | 'away';
export const presetTargets = { comfort: 21.5, eco: 19, away: 16 } as const;

export interface Thermostat {
  readonly mode: HvacMode;
  /** What `turn_on` goes back to. */
  readonly modeBefore: Exclude<HvacMode, 'off'>;
  /** °C */
  readonly target: number;
  readonly preset: Preset;
  readonly action: 'off' | 'idle' | 'heating' | 'cooling';
}
export interface Room {
  /** °C and %, unrounded: what is shown is rounded where it is read. */
  readonly temperature: number;
  readonly humidity: number;
  readonly thermostat: Thermostat | null;
}
export type Rooms = Readonly<Record<RoomId, Room>>;

/** How long the warmth of a room lasts. */
const lossHours = 45;
/** °C per hour of a running heater or cooler. */
const drivePerHour = 4;
const mostStepMs = 60_000;

const thermostat = (target: number): Thermostat => ({
  mode: 'heat',
  modeBefore: 'heat',
  target,
  preset: 'none',
  action: 'idle',
});

export const firstRooms: Rooms = {
  living_room: { temperature: 21.2, humidity: 41, thermostat: thermostat(21.5) },
  kitchen: { temperature: 21.6, humidity: 44, thermostat: null },
  bedroom: { temperature: 19.1, humidity: 46, thermostat: thermostat(19) },
  bathroom: { temperature: 22.4, humidity: 52, thermostat: null },
  office: { temperature: 20.7, humidity: 40, thermostat: thermostat(21) },
};

/** Rooms lose warmth to the outside and are driven to their set points; those without a thermostat keep their own. */
export function stepRooms(rooms: Rooms, { elapsedMs, now, seed }: Step, outside: Weather): Rooms {
  const next: Partial<Record<RoomId, Room>> = {};
  for (const [index, id] of roomIds.entries()) {
    let room = rooms[id];
    for (let left = elapsedMs; left > 0; left -= mostStepMs)
      room = warm(room, Math.min(left, mostStepMs) / 3_600_000, outside);
    const base = id === 'bathroom' ? 52 : 42;
    const aim = base + (outside.humidity - 70) * 0.15 + 6 * wander(seed + 20 + index, now, 7_200_000);
    const share = 1 - Math.exp(-elapsedMs / 1_800_000);
    next[id] = { ...room, humidity: clamp(room.humidity + (aim - room.humidity) * share, 20, 90) };
  }
  return next as Rooms;
}

function warm(room: Room, hours: number, outside: Weather): Room {
  const { thermostat: set, temperature } = room;
  // Cooking, showers and the floor keep rooms without a thermostat near 22 °C.
  const rest = set ? outside.temperature : 22;
  const lost = (rest - temperature) * (1 - Math.exp(-hours / (set ? lossHours : 6)));
  if (!set) return { ...room, temperature: temperature + lost };
  const action = actionOf(set, temperature);
  const drive = action === 'heating' ? drivePerHour : action === 'cooling' ? -drivePerHour : 0;
  return {
    ...room,
    temperature: temperature + lost + drive * hours,
    thermostat: action === set.action ? set : { ...set, action },
  };
}

/** Starts two tenths off the target and runs until it is reached, so that it does not click all the time. */
export function actionOf({ mode, target, action }: Thermostat, temperature: number): Thermostat['action'] {
  if (mode === 'off') return 'off';
  const missing = mode === 'heat' ? target - temperature : temperature - target;
  const drive = mode === 'heat' ? 'heating' : 'cooling';
  if (missing > 0.2) return drive;
  return missing > 0 && action === drive ? drive : 'idle';
}

/** A person's change of a thermostat; what it does about it is seen at once. */
export function setThermostat(room: Room, change: Partial<Thermostat>): Room {
  if (!room.thermostat) return room;
  const changed = { ...room.thermostat, ...change };
  const modeBefore = changed.mode === 'off' ? changed.modeBefore : changed.mode;
  return { ...room, thermostat: { ...changed, modeBefore, action: actionOf(changed, room.temperature) } };
}

export const shownTemperature = (room: Room): number => roundTo(room.temperature, 0.1);
export const shownHumidity = (room: Room): number => Math.round(room.humidity);
