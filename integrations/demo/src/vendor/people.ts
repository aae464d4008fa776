import { dice, roundTo } from './noise.ts';
import type { LocalTime } from './home-time.ts';
import type { Step } from './step.ts';

export const personIds = ['alex', 'sam'] as const;
export type PersonId = (typeof personIds)[number];

export interface PersonPlace {
  readonly home: boolean;
  readonly latitude: number;
  readonly longitude: number;
  /** Charge of the phone, %. */
  readonly phoneBattery: number;
}
export type People = Readonly<Record<PersonId, PersonPlace>>;

/** Minutes of the local day. */
interface Outing {
  readonly from: number;
  readonly to: number;
}

const wayMinutes = 22;
/** Where each goes, degrees from home. */
const away: Readonly<Record<PersonId, readonly [number, number]>> = {
  alex: [0.021, 0.064],
  sam: [-0.034, 0.018],
};

/** Who is where: workdays out from about eight to five (Sam stays at home on Tuesdays and Thursdays), some weekends a trip. */
export function stepPeople(before: People | undefined, step: Step): People {
  let changed = before;
  for (const [index, id] of personIds.entries()) {
    const now = placeOf(index, id, step);
    const old = changed?.[id];
    if (
      old &&
      old.home === now.home &&
      old.latitude === now.latitude &&
      old.phoneBattery === now.phoneBattery
    )
      continue;
    changed = { ...(changed as People), [id]: now };
  }
  return changed as People;
}

export const anyoneHome = (people: People): boolean => personIds.some((id) => people[id].home);

export const anyoneAwakeAtHome = (people: People, { minute }: LocalTime): boolean =>
  anyoneHome(people) && minute >= 390 && minute < 1380;

export function outingOf(
  person: number,
  { day, weekday }: Pick<LocalTime, 'day' | 'weekday'>,
  seed: number,
): Outing | null {
  const roll = (what: number): number => dice(seed, day, person, what);
  if (weekday < 5) {
    if (person === 1 && (weekday === 1 || weekday === 3)) return null;
    return { from: 465 + Math.floor(roll(1) * 45), to: 990 + Math.floor(roll(2) * 70) };
  }
  if (roll(3) > 0.65) return null;
  return { from: 640 + Math.floor(roll(1) * 60), to: 790 + Math.floor(roll(2) * 120) };
}

function placeOf(index: number, id: PersonId, { local, seed, place }: Step): PersonPlace {
  const minute = Math.floor(local.minute);
  const outing = outingOf(index, local, seed);
  const isOut = outing !== null && minute >= outing.from && minute < outing.to;
  const way =
    outing && isOut ? Math.min(1, (minute - outing.from) / wayMinutes, (outing.to - minute) / wayMinutes) : 0;
  const [north, east] = away[id];
  // Charged over night; it loses about 4 % an hour by day.
  const phoneBattery = minute < 420 ? 100 : Math.round(100 - ((minute - 420) / 60) * (3.6 + index * 0.7));
  return {
    home: !isOut,
    latitude: roundTo(place.latitude + north * way, 0.0001),
    longitude: roundTo(place.longitude + east * way, 0.0001),
    phoneBattery,
  };
}
