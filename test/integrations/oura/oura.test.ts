import assert from 'node:assert/strict';
import { hours, minutes } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';
import type { TestHub } from '@lifeops/lib/testing';
import oura from '../../../integrations/oura/src/index.ts';
import { instantOf } from '../../../integrations/oura/src/vendor/times.ts';
import { expected, fixtureDocuments, fixtureHeartRate } from './fixtures.ts';
import { ouraEntryWorld } from './oura-entry.ts';
import type { OuraEntryWorld } from './oura-entry.ts';
import { fixtureNow } from './oura-world.ts';

const expectedDays = expected.per_day;
const dayOf = ({ metadata }: JsonObject): unknown => (metadata as JsonObject)['day'];

const open = (
  { config, http, site }: OuraEntryWorld,
  more: { options?: JsonObject } = {},
): Promise<TestHub> => testHub(oura, { config, http, site, clock: http.fakeClock, ...more });
const original = (now = fixtureNow) => ouraEntryWorld(now, { original: true });

describe('the Oura integration over the fixtures', () => {
  it('shows for the last day what the fixtures say', async () => {
    await using world = await original();
    await using hub = await open(world);
    const today = expectedDays.at(-1);
    assert.ok(today);
    const shown = (key: string) => hub.state(key)?.value;
    assert.deepEqual(
      {
        total: shown('total_sleep_duration'),
        bed: shown('time_in_bed'),
        deep: shown('deep_sleep_duration'),
        rem: shown('rem_sleep_duration'),
        light: shown('light_sleep_duration'),
        awake: shown('awake_time'),
        hrv: shown('average_sleep_hrv'),
        pulse: shown('lowest_sleep_heart_rate'),
        naps: shown('nap_duration'),
        sleep: shown('sleep_score'),
        readiness: shown('readiness_score'),
        temperature: shown('temperature_deviation'),
        activity: shown('activity_score'),
        steps: shown('steps'),
        calories: shown('active_calories'),
        spo2: shown('spo2_average'),
        stress: shown('stress_high_duration'),
        summary: shown('stress_day_summary'),
        workouts: shown('workouts_today'),
      },
      {
        total: today.main_total_sleep_seconds,
        bed: today.main_time_in_bed_seconds,
        deep: today.main_deep_seconds,
        rem: today.main_rem_seconds,
        light: today.main_light_seconds,
        awake: today.main_awake_seconds,
        hrv: today.main_average_hrv_ms,
        pulse: today.main_lowest_heart_rate_bpm,
        naps: today.nap_seconds,
        sleep: today.sleep_score,
        readiness: today.readiness_score,
        temperature: today.temperature_deviation_c,
        activity: today.activity_score,
        steps: today.steps,
        calories: today.active_kcal,
        spo2: today.spo2_average_pct,
        stress: today.stress_high_seconds,
        summary: today.stress_summary,
        workouts: today.workouts,
      },
    );
  });

  it('writes every day of the fortnight into the series, once', async () => {
    await using world = await original();
    await using hub = await open(world);
    const points = (type: string) =>
      hub.series
        .filter(({ series }) => series === 'health_metrics')
        .flatMap((written) => written.points)
        .filter((point) => point.type === type);
    const byDay = (type: string) =>
      Object.fromEntries(points(type).map((point) => [dayOf(point), point['value']]));
    const daily = (read: (day: (typeof expectedDays)[number]) => number | null) =>
      Object.fromEntries(
        expectedDays.map((day) => [day.day, read(day)]).filter(([, value]) => value !== null),
      );
    assert.deepEqual(
      byDay('steps'),
      daily((day) => day.steps),
    );
    assert.deepEqual(
      byDay('sleep_score'),
      daily((day) => day.sleep_score),
    );
    assert.deepEqual(
      byDay('resting_heart_rate'),
      daily((day) => day.main_lowest_heart_rate_bpm),
    );

    const nights = hub.series
      .filter(({ series }) => series === 'sleep_sessions')
      .flatMap((written) => written.points);
    const main = nights.filter(({ type }) => type === 'main');
    assert.deepEqual(
      Object.fromEntries(main.map(({ key, value }) => [key, value])),
      Object.fromEntries(
        expectedDays
          .filter(({ main_sleep_id: id }) => id !== null)
          .map((day) => [day.main_sleep_id, day.main_total_sleep_seconds]),
      ),
    );
    const written = hub.series.length;
    await hub.advance(minutes(30));
    const again = hub.series.slice(written).flatMap((one) => one.points);
    assert.deepEqual(again, []);
  });

  it('rewrites the rows of a day that was revised, and of no other', async () => {
    await using world = await original();
    await using hub = await open(world);
    const written = hub.series.length;
    const document = fixtureDocuments.daily_activity?.find(({ day }) => day === '2026-04-01');
    world.simulator.data.revise('daily_activity', document?.id ?? '', { steps: 12_345 });
    await hub.advance(minutes(6));
    const points = hub.series.slice(written).flatMap((one) => one.points);
    assert.deepEqual(new Set(points.map(dayOf)), new Set(['2026-04-01']));
    assert.equal(points.find(({ type }) => type === 'steps')?.value, 12_345);
  });

  it('shows the newest pulse with its own moment', async () => {
    await using world = await original(Date.parse('2026-03-29T23:58:00+02:00'));
    await using hub = await open(world);
    const last = fixtureHeartRate.at(-1);
    assert.equal(hub.state('heart_rate')?.value, last?.bpm);
    assert.equal(hub.state('heart_rate')?.measuredAt, instantOf(last?.timestamp));
    assert.ok(Number(hub.state('heart_rate_min_today')?.value) >= 50);
    assert.ok(Number(hub.state('heart_rate_max_today')?.value) <= 157);
  });

  it('says where a total began', async () => {
    await using world = await original();
    await using hub = await open(world);
    assert.equal(hub.state('steps')?.attributes['last_reset'], Date.parse('2026-04-02T04:00:00+02:00'));
    assert.equal(
      hub.state('workouts_today')?.attributes['last_reset'],
      Date.parse('2026-04-02T00:00:00+02:00'),
    );
  });

  it('has the details off until they are wanted', async () => {
    await using world = await original();
    await using hub = await open(world);
    const off = hub.entities.filter((entity) => !entity.enabled_by_default).map(({ key }) => key);
    assert.equal(off.length, 16);
    assert.ok(off.every((key) => /^(sleep|readiness)_contributor_/.test(key)));
  });

  it('describes the ring in use', async () => {
    await using world = await original();
    await using hub = await open(world);
    const [device] = hub.devices;
    assert.deepEqual(
      [device?.manufacturer, device?.model, device?.software_version],
      ['Oura', 'gen4', '1.4.11'],
    );
  });
});

