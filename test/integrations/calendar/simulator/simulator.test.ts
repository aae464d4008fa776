import assert from 'node:assert/strict';
import { FakeClock } from '@lifeops/lib/testing';
import { startSimulator } from '../../../../integrations/calendar/src/simulator/index.ts';
import type { DemoCalendarName } from '../../../../integrations/calendar/src/simulator/index.ts';
import { expand } from '../../../../integrations/calendar/src/vendor/expand.ts';
import { parseCalendar } from '../../../../integrations/calendar/src/vendor/parse-calendar.ts';

const dayMs = 86_400_000;
const zone = 'Europe/Stockholm';

async function shownAt(now: number, name: DemoCalendarName, days = 14) {
  await using simulator = await startSimulator({ clock: new FakeClock(now) });
  const body = await (await fetch(simulator.urls[name])).text();
  assert.ok(
    body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
    'folded',
  );
  const calendar = parseCalendar(body);
  const expansion = expand(calendar, { from: now, to: now + days * dayMs, zone });
  return { calendar, ...expansion };
}

describe('the calendar simulator', () => {
  it('serves calendars without any problem and with something every day, at any time of the year', async () => {
    for (const month of [0, 2, 5, 6, 8, 10, 11]) {
      const now = Date.UTC(2026, month, 3, 7);
      const family = await shownAt(now, 'family');
      assert.deepEqual([...family.calendar.problems, ...family.problems], []);
      const weekdays = new Set(family.instances.map((one) => new Date(one.start).getUTCDay()));
      assert.equal(weekdays.size, 7);
      const waste = await shownAt(now, 'waste', 28);
      assert.deepEqual([...waste.calendar.problems, ...waste.problems], []);
      assert.ok(waste.instances.every((one) => one.allDay));
      assert.ok(new Set(waste.instances.map((one) => one.summary)).size >= 4);
    }
  });

  it('has the dentist today when it starts in the morning, and tomorrow when it is later', async () => {
    const dentistAt = async (now: number) => {
      const { instances } = await shownAt(now, 'family', 2);
      const dentist = instances.find((one) => one.summary.startsWith('Dentist')) ?? assert.fail('no dentist');
      return new Date(dentist.start).toISOString();
    };
    assert.equal(await dentistAt(Date.UTC(2026, 10, 21, 7)), '2026-11-21T14:30:00.000Z');
    assert.equal(await dentistAt(Date.UTC(2026, 10, 21, 17)), '2026-11-22T07:15:00.000Z');
  });

  it('has an instance that was moved, one that was called off, and a birthday within a week', async () => {
    const now = Date.UTC(2026, 10, 21, 7);
    const { instances } = await shownAt(now, 'family');
    assert.equal(instances.filter((one) => one.summary.endsWith('later than usual')).length, 1);
    assert.equal(instances.filter((one) => one.summary.startsWith('Choir')).length, 1);
    assert.equal(instances.filter((one) => one.summary.startsWith('Football')).length, 4);
    assert.ok(
      instances.some((one) => one.summary === '🎂 Alva' && one.allDay && one.startDate === '2026-11-26'),
    );
  });

  it('answers 304 to its own ETag until something changes', async () => {
    await using simulator = await startSimulator({ clock: new FakeClock() });
    const ask = (etag: string) => fetch(simulator.urls.waste, { headers: { 'if-none-match': etag } });
    const etag = (await ask('')).headers.get('etag') ?? '';
    assert.equal((await ask(etag)).status, 304);
    simulator.remove('waste', 'paper@waste.example');
    assert.equal((await ask(etag)).status, 200);
    assert.equal((await fetch(`${simulator.url}/other.ics`)).status, 404);
    assert.deepEqual(
      simulator.requests.map(({ status }) => status),
      [200, 304, 200, 404],
    );
  });

  it('lays its appointments out anew after a week', async () => {
    const clock = new FakeClock(Date.UTC(2026, 10, 21, 7));
    await using simulator = await startSimulator({ clock });
    const dentist = async () =>
      /UID:(dentist-\S+)@/.exec(await (await fetch(simulator.urls.family)).text())?.[1];
    assert.equal(await dentist(), 'dentist-2026-11-21');
    clock.jump(6 * dayMs);
    assert.equal(await dentist(), 'dentist-2026-11-21');
    clock.jump(dayMs);
    assert.equal(await dentist(), 'dentist-2026-11-28');
  });

  it('answers slowly by the clock it was given', async () => {
    const clock = new FakeClock();
    await using simulator = await startSimulator({ clock });
    simulator.fault = { kind: 'slow', delayMs: 40_000 };
    const answer = await clock.until(fetch(simulator.urls.family));
    assert.equal(answer.status, 200);
    await answer.text();
    assert.ok(clock.monotonic() >= 40_000);
  });

  it('ends while a client waits, and ends once', async () => {
    const simulator = await startSimulator({ clock: new FakeClock() });
    simulator.fault = { kind: 'slow', delayMs: dayMs };
    const waiting = assert.rejects(fetch(simulator.urls.family));
    await simulator[Symbol.asyncDispose]();
    await simulator[Symbol.asyncDispose]();
    await waiting;
  });
});
