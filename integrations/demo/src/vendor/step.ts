import type { HomeTime, LocalTime } from './home-time.ts';

/** What every part of the house is told when time goes on. */
export interface Step {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Since the step before; at most six hours, though a machine may have slept longer. */
  readonly elapsedMs: number;
  readonly local: LocalTime;
  readonly time: HomeTime;
  /** Which of the many possible houses this is. */
  readonly seed: number;
  readonly place: Place;
}

export interface Place {
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east. */
  readonly longitude: number;
}

const radians = Math.PI / 180;

/** Degrees of the sun over the horizon, to about a degree: declination by the day of the year, no equation of time. */
export function sunElevation(instant: number, { latitude, longitude }: Place): number {
  const dayOfYear = (instant / 86_400_000) % 365.2422;
  const declination = -23.44 * Math.cos(2 * Math.PI * ((dayOfYear + 10) / 365.2422)) * radians;
  const hourAngle = (((instant / 3_600_000) % 24) * 15 + longitude - 180) * radians;
  const north = latitude * radians;
  const sine =
    Math.sin(north) * Math.sin(declination) + Math.cos(north) * Math.cos(declination) * Math.cos(hourAngle);
  return Math.asin(sine) / radians;
}
