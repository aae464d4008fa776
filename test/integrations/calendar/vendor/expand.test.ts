import assert from 'node:assert/strict';
import { InvalidInput } from '@lifeops/lib';
import fc from 'fast-check';
import { expand } from '../../../../integrations/calendar/src/vendor/expand.ts';
import { parseCalendar } from '../../../../integrations/calendar/src/vendor/parse-calendar.ts';
import { Zones } from '../../../../integrations/calendar/src/vendor/zones.ts';

const from = Date.UTC(2025, 0);
const to = Date.UTC(2026, 0);
const zones = new Zones();
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'].join('\n');
const calendarOf = (...parts: string[]) =>
  parseCalendar(['BEGIN:VCALENDAR', ...parts, 'END:VCALENDAR'].join('\n'));
const expanded = (calendar: ReturnType<typeof parseCalendar>, zone = 'Europe/Berlin') =>
  expand(calendar, { from, to, zone, zones });
const starts = (calendar: ReturnType<typeof parseCalendar>, zone?: string) =>
  expanded(calendar, zone).instances.map((one) => new Date(one.start).toISOString().slice(0, 16));

describe('expand', () => {
  it('gives an instance as it is shown, with all that a calendar knows of it', () => {
    const { instances, problems } = expanded(
      calendarOf(
        event(
          'DTSTART;TZID=Europe/Berlin:20250106T100000',
          'DURATION:PT1H',
          'RRULE:FREQ=DAILY;COUNT=1',
          'SUMMARY:S',
          'LOCATION:L',
          'DESCRIPTION:D',
          'STATUS:TENTATIVE',
          'TRANSP:TRANSPARENT',
          'CLASS:PRIVATE',
        ),
      ),
    );
    assert.deepEqual(instances, [
      {
        uid: 'a',
        recurrenceId: '20250106T090000Z',
        summary: 'S',
        description: 'D',
        location: 'L',
        start: Date.UTC(2025, 0, 6, 9),
        end: Date.UTC(2025, 0, 6, 10),
        allDay: false,
        status: 'tentative',
        transparent: true,
        private: true,
      },
    ]);
    assert.deepEqual(problems, []);
  });

  it('names an instance by its original start, by a date when it is all-day, and not at all when it is single', () => {
    const ids = (...parts: string[]) =>
      expanded(calendarOf(...parts)).instances.map((one) => one.recurrenceId);
    assert.deepEqual(ids(event('DTSTART:20250101')), [null]);
    assert.deepEqual(ids(event('DTSTART:20250101', 'RRULE:FREQ=DAILY;COUNT=2')), ['20250101', '20250102']);
    assert.deepEqual(ids(event('DTSTART:20250101T100000', 'RRULE:FREQ=DAILY;COUNT=1')), ['20250101T100000']);
    const moved = event('RECURRENCE-ID:20250102T100000Z', 'DTSTART:20250105T120000Z');
    assert.deepEqual(ids(event('DTSTART:20250101T100000Z', 'RRULE:FREQ=DAILY;COUNT=2'), moved), [
      '20250101T100000Z',
      '20250102T100000Z',
    ]);
  });

  it('counts an event of no length in the window when it lies in it, and leaves out one that ends as it opens', () => {
    const at = (text: string, ...more: string[]) =>
      expanded(calendarOf(event(`DTSTART:${text}`, ...more))).instances.length;
    assert.equal(at('20250101T000000Z'), 1);
    assert.equal(at('20260101T000000Z'), 0);
    assert.equal(at('20241231T230000Z', 'DURATION:PT1H'), 0);
    assert.equal(at('20241231T230000Z', 'DURATION:PT1H1S'), 1);
  });

  it('ends a timed series with the day when UNTIL is a date, and an all-day series by the date part of an instant', () => {
    assert.deepEqual(
      starts(
        calendarOf(event('DTSTART;TZID=Europe/Berlin:20250105T230000', 'RRULE:FREQ=DAILY;UNTIL=20250106')),
      ),
      ['2025-01-05T22:00', '2025-01-06T22:00'],
    );
    assert.equal(
      starts(calendarOf(event('DTSTART:20250105', 'RRULE:FREQ=DAILY;UNTIL=20250107T225959Z'))).length,
      3,
    );
  });

  it('reads a floating UNTIL in the zone of the series', () => {
    const lines = ['DTSTART;TZID=America/New_York:20250105T100000', 'RRULE:FREQ=DAILY;UNTIL=20250107T100000'];
    assert.equal(starts(calendarOf(event(...lines))).length, 3);
  });

  it('shows DTSTART that does not fit the rule only when RDATE names it, and says so', () => {
    const lines = ['DTSTART:20250101T100000Z', 'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=1'];
    assert.deepEqual(starts(calendarOf(event(...lines))), ['2025-01-03T10:00']);
    assert.deepEqual(
      expanded(calendarOf(event(...lines))).problems.map(({ code, line }) => [code, line]),
      [['start-off-rule', 2]],
    );
    assert.deepEqual(starts(calendarOf(event(...lines, 'RDATE:20250101T100000Z'))), [
      '2025-01-01T10:00',
      '2025-01-03T10:00',
    ]);
  });

  it('takes away what EXRULE names', () => {
    const lines = ['DTSTART:20250101T100000Z', 'RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2'];
    assert.deepEqual(starts(calendarOf(event(...lines))), ['2025-01-02T10:00', '2025-01-04T10:00']);
  });

  it('finds the master of an override in another VCALENDAR of the stream, in any order', () => {
    const override = calendarText(event('RECURRENCE-ID:20250102T100000Z', 'DTSTART:20250102T150000Z'));
    const master = calendarText(event('DTSTART:20250101T100000Z', 'RRULE:FREQ=DAILY;COUNT=2'));
    assert.deepEqual(starts(parseCalendar(override + master)), ['2025-01-01T10:00', '2025-01-02T15:00']);
  });

  it('keeps time and length of the series for an override without DTSTART', () => {
    const master = event(
      'DTSTART:20250101T100000Z',
      'DURATION:PT3H',
      'RRULE:FREQ=DAILY;COUNT=2',
      'SUMMARY:Old',
    );
    const { instances } = expanded(
      calendarOf(master, event('RECURRENCE-ID:20250102T100000Z', 'SUMMARY:New')),
    );
    assert.deepEqual(
      instances.map((one) => [one.summary, one.end - one.start]),
      [
        ['Old', 10_800_000],
        ['New', 10_800_000],
      ],
    );
  });

  it('follows THISANDFUTURE into a window that the old times do not touch', () => {
    const master = event('DTSTART:20200101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY');
    const moved = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20220101T100000Z',
      'DTSTART:20220720T100000Z',
      'DURATION:PT2H',
    );
    const window = { from: Date.UTC(2025, 6), to: Date.UTC(2025, 7), zone: 'UTC' };
    const { instances } = expand(calendarOf(master, moved), window);
    assert.deepEqual(
      instances.map((one) => new Date(one.start).toISOString()),
      ['2025-07-20T10:00:00.000Z'],
    );
    assert.equal(instances[0]?.recurrenceId, '20250101T100000Z');
  });

  it('hides what is cancelled unless asked, a METHOD:CANCEL calendar as a whole', () => {
    const calendar = calendarOf('METHOD:CANCEL', event('DTSTART:20250101'));
    assert.equal(expanded(calendar).instances.length, 0);
    const all = expand(calendar, { from, to, zone: 'UTC', includeCancelled: true }).instances;
    assert.deepEqual(
      all.map((one) => one.status),
      ['cancelled'],
    );
  });

  it('reads floating times in the zone that the file hints at, and never moves UTC times into it', () => {
    const hint = 'X-WR-TIMEZONE:America/New_York';
    assert.deepEqual(starts(calendarOf(hint, event('DTSTART:20250701T100000'))), ['2025-07-01T14:00']);
    assert.deepEqual(
      starts(calendarOf(hint, event('DTSTART:20250301T100000Z', 'RRULE:FREQ=MONTHLY;COUNT=2'))),
      ['2025-03-01T10:00', '2025-04-01T10:00'],
    );
  });

  it('reads a zone that nothing defines as the viewer’s, and says so once', () => {
    const calendar = calendarOf(
      event('DTSTART;TZID=Nowhere:20250701T100000'),
      event('DTSTART;TZID=Nowhere:20250702T100000', 'SEQUENCE:1'),
    );
    assert.deepEqual(starts(calendar), ['2025-07-02T08:00']);
    assert.deepEqual(
      expanded(calendar).problems.map(({ code }) => code),
      ['unknown-zone'],
    );
  });

  it('repairs an end that is not after the start', () => {
    const length = (...lines: string[]) =>
      expanded(calendarOf(event(...lines))).instances.map((one) => one.end - one.start);
    assert.deepEqual(length('DTSTART:20250101', 'DTEND:20250101'), [86_400_000]);
    assert.deepEqual(length('DTSTART:20250101T100000Z', 'DTEND:20250101T090000Z'), [0]);
    assert.deepEqual(length('DTSTART:20250101T100000Z', 'DURATION:-PT1H'), [0]);
  });

  it('expands only the events asked for', () => {
    const calendar = parseCalendar(
      calendarText(event('DTSTART:20250101')) +
        calendarText(event('DTSTART:20250102').replace('UID:a', 'UID:b')),
    );
    const { instances } = expand(calendar, { from, to, zone: 'UTC', uids: new Set(['b']) });
    assert.deepEqual(
      instances.map((one) => one.uid),
      ['b'],
    );
  });

  it('refuses a viewer’s zone that does not exist', () => {
    assert.throws(() => expand(calendarOf(), { from, to, zone: 'Mars/Olympus' }), InvalidInput);
  });

  it('gives for a window what its two halves give, of the instances that start in them', () => {
    const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU', '1MO', '-1FR', '2SU'];
    const two = (value: number) => String(value).padStart(2, '0');
    const rule = fc.oneof(
      fc.record({
        freq: fc.constantFrom('DAILY', 'WEEKLY'),
        interval: fc.integer({ min: 1, max: 9 }),
        by: fc.constantFrom('', ';BYDAY=MO,TH', ';BYDAY=SU;WKST=SU', ';BYMONTH=3,10'),
      }),
      fc.record({
        freq: fc.constantFrom('MONTHLY', 'YEARLY'),
        interval: fc.integer({ min: 1, max: 5 }),
        by: fc.oneof(
          fc.constantFrom(...days).map((day) => `;BYDAY=${day}`),
          fc.constantFrom(';BYMONTHDAY=31', ';BYMONTHDAY=-1', '', ';BYDAY=MO,TU;BYSETPOS=-1'),
        ),
      }),
    );
    const limit = fc.constantFrom('', ';COUNT=30', ';UNTIL=20260301T030000Z', ';UNTIL=20260330');
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    const start = fc.record({
      year: fc.integer({ min: 2019, max: 2026 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      allDay: fc.boolean(),
    });
    const length = fc.constantFrom('DURATION:P1D', 'DURATION:PT30H', 'DURATION:P3W', 'X-NONE:1');
    const point = fc
      .integer({ min: Date.UTC(2026, 0) / 900_000, max: Date.UTC(2027, 0) / 900_000 })
      .map((quarter) => quarter * 900_000);
    fc.assert(
      fc.property(
        fc.record({ rule, limit, zone, start, length, points: fc.tuple(point, point, point) }),
        (given) => {
          const date = `${given.start.year}${two(given.start.month)}${two(given.start.day)}`;
          const dtstart = given.start.allDay
            ? `DTSTART:${date}`
            : `DTSTART;TZID=${given.zone}:${date}T${two(given.start.hour)}3000`;
          const text = event(
            dtstart,
            given.length,
            `RRULE:FREQ=${given.rule.freq};INTERVAL=${given.rule.interval}${given.rule.by}${given.limit}`,
          );
          const calendar = calendarOf(text);
          const [a, b, c] = given.points.toSorted((one, other) => one - other) as [number, number, number];
          const within = (low: number, high: number) =>
            expand(calendar, { from: low, to: high, zone: 'Europe/Berlin', zones }).instances.filter(
              (one) => one.start >= low && one.start < high,
            );
          assert.deepEqual(within(a, c), [...within(a, b), ...within(b, c)]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function calendarText(...parts: string[]): string {
  return ['BEGIN:VCALENDAR', ...parts, 'END:VCALENDAR', ''].join('\n');
}
