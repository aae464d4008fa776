import type { ClockDep } from '@lifeops/lib';
import type { CollectionName } from '../vendor/collections.ts';
import { addDays, daysBetween, instantOf, isInRange, noonOf } from '../vendor/times.ts';
import type { DayRange } from '../vendor/times.ts';
import { fixtureDays, fixturesOf, lastFixtureDay, lastFixtureOffsetMinutes } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { PulseRows } from './pulse-rows.ts';
import type { Instants } from './pulse-rows.ts';
import { batteryOfAllDays, textOf } from './rows.ts';
import { idFor, shiftBody, shiftMs } from './shift.ts';
import type { Shift } from './shift.ts';
import { localDay, offsetMinutesAt } from './zone.ts';

export type ListCollection = Exclude<CollectionName, 'personal_info'>;

export interface SimulatedDataOptions {
  /** The fixtures as they are, whatever the clock says; else they move so that their last day is today. */
  readonly original: boolean;
  readonly timeZone: string;
  /** Days with data before today, at least 14; rounded up to whole fortnights. */
  readonly historyDays: number;
}

/** What a question is about: documents of other days and samples of other times need not be made for it. */
export interface Asked {
  readonly days?: DayRange;
  readonly instants?: Instants;
}

/**
 * What the simulated cloud has. The last fixture day is the day on which it was made; the fortnight repeats before and
 * after. What has not happened yet is not there: tonight's sleep appears when it ends, its score with it. Documents are
 * made when they are asked for, the same each time, and not kept.
 */
export class SimulatedData {
  readonly #clock: ClockDep['clock'];
  readonly #options: SimulatedDataOptions;
  readonly #firstDay: string;
  readonly #offsetMinutes: number;
  #pulse: PulseRows | undefined;
  #nightEnds: ReadonlyMap<string, number> | undefined;
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

  /** All that is there now, oldest first; of made documents and rows at least those asked for. */
  list(collection: ListCollection, asked: Asked = {}): readonly Body[] {
    const now = this.#clock.now();
    return [...this.#made(collection, asked), ...(this.#added.get(collection) ?? [])].flatMap((body) => {
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

  #made(collection: ListCollection, asked: Asked): readonly Body[] {
    if (this.#options.original || collection === 'ring_configuration') return fixturesOf(collection);
    const ahead = Math.ceil(Math.max(0, daysBetween(this.#firstDay, this.today)) / fixtureDays);
    const behind = Math.max(0, Math.ceil(this.#options.historyDays / fixtureDays) - 1);
    const shifts = Array.from({ length: behind + 1 + ahead }, (_, i) => ({
      days: daysBetween(lastFixtureDay, this.#firstDay) + (i - behind) * fixtureDays,
      offsetMinutes: this.#offsetMinutes - lastFixtureOffsetMinutes,
    }));
    const now = this.#clock.now();
    if (collection === 'heartrate') return this.#pulseOf(shifts, asked.instants ?? always, now);
    const fortnight = collection === 'ring_battery_level' ? batteryOfAllDays() : fixturesOf(collection);
    return shifts.flatMap((shift) => {
      const ordinals = new Map<string, number>();
      return fortnight
        .filter((body) => isAskedFor(textOf(body, 'day'), shift, asked.days))
        .map((body) => shiftBody(collection, body, shift))
        .map((body) => {
          if (!('id' in body)) return body;
          const day = textOf(body, 'day') ?? textOf(body, 'start_day') ?? '';
          const ordinal = ordinals.get(day) ?? 0;
          ordinals.set(day, ordinal + 1);
          return { ...body, id: idFor(collection, day, ordinal) };
        })
        .filter((body) => this.#existsFrom(collection, body, shift) <= now);
    });
  }

  #pulseOf(shifts: readonly Shift[], { from, to }: Instants, now: number): Body[] {
    const pulse = (this.#pulse ??= new PulseRows());
    return shifts.flatMap((shift) => {
      const ms = shiftMs(shift);
      return pulse.between({ from: from - ms, to: Math.min(to, now) - ms }, ms);
    });
  }

  /** When the cloud would know of it. */
  #existsFrom(collection: ListCollection, body: Body, shift: Shift): number {
    const ownEnd = textOf(body, 'bedtime_end') ?? textOf(body, 'end_datetime') ?? textOf(body, 'start_time');
    const day = textOf(body, 'day');
    if (ownEnd !== null || day === null) return instantOf(ownEnd ?? textOf(body, 'timestamp')) ?? 0;
    const noon = noonOf(day, this.#offsetMinutes);
    if (collection === 'daily_activity' || collection === 'daily_stress') return noon - 8 * 3_600_000;
    if (collection === 'vO2_max' || collection === 'tag') return instantOf(textOf(body, 'timestamp')) ?? noon;
    const nightEnd = (this.#nightEnds ??= nightEndsOfFortnight()).get(addDays(day, -shift.days));
    return nightEnd === undefined ? noon : nightEnd + shiftMs(shift);
  }
}

const always: Instants = { from: -Infinity, to: Infinity };

const isAskedFor = (fixtureDay: string | null, shift: Shift, days: DayRange | undefined): boolean =>
  fixtureDay === null || days === undefined || isInRange(addDays(fixtureDay, shift.days), days);

/** When the last night of a fixture day ended, in fixture time. */
function nightEndsOfFortnight(): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const sleep of fixturesOf('sleep')) {
    const day = textOf(sleep, 'day');
    const end = instantOf(textOf(sleep, 'bedtime_end'));
    if (day === null || end === null || sleep['type'] !== 'long_sleep') continue;
    ends.set(day, Math.max(end, ends.get(day) ?? 0));
  }
  return ends;
}
