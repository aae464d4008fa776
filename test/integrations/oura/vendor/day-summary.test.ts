import assert from 'node:assert/strict';
import {
  daysWithDocuments,
  readinessScore,
  summariseDay,
  temperatureDeviation,
} from '../../../../integrations/oura/src/vendor/day-summary.ts';
import { discardedSleeps } from '../../../../integrations/oura/src/vendor/night.ts';
import { restModePeriodSchema } from '../../../../integrations/oura/src/vendor/event-documents.ts';
import { expected, fixtureDocuments } from '../fixtures.ts';

describe('The summary of a day', () => {
  for (const day of expected.per_day) {
    it(`derives every expected number of ${day.day}`, () => {
      const summary = summariseDay(fixtureDocuments, day.day);
      const { night } = summary;
      assert.deepEqual(
        {
          day: summary.day,
          main_sleep_id: night?.id ?? null,
          main_total_sleep_seconds: night?.total_sleep_duration,
          main_time_in_bed_seconds: night?.time_in_bed,
          main_deep_seconds: night?.deep_sleep_duration,
          main_rem_seconds: night?.rem_sleep_duration,
          main_light_seconds: night?.light_sleep_duration,
          main_awake_seconds: night?.awake_time,
          main_average_hrv_ms: night?.average_hrv,
          main_lowest_heart_rate_bpm: night?.lowest_heart_rate,
          nap_ids: summary.naps.map((nap) => nap.id),
          nap_seconds: summary.napSeconds,
          ignored_ids: discardedSleeps(fixtureDocuments.sleep ?? [], day.day).map((sleep) => sleep.id),
          sleep_score: summary.dailySleep?.score,
          readiness_score: readinessScore(summary),
          temperature_deviation_c: temperatureDeviation(summary),
          activity_score: summary.activity?.score,
          steps: summary.activity?.steps,
          active_kcal: summary.activity?.active_calories,
          spo2_average_pct: summary.spo2?.spo2_percentage?.average ?? null,
          stress_high_seconds: summary.stress?.stress_high,
          stress_summary: summary.stress?.day_summary,
          workouts: summary.workouts.length,
          activity_minutes_covered: (summary.activitySeconds ?? 0) / 60,
        },
        day,
      );
    });
  }

  it('speaks of each day that has documents', () => {
    assert.deepEqual(
      daysWithDocuments(fixtureDocuments),
      expected.per_day.map(({ day }) => day),
    );
  });

  it('is empty, not wrong, for a day without documents', () => {
    const summary = summariseDay({}, '2026-04-02');
    assert.equal(summary.night, null);
    assert.equal(summary.napSeconds, 0);
    assert.equal(summary.activitySeconds, null);
    assert.equal(temperatureDeviation(summary), null);
  });

  it('measures an activity day of 23 hours by its samples', () => {
    assert.equal(summariseDay(fixtureDocuments, '2026-03-28').activitySeconds, 23 * 3600);
  });

  it('takes temperature and readiness from the night until the day has its own', () => {
    const { daily_readiness: _none, ...early } = fixtureDocuments;
    const summary = summariseDay(early, '2026-03-20');
    assert.equal(temperatureDeviation(summary), -0.05);
    assert.equal(readinessScore(summary), 77);
  });

  it('keeps a temperature of zero', () => {
    const [readiness] = fixtureDocuments.daily_readiness ?? [];
    assert.ok(readiness);
    const documents = { ...fixtureDocuments, daily_readiness: [{ ...readiness, temperature_deviation: 0 }] };
    assert.equal(temperatureDeviation(summariseDay(documents, readiness.day)), 0);
  });

  it('counts a tag with an end on each of its days and one without on its first day alone', () => {
    const tagsOn = (day: string) => summariseDay(fixtureDocuments, day).tags.map((tag) => tag.tag_type_code);
    assert.deepEqual(tagsOn('2026-03-21'), ['tag_generic_alcohol']);
    assert.deepEqual(tagsOn('2026-03-22'), []);
    assert.deepEqual(tagsOn('2026-03-26'), ['custom']);
    assert.deepEqual(tagsOn('2026-03-27'), ['custom']);
    assert.deepEqual(tagsOn('2026-03-30'), [null]);
  });

  it('files spans without an end under their first day', () => {
    const open = restModePeriodSchema.parse({ id: 'r', start_day: '2026-05-01' });
    assert.deepEqual(daysWithDocuments({ rest_mode_period: [open] }), ['2026-05-01']);
  });
});
