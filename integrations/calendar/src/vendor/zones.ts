import { createRequire } from 'node:module';
import type { VTimezone } from './calendar-model.ts';
import { parseUtcOffset } from './civil-time.ts';
import { ianaZone } from './iana-zone.ts';
import { fixedZone, utc } from './time-zone.ts';
import type { TimeZone } from './time-zone.ts';
import { vtimezoneZone } from './vtimezone-zone.ts';

const mostNames = 1000;

/** Its tables are a megabyte in memory, and few calendars have a Windows name: loaded when the first one is met. */
const windowsNames = (): typeof import('windows-iana') =>
  createRequire(import.meta.url)('windows-iana') as typeof import('windows-iana');

/**
 * Finds zones by the names that calendars use and keeps what it found: tables of transitions are dear to build and are good
 * for the life of the process. One per hub or per account is enough.
 */
export class Zones {
  readonly #byName = new Map<string, TimeZone | null>();
  readonly #byTzid = new Map<string, TimeZone | null>();
  readonly #byTimezone = new WeakMap<VTimezone, TimeZone>();

  /** A zone of the tz database, null when there is none of this name. */
  iana(name: string): TimeZone | null {
    return remembered(this.#byName, name, () => (/^(utc|z)$/i.test(name) ? utc : ianaZone(name)));
  }

  /**
   * What a TZID means: the tz database first (a stale VTIMEZONE must not win), then the name behind a vendor's prefix, a
   * Windows name, the VTIMEZONE of the file, and a bare UTC offset. Null when nothing defines it.
   */
  resolve(tzid: string, timezones: ReadonlyMap<string, VTimezone>): TimeZone | null {
    const name = tzid.trim();
    const find = () => this.iana(name) ?? this.#behindPrefix(name) ?? this.#windows(name);
    const known = remembered(this.#byTzid, name, find);
    if (known) return known;
    const timezone = timezones.get(name);
    return timezone ? this.#fromFile(timezone) : offsetZone(name);
  }

  /** `/mozilla.org/20050126_1/America/Argentina/Ushuaia` and the like: the longest tail that is a zone. */
  #behindPrefix(name: string): TimeZone | null {
    if (!name.startsWith('/')) return null;
    const parts = name.split('/').slice(1);
    for (const length of [3, 2, 1]) {
      const zone = parts.length > length ? this.iana(parts.slice(-length).join('/')) : null;
      if (zone) return zone;
    }
    return null;
  }

  #windows(name: string): TimeZone | null {
    if (/^tzone:\/\/microsoft\/utc$/i.test(name)) return utc;
    const iana = windowsNames().findIana(name)[0];
    return iana === undefined ? null : this.iana(iana);
  }

  #fromFile(timezone: VTimezone): TimeZone {
    let zone = this.#byTimezone.get(timezone);
    if (zone === undefined) {
      zone = vtimezoneZone(timezone);
      this.#byTimezone.set(timezone, zone);
    }
    return zone;
  }
}

/** Names come from outside: no file may fill the memory with them. */
function remembered(
  map: Map<string, TimeZone | null>,
  name: string,
  find: () => TimeZone | null,
): TimeZone | null {
  let zone = map.get(name);
  if (zone === undefined) {
    zone = find();
    if (map.size >= mostNames) map.clear();
    map.set(name, zone);
  }
  return zone;
}

/** `GMT+0200`, `UTC-3`, `(UTC+01:00) Amsterdam, Berlin`: an offset without rules, better than the viewer's zone. */
function offsetZone(name: string): TimeZone | null {
  const match = /^\(?(?:GMT|UTC)\s*(?:([+-])(\d{1,2}):?(\d\d)?)?(?:\)|$)/i.exec(name);
  if (!match) return null;
  const [, sign, hours, minutes] = match;
  if (sign === undefined || hours === undefined) return utc;
  const offsetMs = parseUtcOffset(`${sign}${hours.padStart(2, '0')}${minutes ?? '00'}`);
  return offsetMs === null ? null : fixedZone(name, offsetMs);
}