describe('the Oura integration over days', () => {
  const hourly = { options: { poll_minutes: 60 } };
  /** Local morning, before the simulated night ends. */
  const early = Date.parse('2026-05-05T04:00:00+02:00');

  it('tells once that the night is there, when both its sleep and its score are', async () => {
    await using world = await ouraEntryWorld(early);
    await using hub = await open(world, hourly);
    assert.deepEqual(hub.events, []);
    await hub.advance(hours(8));
    assert.deepEqual(
      hub.events.map(({ name, payload }) => [name, (payload as JsonObject)['day']]),
      [['oura.sleep_ready', '2026-05-05']],
    );
    await hub.restart();
    await hub.advance(hours(2));
    assert.equal(hub.events.length, 0, 'told again after a restart');
  });

  it('tells of a revision of the night', async () => {
    await using world = await ouraEntryWorld(early);
    await using hub = await open(world, hourly);
    await hub.advance(hours(8));
    const id = (hub.events[0]?.payload as JsonObject | undefined)?.['sleep_id'];
    world.simulator.data.revise('sleep', id as string, { total_sleep_duration: 20_000 });
    await hub.advance(minutes(70));
    const told = hub.events.at(-1);
    assert.deepEqual(
      [told?.name, (told?.payload as JsonObject | undefined)?.['total_sleep_seconds']],
      ['oura.sleep_revised', 20_000],
    );
  });

  it('takes a night that was there before the entry for no news', async () => {
    await using world = await ouraEntryWorld(Date.parse('2026-05-05T13:00:00+02:00'));
    await using hub = await open(world, hourly);
    await hub.advance(hours(2));
    assert.deepEqual(hub.events, []);
  });

  it('keeps the last night while the next one runs', async () => {
    await using world = await ouraEntryWorld(Date.parse('2026-05-05T20:00:00+02:00'));
    await using hub = await open(world, hourly);
    const before = [hub.state('bedtime_end')?.value, hub.state('sleep_score')?.value];
    await hub.advance(hours(7));
    assert.deepEqual([hub.state('bedtime_end')?.value, hub.state('sleep_score')?.value], before);
  });

  it('shows a collection that is not permitted as unavailable and goes on with the others', async () => {
    await using world = await ouraEntryWorld(Date.parse('2026-05-05T13:00:00+02:00'));
    const { access_token, refresh_token } = world.simulator.account.issue('personal daily');
    const tokens = { ...(world.config['tokens'] as JsonObject), access_token, refresh_token };
    await using hub = await open({ ...world, config: { ...world.config, tokens } });
    assert.equal(hub.outcome.outcome, 'ready');
    assert.equal(hub.state('heart_rate')?.status, 'unavailable');
    assert.equal(hub.state('sleep_score')?.status, 'ok');
  });

  it('goes on when one collection fails, says so once, and keeps what it knew of it', async () => {
    await using world = await ouraEntryWorld(Date.parse('2026-05-05T13:00:00+02:00'));
    await using hub = await open(world);
    const steps = hub.state('steps')?.value;
    world.simulator.faults.set('daily_activity', { kind: 'status', status: 500 });
    await hub.advance(minutes(30));
    assert.deepEqual([hub.state('steps')?.value, hub.state('steps')?.status], [steps, 'ok']);
    assert.equal(hub.logs.filter(({ level }) => level === 'warn').length, 1);
  });

  it('asks the account to sign in when there are no tokens', async () => {
    await using world = await ouraEntryWorld();
    const { client_id, client_secret, base_url } = world.config as Record<string, string>;
    await using hub = await open({ ...world, config: { client_id, client_secret, base_url } as JsonObject });
    assert.equal(hub.outcome.outcome, 'reauth');
  });

  it('renews its tokens, keeps the new ones sealed and uses them after a restart', async () => {
    await using world = await ouraEntryWorld(early);
    await using hub = await open(world);
    world.simulator.account.expireAccessTokens();
    await hub.advance(minutes(10));
    assert.equal(world.simulator.account.refreshes, 1);
    assert.ok(hub.secrets.has('tokens'));
    await hub.restart();
    assert.equal(hub.outcome.outcome, 'ready');
    assert.equal(world.simulator.account.refreshes, 1);
  });
});
