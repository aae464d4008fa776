import { dice } from './noise.ts';
import type { Step } from './step.ts';

export type DishwasherStatus = 'idle' | 'washing' | 'rinsing' | 'drying' | 'done';

/** What runs for a while and tells when it is done, and what is opened and closed. Moments are epoch milliseconds. */
export interface Appliances {
  readonly dishwasher: DishwasherStatus;
  readonly dishwasherMinutesLeft: number;
  readonly dishwasherStartedAt: number | null;
  readonly dishwasherPressedAt: number | null;
  readonly fridgeDoorOpen: boolean;
  readonly windowOpen: boolean;
  readonly smoke: boolean;
  readonly smokeTestUntil: number;
  readonly smokeTestedAt: number | null;
  readonly sprinklerOn: boolean;
  /** %, unrounded. */
  readonly soilMoisture: number;
}

const minuteMs = 60_000;
/** Minutes of a programme until the dishes are dry. */
const dryAfter = 95;
export const smokeTestMs = 10_000;
/** Minutes from the start at which each part of the programme ends. */
const programme = [
  ['washing', 55],
  ['rinsing', 70],
  ['drying', dryAfter],
  ['done', 155],
] as const;

export const firstAppliances: Appliances = {
  dishwasher: 'idle',
  dishwasherMinutesLeft: 0,
  dishwasherStartedAt: null,
  dishwasherPressedAt: null,
  fridgeDoorOpen: false,
  windowOpen: false,
  smoke: false,
  smokeTestUntil: 0,
  smokeTestedAt: null,
  sprinklerOn: false,
  soilMoisture: 38,
};

/** The fields that follow from the others and the moment. */
export function settled(appliances: Appliances, now: number): Appliances {
  const { dishwasherStartedAt, smokeTestUntil } = appliances;
  const minutes = dishwasherStartedAt === null ? Infinity : (now - dishwasherStartedAt) / minuteMs;
  const dishwasher = programme.find(([, end]) => minutes < end)?.[0] ?? 'idle';
  return {
    ...appliances,
    dishwasher,
    dishwasherMinutesLeft: minutes < dryAfter ? Math.ceil(dryAfter - minutes) : 0,
    smoke: smokeTestUntil > now,
  };
}

export const startDishwasher = (appliances: Appliances, now: number): Appliances =>
  settled({ ...appliances, dishwasherStartedAt: now, dishwasherPressedAt: now }, now);
export const testSmoke = (appliances: Appliances, now: number): Appliances =>
  settled({ ...appliances, smokeTestUntil: now + smokeTestMs, smokeTestedAt: now }, now);

const watts = { idle: 0, washing: 1650, rinsing: 120, drying: 720, done: 1 } as const;
export const dishwasherWatts = ({ dishwasher }: Appliances): number => watts[dishwasher];

/** The dishwasher runs each evening, the fridge is opened around meals, the bedroom aired twice a day. Rain in mm/h. */
export function stepAppliances(appliances: Appliances, step: Step, rain: number): Appliances {
  const { now, local, time, elapsedMs, seed } = step;
  const evening = time.instantOf(local.day, 1215 + Math.floor(dice(seed, local.day, 71) * 60));
  const starts = evening > now - elapsedMs && evening <= now && appliances.dishwasher === 'idle';
  const isMeal = [430, 740, 1090].some((at) => Math.abs(local.minute - at) < 25);
  const wetterPerHour = (appliances.sprinklerOn ? 9 : 0) + rain * 2 - 0.25;
  const soil = appliances.soilMoisture + (wetterPerHour * elapsedMs) / 3_600_000;
  const next = {
    ...appliances,
    dishwasherStartedAt: starts ? evening : appliances.dishwasherStartedAt,
    fridgeDoorOpen: isMeal && dice(seed, local.day, Math.floor(local.minute / 2), 72) < 0.14,
    windowOpen: (local.minute >= 480 && local.minute < 500) || (local.minute >= 1290 && local.minute < 1305),
    soilMoisture: Math.min(60, Math.max(12, soil)),
  };
  return settled(next, now);
}
