import type { CalendarObject } from './calendar-model.ts';
import { dayMs, startOfDay, wallToBasic } from './civil-time.ts';
import type { CivilTime } from './civil-time.ts';
import type { TimeZone } from './time-zone.ts';
import type { ZoneReader } from './zone-reader.ts';

/**
 * How the instances of one series are told apart. Written forms differ (UTC, another zone, a date), so they are compared by
 * key: the day (as wall midnight) in an all-day series, the instant in a timed one.
 */
export class SeriesFrame {
  readonly kind: CivilTime['kind'];
  readonly zone: TimeZone;
  readonly #reader: ZoneReader;
  readonly #object: CalendarObject;

  /** `anchor` is the DTSTART of the master, or the RECURRENCE-ID of an override that has none. */
  constructor(anchor: CivilTime, object: CalendarObject, reader: ZoneReader) {
    this.kind = anchor.kind;
    this.zone = reader.zoneOf(anchor, object);
    this.#reader = reader;
    this.#object = object;
  }

  get allDay(): boolean {
    return this.kind === 'date';
  }

  keyOfWall(wall: number): number {
    return this.allDay ? startOfDay(wall) : this.zone.toInstant(wall);
  }

  /** The time on the wall of this series. */
  wallOf(time: CivilTime): number {
    if (time.kind === 'date') return time.wall;
    if (this.allDay) {
      // Midnight UTC is how many exporters write a date; any other instant is a day of the viewer.
      if (time.kind !== 'utc' || time.wall % dayMs === 0) return startOfDay(time.wall);
      return startOfDay(this.#reader.viewer.toWall(time.wall));
    }
    if (time.kind === 'floating') return time.wall;
    // In a floating series a Z is a slip of the exporter: the series has no instants to compare with.
    if (time.kind === 'utc') return this.kind === 'floating' ? time.wall : this.zone.toWall(time.wall);
    return this.zone.toWall(this.#reader.instantOf(time, this.#object));
  }

  /** Exact also where a wall time occurs twice. */
  keyOf(time: CivilTime): number {
    if (this.allDay || time.kind === 'floating' || time.kind === 'date')
      return this.keyOfWall(this.wallOf(time));
    if (time.kind === 'utc') return this.kind === 'floating' ? this.zone.toInstant(time.wall) : time.wall;
    return this.#reader.instantOf(time, this.#object);
  }

  /** A date that names an instance of a timed series means whatever happens on that day. */
  namesDay(time: CivilTime): boolean {
    return time.kind === 'date' && !this.allDay;
  }

  /**
   * Whether an instance lies at or before UNTIL, which is inclusive. A date ends a timed series with that day; in an all-day
   * series only the date part counts.
   */
  withinUntil(until: CivilTime): (slot: { readonly key: number; readonly wall: number }) => boolean {
    if (this.allDay) return (slot) => slot.wall <= startOfDay(until.wall);
    if (until.kind === 'date') return (slot) => slot.wall < until.wall + dayMs;
    const last = this.keyOf(until);
    return (slot) => slot.key <= last;
  }

  /** The RECURRENCE-ID that names an instance for ever: a date, a floating time, or an instant in UTC. */
  idOf(slot: { readonly key: number; readonly wall: number }): string {
    if (this.allDay) return wallToBasic(slot.key).slice(0, -7);
    return this.kind === 'floating' ? wallToBasic(slot.wall) : `${wallToBasic(slot.key)}Z`;
  }
}
