import { dayAsUtc } from './times.ts';

/** The calendar of one IANA zone, as days of the form YYYY-MM-DD. */
export class LocalDays {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  dayOf(instant: number): string {
    const { year, month, day } = this.#parts(instant);
    return `${year}-${month}-${day}`;
  }

  /** Minutes east of UTC. */
  offsetMinutes(instant: number): number {
    const { hour, minute } = this.#parts(instant);
    const wall = dayAsUtc(this.dayOf(instant)) + (Number(hour) * 60 + Number(minute)) * 60_000;
    return Math.round((wall - instant) / 60_000);
  }

  /** Its midnight. A day whose midnight the clocks skip begins an hour later than this says. */
  startOf(day: string): number {
    const guess = dayAsUtc(day) - this.offsetMinutes(dayAsUtc(day)) * 60_000;
    return dayAsUtc(day) - this.offsetMinutes(guess) * 60_000;
  }

  #parts(instant: number): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
    const parts = this.#format.formatToParts(instant).map(({ type, value }) => [type, value]);
    return Object.fromEntries(parts) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;
  }
}
