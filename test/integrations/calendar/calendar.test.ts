import assert from 'node:assert/strict';
import { days, hours, minutes } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import { FakeClock, RecordedHttp, testHub } from '@lifeops/lib/testing';
import type { HttpReply, RecordedRequest } from '@lifeops/lib/testing';
import calendar from '../../../integrations/calendar/src/index.ts';
import { calendarWorld } from './calendar-world.ts';

const url = 'https://example.org/private-4711/family.ics';
const route = `GET ${url}`;
const config: JsonObject = { source: { type: 'ics', url } };
/** Monday, 09:00 in Stockholm. */
const start = Date.parse('2026-01-12T09:00:00+01:00');

const ics = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Family', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, from: string, to: string, ...more: readonly string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:${from}`,
    `DTEND:${to}`,
    `SUMMARY:${uid}`,
    ...more,
    'END:VEVENT',
  ].join('\r\n');
const dentist = event('dentist', '20260112T090000Z', '20260112T093000Z', 'LOCATION:Town');

/** A server whose calendar can be exchanged; it answers 304 to who knows the present one. */
function serverOf(text: string) {
  const server = { text, version: 1, http: new RecordedHttp() };
  const answer = ({ headers }: RecordedRequest): HttpReply =>
    headers['if-none-match'] === `"${server.version}"`
      ? { status: 304 }
      : { text: server.text, headers: { etag: `"${server.version}"` } };
  server.http.on(route, answer);
  return server;
}
const open = (http: RecordedHttp, more: { options?: JsonObject; store?: Record<string, JsonObject> } = {}) =>
  testHub(calendar, { config, http, clock: new FakeClock(start), ...more });

