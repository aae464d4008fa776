import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isFinishedSleep,
  latestNight,
  latestSleep,
  mainSleep,
  napsOf,
  optimalBedtime,
} from '../../../../integrations/oura/src/vendor/night.ts';
import { sleepSchema, sleepTimeSchema } from '../../../../integrations/oura/src/vendor/sleep-documents.ts';
import { instantOf } from '../../../../integrations/oura/src/vendor/times.ts';
import { expected, fixtureDocuments } from '../fixtures.ts';

const sleeps = fixtureDocuments.sleep ?? [];

const sleep = (fields: object) =>
  sleepSchema.parse({
    id: 'a',
    day: '2026-05-02',
    type: 'long_sleep',
    bedtime_start: '2026-05-01T23:00:00+02:00',
    bedtime_end: '2026-05-02T07:00:00+02:00',
    total_sleep_duration: 25_000,
    ...fields,
  });

describe('Choosing the night', () => {
  it('takes the longest of two long sleeps, in whatever order they come', () => {
    const two = [sleep({ id: 'short', total_sleep_duration: 11_000 }), sleep({ id: 'long' })];
    assert.equal(mainSleep(two, '2026-05-02')?.id, 'long');
    assert.equal(mainSleep(two.toReversed(), '2026-05-02')?.id, 'long');
  });

  it('takes the later of two equally long ones', () => {
    const two = [sleep({ id: 'late', bedtime_end: '2026-05-02T09:00:00+02:00' }), sleep({ id: 'early' })];
    assert.equal(mainSleep(two, '2026-05-02')?.id, 'late');
    assert.equal(mainSleep(two.toReversed(), '2026-05-02')?.id, 'late');
  });

  it('prefers a measured length of zero to one that is not measured', () => {
    const two = [
      sleep({ id: 'unknown', total_sleep_duration: null }),
      sleep({ id: 'zero', total_sleep_duration: 0 }),
    ];
    assert.equal(mainSleep(two, '2026-05-02')?.id, 'zero');
  });

  for (const type of ['sleep', 'late_nap', 'rest', 'deleted', 'dream_of_2027', null]) {
    it(`never makes the night of a sleep of type ${type}`, () => {
      assert.equal(mainSleep([sleep({ type })], '2026-05-02'), null);
    });
  }

  it('does not count a sleep that still runs', () => {
    for (const field of ['bedtime_end', 'bedtime_start']) {
      const running = sleep({ [field]: null });
      assert.equal(isFinishedSleep(running), false);
      assert.equal(mainSleep([running], '2026-05-02'), null);
      assert.equal(latestSleep([running], Infinity), null);
    }
  });

  it('does not take another day than its own', () => {
    assert.equal(mainSleep([sleep({})], '2026-05-01'), null);
  });

  it('gives the same night for every order of documents', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...sleeps], { minLength: sleeps.length }), (shuffled) => {
        for (const { day, main_sleep_id } of expected.per_day)
          assert.equal(mainSleep(shuffled, day)?.id, main_sleep_id);
      }),
      { numRuns: 20 },
    );
  });
});

describe('Naps', () => {
  it('are short and late sleeps of the day, without what was rejected or deleted', () => {
    const day = [
      sleep({ id: 'night' }),
      sleep({ id: 'nap', type: 'sleep', bedtime_end: '2026-05-02T15:00:00+02:00' }),
      sleep({ id: 'late', type: 'late_nap', bedtime_end: '2026-05-01T18:40:00+02:00' }),
      sleep({ id: 'rest', type: 'rest' }),
      sleep({ id: 'gone', type: 'deleted' }),
    ];
    assert.deepEqual(
      napsOf(day, '2026-05-02').map((nap) => nap.id),
      ['late', 'nap'],
    );
  });
});

describe('The latest night', () => {
  it('is that of the newest day which is not in the future', () => {
    assert.equal(latestNight(sleeps, '2026-04-02')?.day, '2026-04-02');
    assert.equal(latestNight(sleeps, '2026-03-31')?.day, '2026-03-31');
    assert.equal(latestNight(sleeps, '2026-03-19'), null);
  });

  it('stays while the next night runs or the day has but a nap', () => {
    const before = sleep({ id: 'before' });
    const running = sleep({ id: 'running', day: '2026-05-03', bedtime_end: null });
    const nap = sleep({ id: 'nap', day: '2026-05-03', type: 'sleep' });
    assert.equal(latestNight([before, running, nap], '2026-05-03')?.id, 'before');
  });

  it('is not the latest sleep, which may be a nap', () => {
    const afternoon = instantOf('2026-03-22T18:00:00+01:00') ?? 0;
    assert.equal(latestSleep(sleeps, afternoon)?.type, 'sleep');
    assert.equal(latestNight(sleeps, '2026-03-22')?.type, 'long_sleep');
  });
});

describe('A night with a change of clocks', () => {
  it('lasts as long as its instants say', () => {
    const [crossing] = expected.sleeps_crossing_an_offset_change;
    const night = sleeps.find(({ id }) => id === crossing?.id);
    const elapsed = ((instantOf(night?.bedtime_end) ?? 0) - (instantOf(night?.bedtime_start) ?? 0)) / 1000;
    assert.equal(elapsed, crossing?.elapsed_seconds);
    assert.equal(elapsed, night?.time_in_bed);
  });
});

describe('Advice on the bedtime', () => {
  it('counts from midnight of the day in its own zone, back into the evening before', () => {
    const advice = sleepTimeSchema.parse({
      id: 'a',
      day: '2026-04-02',
      optimal_bedtime: { day_tz: 7200, start_offset: -4500, end_offset: -1800 },
    });
    assert.deepEqual(optimalBedtime(advice), {
      start: instantOf('2026-04-01T22:45:00+02:00'),
      end: instantOf('2026-04-01T23:30:00+02:00'),
    });
  });

  it('is null where Oura has none', () => {
    assert.equal(optimalBedtime(sleepTimeSchema.parse({ id: 'a', day: '2026-04-02' })), null);
  });
});
