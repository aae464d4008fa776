import assert from 'node:assert/strict';
import { FakeClock, SeededRandom } from '@lifeops/lib/testing';
import { startSimulator } from '../../../../integrations/oura/src/simulator/index.ts';
import { instantOfRow } from '../../../../integrations/oura/src/vendor/device-documents.ts';
import { summariseDay } from '../../../../integrations/oura/src/vendor/day-summary.ts';
import { latestNight } from '../../../../integrations/oura/src/vendor/night.ts';
import { addDays, instantOf, parseTime } from '../../../../integrations/oura/src/vendor/times.ts';
import { expected } from '../fixtures.ts';
import { startWorld } from '../oura-world.ts';
import type { OuraWorld } from '../oura-world.ts';

const hour = 3_600_000;

async function worldAt(now: string, timeZone: string): Promise<OuraWorld> {
  return startWorld({ original: false, now: Date.parse(now), timeZone });
}

const sleepsUpTo = async (world: OuraWorld, today: string, days = 13) =>
  (await world.client.days('sleep', { from: addDays(today, -days), to: today }, world.signal)).documents;

describe('The simulated cloud moved to today', () => {
  for (const [now, timeZone, today, offset] of [
    ['2026-11-21T14:00:00Z', 'Europe/Stockholm', '2026-11-21', 60],
    ['2026-07-01T20:00:00Z', 'Europe/Stockholm', '2026-07-01', 120],
    ['2026-11-21T23:30:00Z', 'Pacific/Auckland', '2026-11-22', 780],
    ['2026-11-22T02:00:00Z', 'America/St_Johns', '2026-11-21', -210],
  ] as const) {
    it(`has last night with today's day and the offset of ${timeZone} at ${now}`, async () => {
      await using world = await worldAt(now, timeZone);
      const night = latestNight(await sleepsUpTo(world, today), today);
      assert.equal(night?.day, today);
      assert.equal(parseTime(night?.bedtime_end)?.offsetMinutes, offset);
      assert.equal(night?.bedtime_end?.slice(0, 19), `${today}T08:33:56`);
      assert.ok((instantOf(night?.bedtime_end) ?? Infinity) <= world.clock.now());
    });
  }

  it('keeps every number and every length, the change of clocks included', async () => {
    await using world = await worldAt('2026-11-21T14:00:00Z', 'Europe/Stockholm');
    const sleeps = await sleepsUpTo(world, '2026-11-21');
    for (const [i, day] of expected.per_day.entries()) {
      const summary = summariseDay({ sleep: sleeps }, addDays('2026-11-21', i - 13));
      assert.equal(summary.night?.total_sleep_duration, day.main_total_sleep_seconds);
      assert.equal(summary.napSeconds, day.nap_seconds);
      const { bedtime_start: start, bedtime_end: end } = summary.night ?? {};
      const elapsed = ((instantOf(end) ?? 0) - (instantOf(start) ?? 0)) / 1000;
      assert.equal(elapsed, day.main_time_in_bed_seconds);
    }
  });

  it('keeps the midnights that mark days as they are, in UTC', async () => {
    await using world = await worldAt('2026-11-21T14:00:00Z', 'Europe/Stockholm');
    const today = { from: '2026-11-21', to: '2026-11-21' };
    const { documents } = await world.client.days('daily_sleep', today, world.signal);
    assert.equal(documents[0]?.timestamp, '2026-11-21T00:00:00.000+00:00');
    const { documents: advice } = await world.client.days('sleep_time', today, world.signal);
    assert.equal(advice[0]?.optimal_bedtime?.day_tz, 3600);
  });

  it('does not know of a night before it is over, and of its score neither', async () => {
    await using world = await worldAt('2026-11-21T04:00:00+01:00', 'Europe/Stockholm');
    const range = { from: '2026-11-20', to: '2026-11-21' };
    const days = async () => ({
      sleep: (await world.client.days('sleep', range, world.signal)).documents.map(({ day }) => day),
      score: (await world.client.days('daily_sleep', range, world.signal)).documents.map(({ day }) => day),
    });
    assert.deepEqual(await days(), { sleep: ['2026-11-20'], score: ['2026-11-20'] });
    await world.clock.advanceTo(Date.parse('2026-11-21T09:00:00+01:00'));
    assert.deepEqual(await days(), {
      sleep: ['2026-11-20', '2026-11-21'],
      score: ['2026-11-20', '2026-11-21'],
    });
  });

  it('repeats the fortnight before and after, each document with an id of its own', async () => {
    const clock = new FakeClock(Date.parse('2026-11-21T14:00:00Z'));
    await using simulator = await startSimulator({ clock, timeZone: 'Europe/Stockholm', historyDays: 42 });
    const before = simulator.data.list('daily_sleep');
    assert.equal(before.length, 42);
    assert.equal(before[0]?.['day'], '2026-10-11');
    await clock.advance(20 * 24 * hour);
    const after = simulator.data.list('daily_sleep');
    assert.equal(after.length, 62);
    assert.deepEqual(after.slice(0, 42), before);
    assert.equal(new Set(after.map(({ id }) => id)).size, 62);
    assert.equal(after.at(-1)?.['day'], '2026-12-11');
  });

  it('gives a day the same ids after a restart on another day', async () => {
    const ids = async (now: string) => {
      const clock = new FakeClock(Date.parse(now));
      await using simulator = await startSimulator({ clock, timeZone: 'Europe/Stockholm' });
      const of = simulator.data.list('daily_sleep').filter(({ day }) => day === '2026-11-20');
      return of.map(({ id }) => id);
    };
    assert.deepEqual(await ids('2026-11-22T14:00:00Z'), await ids('2026-11-21T14:00:00Z'));
  });

  it('has a pulse and a battery up to now, and none of the future', async () => {
    await using world = await worldAt('2026-11-21T14:00:00Z', 'Europe/Stockholm');
    const now = world.clock.now();
    const pulse = await world.client.latest('heartrate', world.signal);
    const age = now - (pulse ? (instantOfRow(pulse) ?? 0) : 0);
    assert.ok(age >= 0 && age < hour, `${age} ms old`);
    const { documents } = await world.client.series(
      'heartrate',
      { from: now - 24 * hour, to: now + hour },
      world.signal,
    );
    assert.ok(documents.length > 150, String(documents.length));
    assert.ok(documents.every((row) => (instantOfRow(row) ?? Infinity) <= now));
    assert.ok(documents.some(({ source }) => source === 'sleep'));
    assert.equal(typeof (await world.client.latest('ring_battery_level', world.signal))?.level, 'number');
  });

  it('makes no more days than a question is about, and these as they are among all', async () => {
    const clock = new FakeClock(Date.parse('2026-11-21T14:00:00Z'));
    await using simulator = await startSimulator({ clock, timeZone: 'Europe/Stockholm' });
    const days = { from: '2026-11-06', to: '2026-11-09' };
    for (const name of ['sleep', 'daily_sleep', 'daily_activity', 'workout'] as const) {
      const all = simulator.data.list(name);
      const asked = simulator.data.list(name, { days });
      assert.deepEqual(
        asked,
        all.filter(({ day }) => typeof day === 'string' && day >= days.from && day <= days.to),
      );
      assert.ok(asked.length > 0 && asked.length < all.length, name);
    }
    const instants = { from: clock.now() - 30 * hour, to: clock.now() - 6 * hour };
    const pulse = simulator.data.list('heartrate', { instants });
    const isAsked = (at: number) => at >= instants.from && at <= instants.to;
    assert.deepEqual(
      pulse,
      simulator.data.list('heartrate').filter((row) => isAsked(Number(row['timestamp_unix']))),
    );
    assert.ok(pulse.length > 100, String(pulse.length));
  });

  it('remembers the last five hundred requests', async () => {
    const clock = new FakeClock();
    await using simulator = await startSimulator({ clock });
    for (let i = 0; i < 510; i++) await fetch(`${simulator.url}/${i}`);
    assert.equal(simulator.requests.length, 500);
    assert.equal(simulator.requests.at(0)?.path, '/10');
    assert.equal(simulator.requests.at(-1)?.path, '/509');
  });

  it('counts tokens or makes them unguessable', async () => {
    const clock = new FakeClock();
    await using counted = await startSimulator({ clock });
    assert.equal(counted.account.issue().access_token, 'access-1');
    await using random = await startSimulator({ clock, random: new SeededRandom(1) });
    assert.match(random.account.issue().access_token, /^[\w-]{24}$/);
  });
});
