import type { CalendarObject } from './calendar-model.ts';
import type { CivilTime } from './civil-time.ts';
import type { TimeZone } from './time-zone.ts';
import { utc } from './time-zone.ts';
import type { Zones } from './zones.ts';

/** Gives the times of a calendar their zone, for one viewer. */
export class ZoneReader {
  readonly viewer: TimeZone;
  readonly #zones: Zones;
  readonly #onUnknown: (tzid: string) => void;

  /** `onUnknown` is told each time a TZID is met that nothing defines; such times are read in the viewer's zone. */
  constructor(deps: { zones: Zones; viewer: TimeZone; onUnknown: (tzid: string) => void }) {
    this.viewer = deps.viewer;
    this.#zones = deps.zones;
    this.#onUnknown = deps.onUnknown;
  }

  /** A date has no zone: its days are the viewer's. A floating time is the viewer's too, unless the file gives a hint. */
  zoneOf(time: CivilTime, object: CalendarObject): TimeZone {
    if (time.kind === 'utc') return utc;
    if (time.kind === 'date') return this.viewer;
    if (time.kind === 'floating') {
      return (object.zoneHint && this.#zones.resolve(object.zoneHint, object.timezones)) || this.viewer;
    }
    const tzid = time.tzid ?? '';
    const zone = this.#zones.resolve(tzid, object.timezones);
    if (zone) return zone;
    this.#onUnknown(tzid);
    return this.viewer;
  }

  instantOf(time: CivilTime, object: CalendarObject): number {
    return this.zoneOf(time, object).toInstant(time.wall);
  }
}
