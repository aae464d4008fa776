import { clamp, roundTo, wander } from './noise.ts';
import { sunElevation } from './step.ts';
import type { Place, Step } from './step.ts';

export type Condition =
  'clear-night' | 'sunny' | 'partlycloudy' | 'cloudy' | 'fog' | 'rainy' | 'pouring' | 'snowy' | 'windy';

/** The weather of one moment. °C, %, hPa, m/s, degrees, mm in an hour. */
export interface Weather {
  readonly condition: Condition;
  readonly temperature: number;
  readonly humidity: number;
  readonly pressure: number;
  readonly windSpeed: number;
  readonly windGust: number;
  readonly windBearing: number;
  readonly cloudCoverage: number;
  readonly precipitation: number;
  readonly uvIndex: number;
  readonly daylight: boolean;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Invented weather that follows the season and the hour at a latitude: the same for the same seed and moment, so that the
 * forecast of tomorrow is what tomorrow brings.
 */
export function weatherAt(instant: number, place: Place, seed: number): Weather {
  const elevation = sunElevation(instant, place);
  // The air follows the sun of some hours ago.
  const warmth = sunElevation(instant - 3 * hourMs, place);
  const season =
    -Math.cos((2 * Math.PI * (((instant / dayMs) % 365.2422) - 24)) / 365.2422) *
    (place.latitude < 0 ? -1 : 1);
  const north = Math.abs(place.latitude);
  const cloud = clamp(
    50 + 62 * wander(seed + 1, instant, 19 * hourMs) + 18 * wander(seed + 2, instant, 5 * hourMs),
    0,
    100,
  );
  const clear = 1 - cloud / 100;
  const temperature =
    28 -
    0.36 * north +
    season * (2 + 0.14 * north) +
    0.1 * warmth * (0.4 + clear) +
    4 * wander(seed + 3, instant, 60 * hourMs) +
    0.6 * wander(seed + 4, instant, 2 * hourMs);
  const wind = Math.max(
    0.3,
    3.4 + 3 * wander(seed + 5, instant, 11 * hourMs) + 0.8 * wander(seed + 6, instant, hourMs),
  );
  const precipitation =
    cloud < 78 ? 0 : ((cloud - 78) / 22) * Math.max(0, 1.2 + 2.4 * wander(seed + 7, instant, 3 * hourMs));
  const humidity = clamp(
    72 - 0.5 * warmth * clear + cloud * 0.12 + 8 * wander(seed + 8, instant, 9 * hourMs),
    25,
    100,
  );
  const shown = {
    temperature: roundTo(temperature, 0.1),
    humidity: Math.round(humidity),
    pressure: roundTo(1013 - (cloud - 50) * 0.2 + 9 * wander(seed + 9, instant, 70 * hourMs), 0.5),
    windSpeed: roundTo(wind, 0.1),
    windGust: roundTo(wind * 1.6, 0.1),
    windBearing: roundTo((230 + 130 * wander(seed + 10, instant, 40 * hourMs) + 360) % 360, 5) % 360,
    cloudCoverage: Math.round(cloud),
    precipitation: roundTo(precipitation, 0.1),
    uvIndex: roundTo(Math.max(0, (elevation / 9) * (0.35 + 0.65 * clear)), 0.1),
    daylight: elevation > -0.8,
  };
  return { condition: conditionOf(shown), ...shown };
}

function conditionOf(weather: Omit<Weather, 'condition'>): Condition {
  if (weather.precipitation >= 0.1) {
    if (weather.temperature < 0.8) return 'snowy';
    return weather.precipitation > 2 ? 'pouring' : 'rainy';
  }
  if (weather.humidity >= 98 && weather.windSpeed < 2) return 'fog';
  if (weather.windSpeed > 6.5) return 'windy';
  if (weather.cloudCoverage > 70) return 'cloudy';
  if (weather.cloudCoverage > 30) return 'partlycloudy';
  return weather.daylight ? 'sunny' : 'clear-night';
}

const refreshMs = 600_000;
/** The weather is looked at every ten minutes. */
export const weatherTime = (instant: number): number => Math.floor(instant / refreshMs) * refreshMs;

export function stepWeather(before: Weather, { now, elapsedMs, place, seed }: Step): Weather {
  return weatherTime(now) === weatherTime(now - elapsedMs)
    ? before
    : weatherAt(weatherTime(now), place, seed);
}

export interface HourAhead extends Weather {
  readonly at: number;
}

/** Whole hours from the present one on. */
export function hoursAhead(
  now: number,
  hours: number,
  where: { readonly place: Place; readonly seed: number },
): HourAhead[] {
  const first = Math.floor(now / hourMs) * hourMs;
  return Array.from({ length: hours }, (_, index) => {
    const at = first + index * hourMs;
    return { at, ...weatherAt(at, where.place, where.seed) };
  });
}
