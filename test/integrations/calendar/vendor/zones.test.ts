import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { VTimezone } from '../../../../integrations/calendar/src/vendor/calendar-model.ts';
import { Zones } from '../../../../integrations/calendar/src/vendor/zones.ts';

const none = new Map<string, VTimezone>();
const zones = new Zones();
const iana = (name: string) => zones.iana(name) ?? assert.fail(name);
const utcOf = (zone: string, ...wall: [number, number, number, number, number]) =>
  new Date(iana(zone).toInstant(Date.UTC(...wall))).toISOString().slice(0, 16);

describe('Zones', () => {
  it('reads a wall time in the gap with the offset before it', () => {
    assert.equal(utcOf('Europe/Berlin', 2025, 2, 30, 2, 30), '2025-03-30T01:30');
    assert.equal(utcOf('America/New_York', 2025, 2, 9, 2, 30), '2025-03-09T07:30');
    assert.equal(utcOf('Australia/Lord_Howe', 2025, 9, 5, 2, 15), '2025-10-04T15:45');
  });

  it('takes the first of a wall time that occurs twice', () => {
    assert.equal(utcOf('Europe/Berlin', 2025, 9, 26, 2, 30), '2025-10-26T00:30');
    assert.equal(utcOf('America/New_York', 2025, 10, 2, 1, 30), '2025-11-02T05:30');
  });

  it('knows a day that a zone left out, offsets with seconds, and a change of less than an hour', () => {
    assert.equal(utcOf('Pacific/Apia', 2011, 11, 30, 12, 0), '2011-12-30T22:00');
    assert.equal(
      iana('Europe/Brussels').toWall(Date.UTC(1885, 0)) - Date.UTC(1885, 0),
      (17 * 60 + 30) * 1000,
    );
    assert.equal(utcOf('Australia/Lord_Howe', 2025, 6, 1, 12, 0), '2025-07-01T01:30');
  });

  it('agrees with Intl at any instant', () => {
    const names = [
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Africa/Casablanca',
      'Asia/Kathmandu',
      'Africa/Cairo',
    ];
    const between = fc.integer({ min: Date.UTC(1950, 0) / 1000, max: Date.UTC(2037, 0) / 1000 });
    fc.assert(
      fc.property(fc.constantFrom(...names), between, (name, seconds) => {
        const instant = seconds * 1000;
        const shown = new Date(instant).toLocaleString('sv-SE', { timeZone: name });
        const wall = new Date(iana(name).toWall(instant)).toISOString();
        assert.equal(`${wall.slice(0, 10)} ${wall.slice(11, 19)}`, shown);
      }),
      { numRuns: 500 },
    );
  });

  it('returns to the same wall time outside of gaps, and never loses more than a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 }),
        (minutes) => {
          const wall = minutes * 60_000;
          const shift = iana('Europe/Berlin').toWall(iana('Europe/Berlin').toInstant(wall)) - wall;
          assert.ok(shift === 0 || shift === 3_600_000, String(shift));
        },
      ),
    );
  });

  it('resolves Windows names, vendor prefixes and bare offsets', () => {
    const name = (tzid: string) => zones.resolve(tzid, none)?.name;
    assert.equal(name('W. Europe Standard Time'), 'Europe/Berlin');
    assert.equal(name('/mozilla.org/20050126_1/America/Argentina/Ushuaia'), 'America/Argentina/Ushuaia');
    assert.equal(name('/freeassociation.sourceforge.net/Europe/Vienna'), 'Europe/Vienna');
    assert.equal(name('tzone://Microsoft/Utc'), 'UTC');
    const offset = (tzid: string) => zones.resolve(tzid, none)?.toWall(0);
    assert.equal(offset('GMT+0200'), 7_200_000);
    assert.equal(offset('UTC-3'), -10_800_000);
    assert.equal(offset('(UTC+05:30) Chennai, Kolkata'), 19_800_000);
    assert.equal(zones.resolve('Nowhere/At_All', none), null);
    assert.equal(zones.resolve('constructor', none), null);
  });

  it('lets the tz database win over a VTIMEZONE, and a VTIMEZONE over nothing', () => {
    const fixed = (tzid: string): [string, VTimezone] => [
      tzid,
      {
        tzid,
        observances: [{ startWall: 0, offsetFromMs: 0, offsetToMs: 60_000, rules: [], extraWalls: [] }],
      },
    ];
    const file = new Map([
      fixed('Europe/Berlin'),
      fixed('Customized Time Zone'),
      fixed('tzone://Microsoft/Custom'),
    ]);
    assert.equal(
      zones.resolve('Europe/Berlin', file)?.toWall(Date.UTC(2025, 0)),
      Date.UTC(2025, 0) + 3_600_000,
    );
    assert.equal(
      zones.resolve('Customized Time Zone', file)?.toWall(Date.UTC(2025, 0)),
      Date.UTC(2025, 0) + 60_000,
    );
    assert.equal(
      zones.resolve('tzone://Microsoft/Custom', file)?.toWall(Date.UTC(2025, 0)),
      Date.UTC(2025, 0) + 60_000,
    );
  });

  it('follows a VTIMEZONE with rules since 1601 and an UNTIL, as the database does', () => {
    const yearly = (month: number, until: number | null) => ({
      parts: `FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
      until: until === null ? null : { kind: 'utc' as const, wall: until, tzid: null },
      counted: false,
      line: 1,
    });
    const hour = 3_600_000;
    const start = (day: number, at: number) => new Date(Date.UTC(2001, 0, day, at)).setUTCFullYear(1601);
    const timezone: VTimezone = {
      tzid: 'Mine',
      observances: [
        {
          startWall: start(25, 2),
          offsetFromMs: hour,
          offsetToMs: 2 * hour,
          rules: [yearly(3, Date.UTC(2030, 0))],
          extraWalls: [],
        },
        {
          startWall: start(25, 3),
          offsetFromMs: 2 * hour,
          offsetToMs: hour,
          rules: [yearly(10, null)],
          extraWalls: [],
        },
      ],
    };
    const mine = zones.resolve('Mine', new Map([['Mine', timezone]])) ?? assert.fail();
    for (let instant = Date.UTC(2000, 0); instant < Date.UTC(2029, 11); instant += 7 * hour) {
      assert.equal(
        mine.toWall(instant),
        iana('Europe/Berlin').toWall(instant),
        new Date(instant).toISOString(),
      );
    }
    assert.equal(mine.toWall(Date.UTC(2032, 6)), Date.UTC(2032, 6) + hour, 'no summer time after UNTIL');
  });
});
