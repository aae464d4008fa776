import assert from 'node:assert/strict';
import { AuthExpired, InvalidInput, NotFound, NotReady } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { startSimulator } from '../../../../integrations/calendar/src/simulator/index.ts';
import type { CalendarSimulator } from '../../../../integrations/calendar/src/simulator/index.ts';
import { IcsSource } from '../../../../integrations/calendar/src/vendor/ics-source.ts';
import type { FetchIcs } from '../../../../integrations/calendar/src/vendor/ics-source.ts';

const overHttp: FetchIcs = async ({ url, headers, signal }) => {
  const response = await fetch(url, { headers, signal });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
};
const noFile = () => assert.fail('reads no file');
const noFetch = () => assert.fail('asks no server');
const { signal } = new AbortController();

describe('IcsSource', () => {
  describe('behind an address', () => {
    let simulator: CalendarSimulator;
    let source: IcsSource;
    const make = () =>
      new IcsSource(
        { fetch: overHttp, readFile: noFile },
        { type: 'url', url: simulator.urls.family, allowedHosts: ['127.0.0.1'] },
      );

    beforeEach(async () => {
      simulator = await startSimulator({ clock: new FakeClock() });
      source = make();
    });
    afterEach(() => simulator[Symbol.asyncDispose]());

    it('loads the calendar, then asks for changes only and keeps the very same one', async () => {
      const first = await source.load(signal);
      assert.equal(first.calendar.name, 'Family');
      assert.equal(first.changed, true);
      assert.equal(first.refreshIntervalMs, 900_000);
      const second = await source.load(signal);
      assert.equal(second.changed, false);
      assert.equal(second.calendar, first.calendar);
      assert.deepEqual(
        simulator.requests.map(({ status }) => status),
        [200, 304],
      );
    });

    it('sees an event that was added', async () => {
      const before = await source.load(signal);
      simulator.put('family', { uid: 'new', summary: 'New', start: 0, end: 3_600_000 });
      const after = await source.load(signal);
      assert.equal(after.changed, true);
      assert.notEqual(after.contentHash, before.contentHash);
      assert.ok(after.calendar.events.some((event) => event.uid === 'new'));
    });

    it('takes up a copy of an earlier run, without asking for it again', async () => {
      const { saved } = await source.load(signal);
      const next = make();
      assert.equal(next.restore(saved).calendar.name, 'Family');
      assert.equal((await next.load(signal)).changed, false);
      assert.deepEqual(
        simulator.requests.map(({ status }) => status),
        [200, 304],
      );
    });

    it('keeps a whole copy when the body was cut once, and takes the cut one when it comes twice', async () => {
      const whole = await source.load(signal);
      simulator.fault = { kind: 'cut' };
      await assert.rejects(source.load(signal), NotReady);
      const cut = await source.load(signal);
      assert.ok(cut.calendar.events.length < whole.calendar.events.length);
      simulator.fault = null;
      assert.equal((await source.load(signal)).contentHash, whole.contentHash);
    });

    it('shows what a cut body holds when there is nothing better', async () => {
      simulator.fault = { kind: 'cut' };
      const { calendar } = await source.load(signal);
      assert.equal(calendar.complete, false);
      assert.ok(calendar.events.length > 3);
    });

    it('tells by the error what to do', async () => {
      simulator.fault = { kind: 'html' };
      await assert.rejects(source.load(signal), InvalidInput);
      for (const [status, kind] of [
        [401, AuthExpired],
        [403, AuthExpired],
        [404, NotFound],
        [410, NotFound],
        [500, NotReady],
      ] as const) {
        simulator.fault = { kind: 'status', status };
        await assert.rejects(source.load(signal), kind, String(status));
      }
      simulator.fault = { kind: 'status', status: 429, retryAfterSeconds: 120 };
      await assert.rejects(
        source.load(signal),
        (error) => error instanceof NotReady && error.retryAfterMs === 120_000,
      );
    });

    it('goes on after a failure with what it had', async () => {
      const { calendar } = await source.load(signal);
      simulator.fault = { kind: 'status', status: 500 };
      await assert.rejects(source.load(signal), NotReady);
      simulator.fault = null;
      assert.equal((await source.load(signal)).calendar, calendar);
    });
  });

  it('takes a new answer that differs only in its stamps for the same calendar', async () => {
    const text = (year: number) =>
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTAMP:${year}0101T000000Z\nDTSTART:20250101\nEND:VEVENT\nEND:VCALENDAR\n`;
    let year = 2025;
    const fetch: FetchIcs = () => Promise.resolve({ status: 200, headers: {}, text: text(year++) });
    const source = new IcsSource(
      { fetch, readFile: noFile },
      { type: 'url', url: 'webcal://example.org/a.ics' },
    );
    assert.equal((await source.load(signal)).changed, true);
    const again = await source.load(signal);
    assert.equal(again.changed, false);
    assert.match(again.saved.text, /DTSTAMP:2026/);
  });

  it('asks with https for webcal, sends the dates it was given and names its limit', async () => {
    const asked: Parameters<FetchIcs>[0][] = [];
    const fetch: FetchIcs = (request) => {
      asked.push(request);
      return Promise.resolve({
        status: 200,
        headers: { 'last-modified': 'Sat, 01 Nov 2025 00:00:00 GMT' },
        text: 'BEGIN:VCALENDAR\nEND:VCALENDAR',
      });
    };
    const source = new IcsSource(
      { fetch, readFile: noFile },
      { type: 'url', url: 'webcal://example.org/a.ics' },
    );
    await source.load(signal);
    await source.load(signal);
    assert.equal(asked[0]?.url, 'https://example.org/a.ics');
    assert.equal(asked[0]?.maxBytes, 20 * 1024 * 1024);
    assert.equal(asked[0]?.headers['if-modified-since'], undefined);
    assert.equal(asked[1]?.headers['if-modified-since'], 'Sat, 01 Nov 2025 00:00:00 GMT');
  });

  it('refuses a body above 20 MiB', async () => {
    const text = `BEGIN:VCALENDAR\n${'X'.repeat(20 * 1024 * 1024)}`;
    const fetch: FetchIcs = () => Promise.resolve({ status: 200, headers: {}, text });
    const source = new IcsSource(
      { fetch, readFile: noFile },
      { type: 'url', url: 'https://example.org/a.ics' },
    );
    await assert.rejects(
      source.load(signal),
      (error) => error instanceof InvalidInput && error.code === 'payload-too-large',
    );
  });

  it('does not trust a 304 that it did not ask for', async () => {
    const fetch: FetchIcs = () => Promise.resolve({ status: 304, headers: {}, text: '' });
    const source = new IcsSource(
      { fetch, readFile: noFile },
      { type: 'url', url: 'https://example.org/a.ics' },
    );
    await assert.rejects(source.load(signal), NotReady);
  });

  it('reads a file, as bytes or as text, and sees when it has changed', async () => {
    const text = (summary: string) =>
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20250101\nSUMMARY:${summary}\nEND:VEVENT\nEND:VCALENDAR\n`;
    let content: string | Uint8Array = Buffer.from(text('Café'), 'latin1');
    const paths: string[] = [];
    const readFile = (path: string) => {
      paths.push(path);
      return Promise.resolve(content);
    };
    const source = new IcsSource({ fetch: noFetch, readFile }, { type: 'file', path: '/data/a.ics' });
    assert.equal((await source.load(signal)).calendar.events[0]?.summary, 'Café');
    assert.equal((await source.load(signal)).changed, false);
    content = text('Tea');
    const third = await source.load(signal);
    assert.equal(third.changed, true);
    assert.equal(third.calendar.events[0]?.summary, 'Tea');
    assert.deepEqual(paths, ['/data/a.ics', '/data/a.ics', '/data/a.ics']);
  });
});
