import assert from 'node:assert/strict';
import { heartRateRows, metricRows } from '../../../../integrations/oura/src/vendor/series.ts';
import type { MetricRow, MetricType } from '../../../../integrations/oura/src/vendor/series.ts';
import { sleepSessionRows } from '../../../../integrations/oura/src/vendor/sleep-sessions.ts';
import { instantOf } from '../../../../integrations/oura/src/vendor/times.ts';
import { expected, fixtureDocuments, fixtureHeartRate } from '../fixtures.ts';

const rows = metricRows(fixtureDocuments);
const of = (type: MetricType): readonly MetricRow[] => rows.filter((row) => row.metricType === type);
const waking = expected.per_day.map(({ main_sleep_id }) =>
  instantOf(fixtureDocuments.sleep?.find(({ id }) => id === main_sleep_id)?.bedtime_end),
);

describe('Metric rows', () => {
  const columns = [
    ['sleep_score', 'sleep_score'],
    ['readiness_score', 'readiness_score'],
    ['temperature_deviation', 'temperature_deviation_c'],
    ['resting_heart_rate', 'main_lowest_heart_rate_bpm'],
    ['activity_score', 'activity_score'],
    ['steps', 'steps'],
    ['active_energy', 'active_kcal'],
    ['stress_high_seconds', 'stress_high_seconds'],
  ] as const;
  for (const [type, column] of columns) {
    it(`hold ${type} of every day`, () => {
      assert.deepEqual(
        of(type).map(({ value }) => value),
        expected.per_day.map((day) => day[column]),
      );
    });
  }

  it('have no row where nothing was measured and one where zero was', () => {
    assert.equal(of('spo2').length, expected.per_day.filter((day) => day.spo2_average_pct !== null).length);
    assert.equal(
      of('stress_high_seconds').find(({ metadata }) => metadata['day'] === '2026-03-27')?.value,
      0,
    );
  });

  it('stand at waking when they come of sleep', () => {
    for (const type of [
      'sleep_score',
      'readiness_score',
      'temperature_deviation',
      'respiratory_rate',
    ] as const) {
      assert.deepEqual(
        of(type).map(({ timestamp }) => timestamp),
        waking,
      );
    }
  });

  it('stand at local noon of their day when they come of the day, on both sides of a change of clocks', () => {
    const noonOf = (day: string) => of('steps').find(({ metadata }) => metadata['day'] === day)?.timestamp;
    assert.equal(noonOf('2026-03-28'), instantOf('2026-03-28T12:00:00+01:00'));
    assert.equal(noonOf('2026-03-29'), instantOf('2026-03-29T12:00:00+02:00'));
    assert.equal(of('vo2_max')[0]?.timestamp, instantOf('2026-03-28T12:00:00+01:00'));
  });

  it('stand at noon of the usual offset when no document of the day has a local time', () => {
    const [row] = metricRows({ daily_stress: fixtureDocuments.daily_stress?.slice(0, 1) ?? [] }, 60);
    assert.equal(row?.timestamp, instantOf('2026-03-20T12:00:00+01:00'));
  });

  it('place HRV samples by their index, as null samples leave gaps and no shift', () => {
    const night = fixtureDocuments.sleep?.[0];
    const own = of('hrv').filter(({ key }) => key === night?.id);
    const start = instantOf(night?.hrv?.timestamp) ?? 0;
    assert.equal(own.length, night?.hrv?.items.filter((item) => item !== null).length);
    for (const { timestamp, value } of own)
      assert.equal(night?.hrv?.items[(timestamp - start) / 300_000], value);
  });

  it('hold no HRV of naps', () => {
    const naps = new Set(expected.per_day.flatMap((day) => day.nap_ids));
    assert.ok(of('hrv').every(({ key }) => !naps.has(key)));
  });

  it('are named by type, time and key alone', () => {
    const names = [...rows, ...heartRateRows(fixtureHeartRate)].map(
      (r) => `${r.metricType} ${r.timestamp} ${r.key}`,
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('are the same rows again for the same documents in another order', () => {
    const turned = Object.fromEntries(
      Object.entries(fixtureDocuments).map(([name, list]) => [name, list.toReversed()]),
    );
    const byName = (a: MetricRow, b: MetricRow) =>
      a.timestamp - b.timestamp || a.metricType.localeCompare(b.metricType) || a.key.localeCompare(b.key);
    assert.deepEqual(metricRows(turned).toSorted(byName), rows.toSorted(byName));
  });
});

describe('Pulse rows', () => {
  it('hold every sample with its source', () => {
    const pulse = heartRateRows(fixtureHeartRate);
    assert.equal(pulse.length, expected.heartrate.rows);
    assert.equal(Math.min(...pulse.map(({ value }) => value)), expected.heartrate.min_bpm);
    assert.equal(Math.max(...pulse.map(({ value }) => value)), expected.heartrate.max_bpm);
    const bySource = Object.groupBy(pulse, ({ metadata }) => JSON.stringify(metadata['source']));
    const counts = Object.fromEntries(
      Object.entries(bySource).map(([name, list]) => [JSON.parse(name), list?.length]),
    );
    assert.deepEqual(counts, expected.heartrate.by_source);
  });

  it('read a unix time in seconds or milliseconds where the text cannot be read', () => {
    const row = { timestamp: 'broken', bpm: 60, source: 'awake' };
    assert.equal(heartRateRows([{ ...row, timestamp_unix: 1_774_652_598 }])[0]?.timestamp, 1_774_652_598_000);
    assert.equal(
      heartRateRows([{ ...row, timestamp_unix: 1_774_652_598_000 }])[0]?.timestamp,
      1_774_652_598_000,
    );
    assert.deepEqual(heartRateRows([{ ...row, timestamp_unix: null }]), []);
  });
});

describe('Sleep session rows', () => {
  const sessions = sleepSessionRows(fixtureDocuments);

  it('hold each night with all of its numbers', () => {
    for (const day of expected.per_day) {
      const row = sessions.find(({ key }) => key === day.main_sleep_id);
      const night = fixtureDocuments.sleep?.find(({ id }) => id === day.main_sleep_id);
      assert.deepEqual(row, {
        key: day.main_sleep_id,
        day: day.day,
        kind: 'main',
        start: instantOf(night?.bedtime_start),
        end: instantOf(night?.bedtime_end),
        totalSeconds: day.main_total_sleep_seconds,
        efficiency: night?.efficiency,
        deepSeconds: day.main_deep_seconds,
        remSeconds: day.main_rem_seconds,
        lightSeconds: day.main_light_seconds,
        awakeSeconds: day.main_awake_seconds,
        latencySeconds: night?.latency,
        hrvMs: day.main_average_hrv_ms,
        restingHeartRateBpm: day.main_lowest_heart_rate_bpm,
        temperatureDeviationC: day.temperature_deviation_c,
        score: day.sleep_score,
      });
    }
  });

  it('hold naps apart, without the score of the night', () => {
    const naps = sessions.filter(({ kind }) => kind === 'nap');
    assert.deepEqual(
      naps.map(({ key }) => key),
      expected.per_day.flatMap((day) => day.nap_ids),
    );
    assert.ok(
      naps.every(({ score, temperatureDeviationC }) => score === null && temperatureDeviationC === null),
    );
  });

  it('leave out what was rejected or deleted', () => {
    const ignored = new Set(expected.per_day.flatMap((day) => day.ignored_ids));
    assert.equal(ignored.size, 2);
    assert.ok(sessions.every(({ key }) => !ignored.has(key)));
  });
});
