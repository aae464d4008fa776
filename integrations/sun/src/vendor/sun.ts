import { getPosition, getTimes } from 'suncalc';
import { days } from '@lifeops/lib';

export interface Place {
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east. */
  readonly longitude: number;
}

/** The sun over a place at a moment. Instants are epoch milliseconds, angles degrees. */
export interface Sun {
  /** Apparent height over the horizon, refraction included. */
  readonly elevation: number;
  /** Clockwise from north. */
  readonly azimuth: number;
  readonly up: boolean;
  /** The sun climbs: it is between midnight and noon. */
  readonly rising: boolean;
  readonly nextDawn: number | null;
  readonly nextRising: number | null;
  readonly nextNoon: number;
  readonly nextSetting: number | null;
  readonly nextDusk: number | null;
  readonly nextMidnight: number;
}

/** The upper limb stands on the horizon; refraction is in the position's height already. */
const apparentHorizon = -16 / 60;
/** The longest polar day or night that is looked through for the next rising. */
const longestSearch = 190;

type Times = ReturnType<typeof getTimes>;
type EventName = 'dawn' | 'sunrise' | 'solarNoon' | 'sunset' | 'dusk' | 'nadir';

/** Pure: the same moment and place give the same sun. */
export function sunAt(now: number, place: Place): Sun {
  const position = getPosition(new Date(now), place.latitude, place.longitude);
  const next = (name: EventName) => nextTime(name, now, place);
  const nextNoon = next('solarNoon') as number;
  const nextMidnight = next('nadir') as number;
  const nextRising = next('sunrise');
  const nextSetting = next('sunset');
  return {
    elevation: round(position.altitude),
    azimuth: round(position.azimuth),
    up: isUp(position.altitude, nextRising, nextSetting),
    rising: nextNoon < nextMidnight,
    nextDawn: next('dawn'),
    nextRising,
    nextNoon,
    nextSetting,
    nextDusk: next('dusk'),
    nextMidnight,
  };
}

/**
 * Close to the horizon refraction is a guess, so there the moments of rising and setting decide: the two must not disagree.
 * Elsewhere the height does: at the edge of a polar day a setting may lack its moment.
 */
function isUp(altitude: number, nextRising: number | null, nextSetting: number | null): boolean {
  const isClose = Math.abs(altitude - apparentHorizon) < 0.5;
  if (isClose && nextRising !== null && nextSetting !== null) return nextSetting < nextRising;
  return altitude > apparentHorizon;
}

/** The moment after `now` at which `up` or a `next…` changes. */
export function nextChange(sun: Sun): number {
  const moments = [
    sun.nextDawn,
    sun.nextRising,
    sun.nextNoon,
    sun.nextSetting,
    sun.nextDusk,
    sun.nextMidnight,
  ];
  return Math.min(...moments.filter((moment) => moment !== null));
}

function nextTime(name: EventName, now: number, place: Place): number | null {
  for (let day = -1; day <= longestSearch; day++) {
    const times: Times = getTimes(new Date(now + days(day)), place.latitude, place.longitude);
    const moment = times[name];
    if (moment instanceof Date && Number.isFinite(moment.getTime()) && moment.getTime() > now)
      return Math.round(moment.getTime());
  }
  return null;
}

const round = (degrees: number): number => Math.round(degrees * 100) / 100;
