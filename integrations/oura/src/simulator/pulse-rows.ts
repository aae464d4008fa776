import { addDays, dayAsUtc, daysBetween, instantOf } from '../vendor/times.ts';
import { firstFixtureDay, fixtureDays, fixtureOffsetMinutes, fixturesOf } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { rowAt, textOf } from './rows.ts';

/** Instants, both included, epoch milliseconds. */
export interface Instants {
  readonly from: number;
  readonly to: number;
}

interface Beat {
  readonly at: number;
  readonly bpm: number;
  readonly source: string;
}

/**
 * The pulse of the fortnight, oldest first, in fixture time. The fixtures have that of two days; here the other days are
 * filled, so that a demo has a pulse. Kept as columns, as there are thousands of samples; rows are made for those asked for.
 */
export class PulseRows {
  readonly #instants: Float64Array;
  readonly #bpm: Uint8Array;
  readonly #sources: readonly string[];
  readonly #sourceOf: Uint8Array;

  constructor() {
    const beats = beatsOfAllDays();
    this.#sources = [...new Set(beats.map(({ source }) => source))];
    this.#instants = Float64Array.from(beats, ({ at }) => at);
    this.#bpm = Uint8Array.from(beats, ({ bpm }) => bpm);
    this.#sourceOf = Uint8Array.from(beats, ({ source }) => this.#sources.indexOf(source));
  }

  /** The samples of a time in the fixtures, each moved by as much. */
  between({ from, to }: Instants, moveMs: number): Body[] {
    const rows: Body[] = [];
    for (const [i, at] of this.#instants.entries()) {
      if (at < from || at > to) continue;
      const source = this.#sources[this.#sourceOf[i] ?? 0] ?? '';
      rows.push(rowAt(at + moveMs, { bpm: this.#bpm[i] ?? 0, source }));
    }
    return rows;
  }
}

function beatsOfAllDays(): Beat[] {
  const given = fixturesOf('heartrate').map((row) => ({
    at: Number(row['timestamp_unix']),
    bpm: Number(row['bpm']),
    source: textOf(row, 'source') ?? 'awake',
  }));
  const first = given[0]?.at ?? 0;
  const last = given.at(-1)?.at ?? 0;
  const sleeps = fixturesOf('sleep').map((sleep) => ({
    start: instantOf(textOf(sleep, 'bedtime_start')) ?? 0,
    end: instantOf(textOf(sleep, 'bedtime_end')) ?? 0,
    beats: beatsOfSleep(sleep),
  }));
  const asleep = sleeps.flatMap(({ beats }) => beats);
  const awake = wakingBeats(given).filter(
    ({ at }) => !sleeps.some(({ start, end }) => at >= start && at <= end),
  );
  const made = [...asleep, ...awake].filter(({ at }) => at < first || at > last);
  return [...given, ...made].toSorted((a, b) => a.at - b.at);
}

/** The beats of a sleep are its own five-minute series. */
function beatsOfSleep(sleep: Body): Beat[] {
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
function wakingBeats(given: readonly Beat[]): Beat[] {
  const lastDayStart = startOf('2026-03-29');
  const pattern = given
    .filter(({ source }) => source === 'awake' || source === 'rest')
    .map((beat) => ({ ...beat, at: beat.at - lastDayStart }))
    .filter(({ at }) => at > 6 * 3_600_000);
  return Array.from({ length: fixtureDays }, (_, i) => addDays(firstFixtureDay, i)).flatMap((day) => {
    const start = startOf(day);
    return pattern.map((beat, i) => ({
      ...beat,
      at: start + beat.at,
      bpm: beat.bpm + ((daysBetween(firstFixtureDay, day) * 7 + i) % 5) - 2,
    }));
  });
}

const startOf = (day: string): number => dayAsUtc(day) - fixtureOffsetMinutes(day) * 60_000;