describe('the calendar integration', () => {
  it('is on from the start of an event to its end, to the millisecond, without asking again', async () => {
    const { http } = serverOf(ics(dentist));
    await using hub = await open(http, { options: { refresh_minutes: 600 } });
    const seen = [];
    for (const at of ['09:59:59.999', '10:00:00.000', '10:29:59.999', '10:30:00.000']) {
      await hub.clock.advanceTo(Date.parse(`2026-01-12T${at}+01:00`));
      seen.push(hub.state('calendar')?.value);
    }
    assert.deepEqual(seen, [false, true, true, false]);
    assert.equal(http.requests.length, 1);
  });

  it('carries the next event with its place and times', async () => {
    await using hub = await open(serverOf(ics(dentist)).http);
    assert.deepEqual(hub.state('calendar')?.attributes, {
      message: 'dentist',
      all_day: false,
      start_time: Date.parse('2026-01-12T10:00:00+01:00'),
      end_time: Date.parse('2026-01-12T10:30:00+01:00'),
      location: 'Town',
      description: '',
    });
  });

  it('hands out the events from a month ago to 400 days ahead, and moves on with the days', async () => {
    const weekly = event('walk', '20250106T080000Z', '20250106T090000Z', 'RRULE:FREQ=WEEKLY');
    await using hub = await open(serverOf(ics(weekly)).http, { options: { refresh_minutes: 720 } });
    const span = () => {
      const starts = hub.feed('calendar').map((one) => Number(one['start']));
      return [Math.min(...starts), Math.max(...starts)].map((at) => new Date(at).toISOString().slice(0, 10));
    };
    assert.deepEqual(span(), ['2025-12-15', '2027-02-15']);
    await hub.advance(days(14));
    assert.deepEqual(span(), ['2025-12-29', '2027-03-01']);
  });

  it('asks as often as the publisher wishes, else each half hour, unless the options say otherwise', async () => {
    const cases: readonly [string, JsonObject, number][] = [
      [ics(dentist), {}, 30],
      [ics('REFRESH-INTERVAL;VALUE=DURATION:PT2H', dentist), {}, 120],
      [ics('REFRESH-INTERVAL;VALUE=DURATION:PT2H', dentist), { refresh_minutes: 10 }, 10],
    ];
    for (const [text, options, interval] of cases) {
      const { http } = serverOf(text);
      await using hub = await open(http, { options });
      await hub.advance(minutes(interval * 0.9));
      assert.equal(http.requests.length, 1);
      await hub.advance(minutes(interval * 0.2));
      assert.equal(http.requests.length, 2);
      assert.equal(http.requests[1]?.headers['if-none-match'], '"1"');
    }
  });

  it('tells the hub only of the events that changed', async () => {
    const server = serverOf(ics(dentist, event('gym', '20260113T160000Z', '20260113T170000Z')));
    await using hub = await open(server.http);
    server.text = ics(dentist, event('gym', '20260113T170000Z', '20260113T180000Z'));
    server.version = 2;
    await hub.advance(minutes(70));
    const feeds = hub.messages.flatMap((message) => (message.type === 'feed' ? [message] : []));
    assert.deepEqual(
      feeds.map(({ full, put, remove }) => [full, put.map((one) => one['uid']), remove]),
      [
        [true, ['dentist', 'gym'], []],
        [false, ['gym'], []],
      ],
    );
  });

  it('shows of a private event that there is one, and what it is when asked to', async () => {
    const secret = event(
      'therapy',
      '20260112T090000Z',
      '20260112T093000Z',
      'CLASS:PRIVATE',
      'LOCATION:Clinic',
      'DESCRIPTION:x',
    );
    for (const [options, title, location] of [
      [{}, 'Private', ''],
      [{ hide_private: false }, 'therapy', 'Clinic'],
    ] as const) {
      await using hub = await open(serverOf(ics(secret)).http, { options });
      const [shown] = hub.feed('calendar');
      assert.deepEqual([shown?.['title'], shown?.['location'], shown?.['private']], [title, location, true]);
    }
  });

  it('shows the copy of the last run when the server is away at the start, and asks on', async () => {
    const server = serverOf(ics(dentist));
    await using hub = await open(server.http);
    server.http.fail({ status: 500 });
    await hub.restart();
    assert.equal(hub.outcome.outcome, 'ready');
    assert.equal(hub.state('calendar')?.attributes['message'], 'dentist');
    await hub.advance(minutes(40));
    assert.equal(hub.state('calendar')?.status, 'stale');
    server.http.heal();
    await hub.advance(minutes(40));
    assert.equal(hub.state('calendar')?.status, 'ok');
  });

  it('does not take the copy of another address', async () => {
    const server = serverOf(ics(dentist));
    await using first = await open(server.http);
    const copy = first.store.get('copy') as JsonObject;
    server.http.fail({ status: 500 });
    await using moved = await open(server.http, { store: { copy: { ...copy, of: 'another' } } });
    assert.equal(moved.outcome.outcome, 'retry');
    await using same = await open(server.http, { store: { copy } });
    assert.equal(same.outcome.outcome, 'ready');
  });

  it('stays stale for a week without the server before it is unavailable', async () => {
    const server = serverOf(ics(dentist));
    await using hub = await open(server.http, { options: { refresh_minutes: 720 } });
    server.http.fail('broken');
    await hub.advance(days(6));
    assert.equal(hub.state('calendar')?.status, 'stale');
    await hub.advance(days(2));
    assert.equal(hub.state('calendar')?.status, 'unavailable');
  });

  it('says once what it could not read, and counts it', async () => {
    const odd = (uid: string) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=Mars/Base:20260112T100000\r\nDTEND;TZID=Mars/Base:20260112T110000\r\nEND:VEVENT`;
    const server = serverOf(ics(odd('a'), odd('b'), dentist));
    await using hub = await open(server.http);
    server.text = ics(odd('a'), dentist);
    server.version = 2;
    await hub.advance(hours(3));
    const warnings = hub.logs.filter(({ level }) => level === 'warn');
    assert.deepEqual(
      warnings.map(({ fields }) => fields['code']),
      ['unknown-zone'],
    );
    assert.equal(hub.state('problems')?.value, 1);
    assert.equal(hub.entities.find(({ key }) => key === 'problems')?.enabled_by_default, false);
  });

  it('refuses a web page with a clear reason, and this machine unless it is allowed', async () => {
    await using page = await open(serverOf('<!DOCTYPE html><html></html>').http);
    assert.equal(page.outcome.outcome, 'failed');
    assert.match(page.outcome.outcome === 'failed' ? page.outcome.error.message : '', /web page/);
    await using local = await testHub(calendar, {
      config: { source: { type: 'ics', url: 'http://127.0.0.1/a.ics' } },
    });
    assert.equal(local.outcome.outcome, 'failed');
  });

  it('reads a file, and reads it again', async () => {
    const files = { '/home/me/waste.ics': ics(dentist) };
    await using hub = await testHub(calendar, {
      config: { source: { type: 'file', path: '/home/me/waste.ics' } },
      files,
      clock: new FakeClock(start),
    });
    assert.equal(hub.state('calendar')?.attributes['message'], 'dentist');
    files['/home/me/waste.ics'] = ics(event('paper', '20260112T100000Z', '20260112T110000Z'));
    await hub.advance(minutes(40));
    assert.equal(hub.state('calendar')?.attributes['message'], 'paper');
    assert.deepEqual([...hub.store.keys()], []);
  });

  it('tells two addresses apart, and takes the same one twice for the same calendar', async () => {
    await using hub = await testHub(calendar);
    const idOf = async (address: string) => {
      const checked = await hub.check({ source: { type: 'ics', url: address } });
      return checked.ok ? checked.uniqueId : null;
    };
    assert.equal(await idOf(url), await idOf(url));
    assert.notEqual(await idOf(url), await idOf(`${url}?b`));
  });

  it('shows the family of the simulator in demo mode', async () => {
    await using world = await calendarWorld(start);
    const { config: demo, http } = world;
    await using hub = await testHub(calendar, { config: demo, http, clock: http.fakeClock });
    assert.equal(hub.outcome.outcome, 'ready');
    assert.ok(hub.feed('calendar').length > 100);
  });
});
