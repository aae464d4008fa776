import { asLifeOpsError, AuthExpired, Forbidden } from '@lifeops/lib';
import type { ClockDep, LogDep } from '@lifeops/lib';
import type { CollectionName, DayCollection, RowOf } from './collections.ts';
import type { OuraDocuments } from './day-summary.ts';
import { instantOfRow } from './device-documents.ts';
import { DocumentStore } from './document-store.ts';
import type { LocalDays } from './local-day.ts';
import type { OuraClient } from './oura-client.ts';
import { viewOf } from './oura-view.ts';
import type { OuraView } from './oura-view.ts';
import { addDays } from './times.ts';

const often = [
  'daily_sleep',
  'sleep',
  'daily_readiness',
  'daily_activity',
  'daily_spo2',
  'daily_stress',
  'workout',
] as const;
const seldom = [
  'daily_resilience',
  'daily_cardiovascular_age',
  'vO2_max',
  'sleep_time',
  'session',
  'enhanced_tag',
  'rest_mode_period',
] as const;

const seldomMs = 30 * 60_000;
const dayMs = 86_400_000;
/** Samples come late: from the last one known some hours are asked again. */
const overlapMs = 2 * 3_600_000;
const firstPulseMs = 2 * dayMs;
/** Few, as a fortnight's answers are large before they are read. */
const atOnce = 2;
const daysKept = 45;

/** What one look brought. */
export interface OuraCycle {
  readonly view: OuraView;
  /** The documents of the days of which anything has changed; a day's rows are written anew. */
  readonly changed: OuraDocuments;
  readonly newHeartRate: readonly RowOf<'heartrate'>[];
}

/**
 * Looks at Oura in cycles: the last days each time, a fortnight at the start, a month once a day, as documents come late and
 * are revised. One collection that fails costs only itself.
 */
export class OuraSync {
  readonly #deps: ClockDep & LogDep & { readonly client: OuraClient; readonly days: LocalDays };
  readonly #store = new DocumentStore();
  readonly #failing = new Set<CollectionName>();
  #heartRate: readonly RowOf<'heartrate'>[] = [];
  #battery: RowOf<'ring_battery_level'> | null = null;
  #seldomAt = Number.NEGATIVE_INFINITY;
  #wideAt: number | undefined;

  constructor(deps: ClockDep & LogDep & { readonly client: OuraClient; readonly days: LocalDays }) {
    this.#deps = deps;
  }

  /**
   * One look. Throws `AuthExpired`, and the first error when nothing at all could be had; what was known stays good.
   */
  async cycle(signal: AbortSignal): Promise<OuraCycle> {
    const { clock, client, days } = this.#deps;
    const now = clock.now();
    const today = days.dayOf(now);
    const isWide = this.#wideAt === undefined || now - this.#wideAt >= dayMs;
    const back = this.#wideAt === undefined ? 14 : isWide ? 30 : 2;
    const range = { from: addDays(today, -back), to: addDays(today, 1) };
    const isSeldom = isWide || now - this.#seldomAt >= seldomMs;
    const changedDays = new Set<string>();
    let newHeartRate: readonly RowOf<'heartrate'>[] = [];

    const jobs: Job[] = [...often, ...(isSeldom ? seldom : [])].map((name: DayCollection) => ({
      name,
      run: async () => {
        const fetched = await client.days(name, range, signal);
        for (const day of this.#store.take(name, range, fetched)) changedDays.add(day);
      },
    }));
    jobs.push(
      { name: 'heartrate', run: async () => void (newHeartRate = await this.#pulse(now, signal)) },
      {
        name: 'ring_battery_level',
        run: async () => void (this.#battery = await client.latest('ring_battery_level', signal)),
      },
    );
    await this.#run(jobs, signal);

    if (isSeldom) this.#seldomAt = now;
    if (isWide) this.#wideAt = now;
    this.#store.forgetBefore(addDays(today, -daysKept));
    const changed = this.#store.documents(changedDays);
    this.#store.forgetSamples();
    const documents = this.#store.documents();
    const view = viewOf({
      documents,
      heartRate: this.#heartRate,
      battery: this.#battery,
      refused: client.refused,
      now,
      days,
    });
    return { view, changed, newHeartRate };
  }

  async #pulse(now: number, signal: AbortSignal): Promise<readonly RowOf<'heartrate'>[]> {
    const last = this.#heartRate.at(-1);
    const lastAt = (last && instantOfRow(last)) ?? now - firstPulseMs + overlapMs;
    const { documents } = await this.#deps.client.series(
      'heartrate',
      { from: lastAt - overlapMs, to: now },
      signal,
    );
    const known = new Set(this.#heartRate.map(keyOf));
    const fresh = documents.filter((row) => !known.has(keyOf(row)));
    this.#heartRate = [...this.#heartRate, ...fresh]
      .filter((row) => (instantOfRow(row) ?? 0) > now - firstPulseMs)
      .toSorted((a, b) => (instantOfRow(a) ?? 0) - (instantOfRow(b) ?? 0));
    return fresh;
  }

  /** A few at a time. What is not permitted is no failure; the client remembers it. */
  async #run(jobs: readonly Job[], signal: AbortSignal): Promise<void> {
    const waiting = [...jobs];
    const errors: { readonly name: CollectionName; readonly cause: unknown }[] = [];
    let done = 0;
    const work = async (): Promise<void> => {
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        try {
          await job.run();
          done++;
          this.#failing.delete(job.name);
        } catch (cause) {
          if (cause instanceof AuthExpired || signal.aborted) throw cause;
          if (!(cause instanceof Forbidden)) errors.push({ name: job.name, cause });
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const [first] = errors;
    if (first && done === 0) throw first.cause;
    for (const { name, cause } of errors) {
      if (this.#failing.has(name)) continue;
      this.#failing.add(name);
      this.#deps.log.warn('A collection of Oura could not be read; what was known of it stays.', {
        collection: name,
        error: asLifeOpsError(cause),
      });
    }
  }
}

interface Job {
  readonly name: CollectionName;
  readonly run: () => Promise<void>;
}

const keyOf = (row: RowOf<'heartrate'>): string => `${row.timestamp} ${row.source ?? ''} ${row.bpm}`;
