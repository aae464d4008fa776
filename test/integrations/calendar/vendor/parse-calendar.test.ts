import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput } from '@lifeops/lib';
import fc from 'fast-check';
import { expand } from '../../../../integrations/calendar/src/vendor/expand.ts';
import { parseCalendar } from '../../../../integrations/calendar/src/vendor/parse-calendar.ts';

const calendarOf = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const eventOf = (...lines: string[]) => calendarOf('BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT');
const only = (text: string | Uint8Array) => {
  const calendar = parseCalendar(text);
  assert.equal(calendar.events.length, 1);
  return { event: calendar.events[0]!, problems: calendar.problems };
};

describe('parseCalendar', () => {
  describe('accepts what is found in the wild', () => {
    it('a byte order mark, bare line feeds and bare carriage returns', () => {
      const text = eventOf('DTSTART:20250101T100000Z', 'SUMMARY:x');
      for (const variant of [`\uFEFF${text}`, text.replaceAll('\r\n', '\n'), text.replaceAll('\r\n', '\r')]) {
        assert.equal(only(variant).event.summary, 'x');
        assert.equal(only(Buffer.from(variant)).event.summary, 'x');
      }
    });

    it('UTF-16 with a mark, and Windows-1252', () => {
      const text = eventOf('DTSTART:20250101T100000Z', 'SUMMARY:Café');
      assert.equal(only(Buffer.from(`\uFEFF${text}`, 'utf16le')).event.summary, 'Café');
      assert.equal(only(Buffer.from(text, 'latin1')).event.summary, 'Café');
    });

    it('a fold that cuts a UTF-8 sequence, and keeps line numbers', () => {
      const bytes = Buffer.from(eventOf('DTSTART:20250101T100000Z', 'SUMMARY:Caf@@', 'DURATION:nonsense'));
      const at = bytes.indexOf('@@');
      const cut = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([0xc3]),
        Buffer.from('\r\n '),
        Buffer.from([0xa9]),
        bytes.subarray(at + 2),
      ]);
      const { event, problems } = only(cut);
      assert.equal(event.summary, 'Café');
      assert.deepEqual(
        problems.map((problem) => problem.line),
        [7],
      );
    });

    it('a date without VALUE=DATE, VALUE=DATE-TIME, and ISO spelling', () => {
      assert.equal(only(eventOf('DTSTART:20220101')).event.start.kind, 'date');
      assert.equal(only(eventOf('DTSTART;VALUE=DATE-TIME:20220101T000000Z')).event.start.kind, 'utc');
      assert.equal(
        only(eventOf('DTSTART:2022-01-01T08:30:00+01:00')).event.start.wall,
        Date.UTC(2022, 0, 1, 7, 30),
      );
      assert.equal(only(eventOf('DTSTART;VALUE=DATE:20220101T000000')).event.start.kind, 'date');
    });

    it('several VCALENDARs in one stream, each with zones of its own', () => {
      const zone = (offset: string) => [
        'BEGIN:VTIMEZONE',
        'TZID:Mine',
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        `TZOFFSETFROM:${offset}`,
        `TZOFFSETTO:${offset}`,
        'END:STANDARD',
        'END:VTIMEZONE',
      ];
      const part = (uid: string, offset: string) =>
        calendarOf(
          ...zone(offset),
          'BEGIN:VEVENT',
          `UID:${uid}`,
          'DTSTART;TZID=Mine:20250101T120000',
          'END:VEVENT',
        );
      const calendar = parseCalendar(part('a', '+0100') + part('b', '-0500'));
      const { instances } = expand(calendar, { from: Date.UTC(2025, 0), to: Date.UTC(2026, 0), zone: 'UTC' });
      assert.deepEqual(
        instances.map((one) => [one.uid, new Date(one.start).toISOString()]),
        [
          ['a', '2025-01-01T11:00:00.000Z'],
          ['b', '2025-01-01T17:00:00.000Z'],
        ],
      );
    });

    it('a missing UID: the same event has the same one in each download, two events have two', () => {
      const event = (summary: string, stamp: string) => [
        'BEGIN:VEVENT',
        `DTSTAMP:${stamp}`,
        'DTSTART:20250101',
        `SUMMARY:${summary}`,
        'END:VEVENT',
      ];
      const uids = (stamp: string) =>
        parseCalendar(calendarOf(...event('x', stamp), ...event('y', stamp))).events.map((one) => one.uid);
      assert.deepEqual(uids('20250101T000000Z'), uids('20260101T000000Z'));
      assert.equal(new Set(uids('20250101T000000Z')).size, 2);
    });

    it('trailing junk, blank lines, an empty DESCRIPTION and lower-case names', () => {
      const { event } = only(
        `begin:vcalendar\n\nbegin:vevent\nuid:a\ndtstart:20250101\ndescription:\nend:vevent\nend:vcalendar\n\u0000junk`,
      );
      assert.equal(event.description, '');
    });

    it('a malformed refresh interval, and keeps a good one between 15 minutes and 24 hours', () => {
      const refresh = (line: string) => parseCalendar(calendarOf(line)).refreshIntervalMs;
      assert.equal(refresh('REFRESH-INTERVAL:VALUE=DURATION:PT1H'), null);
      assert.equal(refresh('REFRESH-INTERVAL;VALUE=DURATION:PT1H'), 3_600_000);
      assert.equal(refresh('X-PUBLISHED-TTL:PT1M'), 900_000);
      assert.equal(refresh('X-PUBLISHED-TTL:P1W'), 86_400_000);
    });

    it('text of any length, cut to what a calendar entity takes', () => {
      const { event } = only(eventOf('DTSTART:20250101', `SUMMARY:${'x'.repeat(9000)}`));
      assert.equal(event.summary.length, 4096);
    });
  });

  describe('keeps the rest when something is broken', () => {
    it('leaves out an event without a start and names its line', () => {
      const calendar = parseCalendar(
        calendarOf(
          'BEGIN:VEVENT',
          'UID:bad',
          'DTSTART:20250230',
          'END:VEVENT',
          'BEGIN:VEVENT',
          'UID:good',
          'DTSTART:20250228',
          'END:VEVENT',
        ),
      );
      assert.deepEqual(
        calendar.events.map((event) => event.uid),
        ['good'],
      );
      assert.deepEqual(
        calendar.problems.map(({ code, line, uid }) => ({ code, line, uid })),
        [
          { code: 'bad-time', line: 4, uid: 'bad' },
          { code: 'bad-event', line: 2, uid: 'bad' },
        ],
      );
    });

    it('leaves out a line whose parameters cannot be read', () => {
      const { event, problems } = only(eventOf('DTSTART:20250101', 'LOCATION;ALTREP="x:y', 'SUMMARY:x'));
      assert.equal(event.summary, 'x');
      assert.deepEqual(
        problems.map(({ code, line }) => [code, line]),
        [['bad-line', 5]],
      );
    });

    it('leaves out a line with endless parameters and a rule without end, at once', () => {
      const endless = `SUMMARY;A=":"${';A=B'.repeat(1_000_000)}:x`;
      const rule = `RRULE:FREQ=DAILY;BYMINUTE=${'1,'.repeat(1_000_000)}1`;
      const { event, problems } = only(eventOf('DTSTART:20250101', endless, rule));
      assert.equal(event.summary, '');
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['bad-line', 'bad-rule'],
      );
    });

    it('leaves out one bad EXDATE value and a bad rule', () => {
      const { event, problems } = only(
        eventOf('DTSTART:20250101', 'EXDATE:20250102,oops,20250104', 'RRULE:FREQ=SOMETIMES'),
      );
      assert.equal(event.exceptionDates.length, 2);
      assert.equal(event.rules.length, 0);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['bad-rule', 'bad-time'].toSorted(),
      );
    });

    it('leaves out the event in which the text ends, and says that it was cut', () => {
      const whole = calendarOf(
        'BEGIN:VEVENT',
        'UID:a',
        'DTSTART:20250101',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:b',
        'DTSTART:20250102',
        'END:VEVENT',
      );
      const calendar = parseCalendar(whole.slice(0, whole.indexOf('20250102') + 8));
      assert.deepEqual(
        calendar.events.map((event) => event.uid),
        ['a'],
      );
      assert.equal(calendar.complete, false);
      assert.equal(parseCalendar(whole).complete, true);
    });

    it('closes an event that has no END when its calendar ends', () => {
      const calendar = parseCalendar(
        calendarOf('BEGIN:VEVENT', 'UID:a', 'DTSTART:20250101', 'BEGIN:VALARM', 'END:VEVENT'),
      );
      assert.deepEqual(
        calendar.events.map((event) => event.uid),
        ['a'],
      );
      assert.deepEqual(
        calendar.problems.map(({ line }) => line),
        [5],
      );
    });
  });

  it('refuses a body that is no calendar, and tells a web page from other text', () => {
    const messageOf = (body: string) => {
      try {
        parseCalendar(body);
      } catch (error) {
        assert.ok(error instanceof InvalidInput);
        return error.message;
      }
      return assert.fail('accepted');
    };
    assert.match(messageOf('<!DOCTYPE html><html><body>Sign in</body></html>'), /web page/);
    assert.match(messageOf(''), /empty/);
    assert.match(messageOf('{"error":"no"}'), /no iCalendar/);
  });

  it('throws nothing but InvalidInput on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        survives(bytes);
        survives(
          Buffer.concat([Buffer.from('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20250101\r\n'), bytes]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('throws nothing on reference calendars with parts cut, doubled or changed, and expands what is left', () => {
    const folder = join(import.meta.dirname, '../fixtures');
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith('.ics'))
      .map((file) => readFileSync(join(folder, file)));
    const mutation = fc.record({
      at: fc.nat(4000),
      length: fc.nat(40),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc
          .constantFrom('END:VEVENT\n', ';', ':', '"', '-', '9', 'FREQ=', ',,')
          .map((text) => Buffer.from(text)),
      ),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (text, mutations) => {
          let bytes: Uint8Array = text;
          for (const { at, length, put } of mutations) {
            bytes = Buffer.concat([
              bytes.subarray(0, at % bytes.length || 1),
              put,
              bytes.subarray((at % bytes.length) + length),
            ]);
          }
          survives(bytes);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function survives(bytes: Uint8Array): void {
  try {
    const calendar = parseCalendar(bytes);
    expand(calendar, { from: Date.UTC(2025, 0), to: Date.UTC(2025, 2), zone: 'Europe/Berlin' });
  } catch (error) {
    assert.ok(error instanceof InvalidInput, String(error));
  }
}
