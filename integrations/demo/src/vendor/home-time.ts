/** A moment as the clock on the wall shows it. */
export interface LocalTime {
  /** Days of the local calendar since 1970-01-01. */
  readonly day: number;
  /** 0 is Monday. */
  readonly weekday: number;
  /** Minutes since local midnight, with fractions. */
  readonly minute: number;
}

const dayMs = 86_400_000;
const slotMs = 900_000;

/** The wall time of one zone. Offsets change on quarter hours, so one is asked for at most once per quarter. */
export class HomeTime {
  readonly #format: Intl.DateTimeFormat;
  #slot = Number.NaN;
  #offsetMs = 0;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  at(instant: number): LocalTime {
    const wall = instant + this.#offsetAt(instant);
    const day = Math.floor(wall / dayMs);
    return { day, weekday: (day + 3) % 7, minute: (wall - day * dayMs) / 60_000 };
  }

  /** The moment of a wall time. One that the clocks skip or show twice is read with the offset before the change. */
  instantOf(day: number, minute: number): number {
    const wall = day * dayMs + minute * 60_000;
    const before = this.#offsetAt(wall - dayMs);
    const guess = wall - before;
    const own = this.#offsetAt(guess);
    return own === before ? guess : wall - this.#offsetAt(wall - own);
  }

  #offsetAt(instant: number): number {
    const slot = Math.floor(instant / slotMs);
    if (slot === this.#slot) return this.#offsetMs;
    const name = this.#format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    this.#slot = slot;
    this.#offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    return this.#offsetMs;
  }
}

/** `YYYY-MM-DD` of a local day. */
export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
