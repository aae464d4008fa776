import { addDays, dayAsUtc, daysBetween, instantOf, parseTime } from '../vendor/times.ts';
import { firstFixtureDay, fixtureDays, fixtures } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { utcText } from './shift.ts';

/** The fixtures have the pulse of two days. These rows fill the other days, in fixture time, so that a demo has a pulse. */
export function heartRateOfAllDays(): Body[] {
  const given = fixtures.heartrate;
  const first = instantOf(textOf(given[0], 'timestamp')) ?? 0;
  const last = instantOf(textOf(given.at(-1), 'timestamp')) ?? 0;
  const sleeps = fixtures.sleep.map((sleep) => ({
    start: instantOf(textOf(sleep, 'bedtime_start')) ?? 0,
    end: instantOf(textOf(sleep, 'bedtime_end')) ?? 0,
    rows: rowsOfSleep(sleep),
  }));
  const asleep = sleeps.flatMap(({ rows }) => rows);
  const awake = wakingDays().filter(({ at }) => !sleeps.some(({ start, end }) => at >= start && at <= end));
  const made = [...asleep, ...awake].filter(({ at }) => at < first || at > last);
  const rows = made.map(({ at, bpm, source }) => rowOf(at, { bpm, source }));
  return [...given, ...rows].toSorted((a, b) => Number(a['timestamp_unix']) - Number(b['timestamp_unix']));
}

interface Beat {
  readonly at: number;
  readonly bpm: number;
  readonly source: string;
}

/** The rows of a sleep are its own five-minute series. */
function rowsOfSleep(sleep: Body): Beat[] {
  const series = sleep['heart_rate'] as {
    readonly interval: number;
    readonly items: readonly (number | null)[];
  } | null;
  const start = instantOf(textOf(sleep, 'bedtime_start')) ?? 0;
  if (series === null || sleep['type'] === 'deleted') return [];
  return series.items.flatMap((bpm, i) =>
    bpm === null ? [] : [{ at: start + i * series.interval * 1000, bpm, source: 'sleep' }],
  );
}

/** Each day awake is as the last day of which the fixtures have the pulse, workouts left out. */
function wakingDays(): Beat[] {
  const given = fixtures.heartrate.filter((row) => row['source'] === 'awake' || row['source'] === 'rest');
  const lastDayStart = dayAsUtc('2026-03-29') - 2 * 3_600_000;
  const pattern = given
    .map((row) => ({
      at: Number(row['timestamp_unix']) - lastDayStart,
      bpm: Number(row['bpm']),
      source: textOf(row, 'source') ?? 'awake',
    }))
    .filter(({ at }) => at > 6 * 3_600_000);
  return Array.from({ length: fixtureDays }, (_, i) => addDays(firstFixtureDay, i)).flatMap((day) => {
    const start = dayAsUtc(day) - offsetOfDay(day) * 60_000;
    return pattern.map((beat, i) => ({
      ...beat,
      at: start + beat.at,
      bpm: beat.bpm + ((daysBetween(firstFixtureDay, day) * 7 + i) % 5) - 2,
    }));
  });
}

/** One look at the battery per day, down a little each day until it was charged. */
export function batteryOfAllDays(): Body[] {
  const [given] = fixtures.ring_battery_level;
  const at = instantOf(textOf(given, 'timestamp')) ?? 0;
  const older = Array.from({ length: fixtureDays - 1 }, (_, i) => {
    const daysAgo = fixtureDays - 1 - i;
    const level = 25 + ((38 + daysAgo * 13) % 75);
    return rowOf(at - daysAgo * 86_400_000, { charging: false, in_charger: false, level });
  });
  return given === undefined ? older : [...older, given];
}

const offsetOfDay = (day: string): number =>
  parseTime(
    textOf(
      fixtures.daily_activity.find((activity) => activity['day'] === day),
      'timestamp',
    ),
  )?.offsetMinutes ?? 0;

const rowOf = (at: number, fields: Body): Body => ({ timestamp: utcText(at), timestamp_unix: at, ...fields });

export function textOf(body: Body | undefined, property: string): string | null {
  const value = body?.[property];
  return typeof value === 'string' ? value : null;
}
