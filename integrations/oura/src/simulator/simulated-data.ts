import type { ClockDep } from '@lifeops/lib';
import type { CollectionName } from '../vendor/collections.ts';
import { daysBetween, instantOf, noonOf } from '../vendor/times.ts';
import { batteryOfAllDays, heartRateOfAllDays, textOf } from './day-rows.ts';
import { fixtureDays, fixtures, lastFixtureDay, lastFixtureOffsetMinutes } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { idFor, shiftBody } from './shift.ts';
import { localDay, offsetMinutesAt } from './zone.ts';

export type ListCollection = Exclude<CollectionName, 'personal_info'>;

export interface SimulatedDataOptions {
  /** The fixtures as they are, whatever the clock says; else they move so that their last day is today. */
  readonly original: boolean;
  readonly timeZone: string;
  /** Days with data before today, at least 14; rounded up to whole fortnights. */
  readonly historyDays: number;
}

/**
 * What the simulated cloud has. The last fixture day is the day on which it was made; the fortnight repeats before and
 * after. What has not happened yet is not there: tonight's sleep appears when it ends, its score with it.
 */
export class SimulatedData {
  readonly #clock: ClockDep['clock'];
  readonly #options: SimulatedDataOptions;
  readonly #firstDay: string;
  readonly #offsetMinutes: number;
  readonly #cycles = new Map<string, readonly Body[]>();
  readonly #changes = new Map<string, Body | null>();
  readonly #added = new Map<ListCollection, readonly Body[]>();
  readonly #heldUntil = new Map<string, number>();

  constructor(deps: ClockDep, options: SimulatedDataOptions) {
    this.#clock = deps.clock;
    this.#options = options;
    const now = deps.clock.now();
    this.#firstDay = options.original ? lastFixtureDay : localDay(now, options.timeZone);
    this.#offsetMinutes = options.original
      ? lastFixtureOffsetMinutes
      : offsetMinutesAt(now, options.timeZone);
  }

  /** The day it is in the simulated person's zone. */
  get today(): string {
    return this.#options.original ? lastFixtureDay : localDay(this.#clock.now(), this.#options.timeZone);
  }

  /** All that is there now, oldest first. */
  list(collection: ListCollection): readonly Body[] {
    const now = this.#clock.now();
    const made = this.#made(collection).filter(
      (body) => this.#options.original || this.#existsFrom(collection, body) <= now,
    );
    return [...made, ...(this.#added.get(collection) ?? [])].flatMap((body) => {
      const key = `${collection}/${textOf(body, 'id')}`;
      if ((this.#heldUntil.get(key) ?? now) > now) return [];
      const change = this.#changes.get(key);
      return change === null ? [] : [change === undefined ? body : { ...body, ...change }];
    });
  }

  /** A revision: the properties given replace those of the document. */
  revise(collection: ListCollection, id: string, changes: Body): void {
    const key = `${collection}/${id}`;
    this.#changes.set(key, { ...this.#changes.get(key), ...changes });
  }

  remove(collection: ListCollection, id: string): void {
    this.#changes.set(`${collection}/${id}`, null);
  }

  add(collection: ListCollection, body: Body): void {
    this.#added.set(collection, [...(this.#added.get(collection) ?? []), body]);
  }

  /** A late document: not there before that instant. */
  hold(collection: ListCollection, id: string, until: number): void {
    this.#heldUntil.set(`${collection}/${id}`, until);
  }

  #made(collection: ListCollection): readonly Body[] {
    if (this.#options.original || collection === 'ring_configuration') return fixtures[collection];
    const ahead = Math.ceil(Math.max(0, daysBetween(this.#firstDay, this.today)) / fixtureDays);
    const behind = Math.ceil(this.#options.historyDays / fixtureDays) - 1;
    const cycles = Array.from({ length: Math.max(0, behind) + 1 + ahead }, (_, i) => i - Math.max(0, behind));
    return cycles.flatMap((cycle) => this.#cycle(collection, cycle));
  }

  #cycle(collection: ListCollection, cycle: number): readonly Body[] {
    const key = `${collection}/${cycle}`;
    const known = this.#cycles.get(key);
    if (known) return known;
    const shift = {
      days: daysBetween(lastFixtureDay, this.#firstDay) + cycle * fixtureDays,
      offsetMinutes: this.#offsetMinutes - lastFixtureOffsetMinutes,
    };
    const ordinals = new Map<string, number>();
    const bodies = fortnightOf(collection).map((body) => {
      const shifted = shiftBody(collection, body, shift);
      if (!('id' in shifted)) return shifted;
      const day = textOf(shifted, 'day') ?? textOf(shifted, 'start_day') ?? '';
      const ordinal = ordinals.get(day) ?? 0;
      ordinals.set(day, ordinal + 1);
      return { ...shifted, id: idFor(collection, day, ordinal) };
    });
    this.#cycles.set(key, bodies);
    return bodies;
  }

  /** When the cloud would know of it. */
  #existsFrom(collection: ListCollection, body: Body): number {
    if (collection === 'ring_configuration') return -Infinity;
    const ownEnd = textOf(body, 'bedtime_end') ?? textOf(body, 'end_datetime') ?? textOf(body, 'start_time');
    const day = textOf(body, 'day');
    if (ownEnd !== null || day === null) return instantOf(ownEnd ?? textOf(body, 'timestamp')) ?? 0;
    const noon = noonOf(day, this.#offsetMinutes);
    if (collection === 'daily_activity' || collection === 'daily_stress') return noon - 8 * 3_600_000;
    if (collection === 'vO2_max' || collection === 'tag') return instantOf(textOf(body, 'timestamp')) ?? noon;
    const nights = this.#made('sleep').filter(
      (sleep) => sleep['day'] === day && sleep['type'] === 'long_sleep',
    );
    return Math.max(
      ...nights.map((night) => instantOf(textOf(night, 'bedtime_end')) ?? noon),
      nights.length === 0 ? noon : 0,
    );
  }
}

function fortnightOf(collection: ListCollection): readonly Body[] {
  if (collection === 'heartrate') return heartRateOfAllDays();
  if (collection === 'ring_battery_level') return batteryOfAllDays();
  return fixtures[collection];
}
