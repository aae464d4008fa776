import { anyoneHome } from './people.ts';
import type { People } from './people.ts';
import { clamp, roundTo, wander } from './noise.ts';
import { sunElevation } from './step.ts';
import type { Step } from './step.ts';
import type { Weather } from './weather-model.ts';

/** What is measured in the air and by the light, as it is shown. */
export interface Surroundings {
  /** ppm */
  readonly co2: number;
  /** µg/m³ */
  readonly pm25: number;
  /** lx */
  readonly hallwayLux: number;
  /** °C */
  readonly fridgeTemperature: number;
  /** °C, by the sensor in the garden. */
  readonly gardenTemperature: number;
}

export function stepSurroundings(
  { now, local, seed, place }: Step,
  { people, weather }: { readonly people: People; readonly weather: Weather },
): Surroundings {
  const slow = wander(seed + 90, now, 2_700_000);
  // Night closes the windows: the air is at its worst at six.
  const asleep = local.minute < 400 ? 260 : 0;
  const sky = Math.max(0, sunElevation(now, place)) * (1.1 - weather.cloudCoverage / 125);
  return {
    co2: roundTo(450 + (anyoneHome(people) ? 210 + asleep : 0) + 90 * slow, 10),
    pm25: Math.round(clamp(6 + 4 * wander(seed + 91, now, 5_400_000), 1, 40)),
    hallwayLux: roundTo(1 + sky * 7, sky > 3 ? 5 : 1),
    fridgeTemperature: roundTo(4.2 + 0.6 * wander(seed + 92, now, 1_800_000), 0.1),
    gardenTemperature: roundTo(weather.temperature + 0.4 * slow, 0.1),
  };
}
