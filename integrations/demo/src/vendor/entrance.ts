import { dice } from './noise.ts';
import { anyoneAwakeAtHome, anyoneHome, personIds } from './people.ts';
import type { People } from './people.ts';
import type { Step } from './step.ts';

export type LockState = 'locked' | 'locking' | 'unlocked' | 'unlocking';

/** The front door and what stands around it. Moments are epoch milliseconds; 0 is long ago. */
export interface Entrance {
  readonly lock: LockState;
  readonly changedBy: string;
  /** When the bolt has moved, or (unlocked by a resident) when the door locks itself; null: nothing is due. */
  readonly lockDueAt: number | null;
  readonly doorOpen: boolean;
  readonly doorOpenUntil: number;
  readonly motion: boolean;
  readonly motionUntil: number;
  readonly lastRingAt: number | null;
  /** When the buttons for trying were pressed. */
  readonly walkedAt: number | null;
  readonly pressedAt: number | null;
}

export const boltMs = 2000;
const relockMs = 120_000;
const doorMs = 8000;
const slotMs = 600_000;

export const firstEntrance: Entrance = {
  lock: 'locked',
  changedBy: 'Alex',
  lockDueAt: null,
  doorOpen: false,
  doorOpenUntil: 0,
  motion: false,
  motionUntil: 0,
  lastRingAt: null,
  walkedAt: null,
  pressedAt: null,
};

export const turnBolt = (
  entrance: Entrance,
  to: 'locking' | 'unlocking',
  by: string,
  now: number,
): Entrance => {
  if (entrance.lock === (to === 'locking' ? 'locked' : 'unlocked')) return entrance;
  return { ...entrance, lock: to, changedBy: by, lockDueAt: now + boltMs };
};
export const rung = (entrance: Entrance, now: number): Entrance => ({ ...entrance, lastRingAt: now });
export const walkedBy = (entrance: Entrance, now: number): Entrance => ({
  ...entrance,
  motion: true,
  motionUntil: Math.max(entrance.motionUntil, now + 60_000),
});

/** When something here changes by itself next; null when nothing is under way. */
export function entranceDueAt(
  { lockDueAt, doorOpenUntil, motionUntil }: Entrance,
  now: number,
): number | null {
  const due = [lockDueAt, doorOpenUntil, motionUntil].filter((at) => at !== null && at > now) as number[];
  return due.length === 0 ? null : Math.min(...due);
}

export interface Comings {
  readonly before: People;
  readonly after: People;
}

export function stepEntrance(entrance: Entrance, step: Step, { before, after }: Comings): Entrance {
  const { now, elapsedMs } = step;
  let next = settleBolt(entrance, now);
  const came = personIds.find((id) => before[id].home !== after[id].home);
  if (came !== undefined) {
    const by = came === 'alex' ? 'Alex' : 'Sam';
    next = {
      ...next,
      lock: 'unlocked',
      changedBy: by,
      lockDueAt: now + relockMs,
      doorOpenUntil: now + doorMs,
    };
    next = walkedBy(next, now);
  }
  const slot = Math.floor(now / slotMs);
  const walkAt = slot * slotMs + Math.floor(dice(step.seed, slot, 41) * slotMs);
  if (isInStep(walkAt, step) && walks(step, slot, after)) {
    next = {
      ...next,
      motionUntil: Math.max(next.motionUntil, walkAt + 45_000 + 60_000 * dice(step.seed, slot, 42)),
    };
  }
  if (elapsedMs > 0 && ringsAt(step).some((at) => isInStep(at, step))) next = walkedBy(rung(next, now), now);
  return { ...next, doorOpen: next.doorOpenUntil > now, motion: next.motionUntil > now };
}

const isInStep = (at: number, { now, elapsedMs }: Step): boolean => at > now - elapsedMs && at <= now;

function settleBolt(entrance: Entrance, now: number): Entrance {
  if (entrance.lockDueAt === null || entrance.lockDueAt > now) return entrance;
  if (entrance.lock === 'unlocked')
    return { ...entrance, lock: 'locking', changedBy: 'Auto lock', lockDueAt: now + boltMs };
  return { ...entrance, lock: entrance.lock === 'locking' ? 'locked' : 'unlocked', lockDueAt: null };
}

/** By day every other ten minutes somebody crosses the hallway, at night now and then. */
function walks({ seed, local }: Step, slot: number, people: People): boolean {
  if (!anyoneHome(people)) return false;
  return dice(seed, slot, 43) < (anyoneAwakeAtHome(people, local) ? 0.45 : 0.06);
}

/** The parcel in the forenoon and, on some days, a neighbour in the evening. */
function ringsAt({ local, time, seed }: Step): number[] {
  const parcel = time.instantOf(local.day, 570 + Math.floor(dice(seed, local.day, 51) * 150));
  const neighbour = time.instantOf(local.day, 1050 + Math.floor(dice(seed, local.day, 52) * 120));
  return dice(seed, local.day, 53) < 0.4 ? [parcel, neighbour] : [parcel];
}
