import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  isDay,
  noonOf,
  parseTime,
  splitDays,
} from '../../../../integrations/oura/src/vendor/times.ts';

const at = Date.UTC(2026, 2, 29, 5, 46, 10);

describe('Times as Oura writes them', () => {
  for (const [text, offsetMinutes] of [
    ['2026-03-29T07:46:10.000+02:00', 120],
    ['2026-03-29T07:46:10+02:00', 120],
    ['2026-03-29T07:46:10+0200', 120],
    ['2026-03-29T05:46:10+00:00', 0],
    ['2026-03-29T05:46:10Z', 0],
    ['2026-03-29T05:46:10.000z', 0],
    ['2026-03-29T00:16:10-05:30', -330],
    ['2026-03-29T05:46:10', null],
    ['2026-03-29 05:46:10', null],
  ] as const) {
    it(`reads ${text} as the same instant`, () => {
      assert.deepEqual(parseTime(text), { instant: at, offsetMinutes });
    });
  }

  it('reads a time without seconds and keeps milliseconds', () => {
    assert.equal(parseTime('2026-03-29T05:46Z')?.instant, at - 10_000);
    assert.equal(parseTime('2026-03-29T05:46:10.123456Z')?.instant, at + 123);
  });

  for (const text of [
    null,
    undefined,
    '',
    'soon',
    '2026-02-30T10:00:00Z',
    '2026-03-29T25:00:00Z',
    '2026-03-29',
  ]) {
    it(`takes ${JSON.stringify(text)} for no moment`, () => assert.equal(parseTime(text), null));
  }

  it('finds the instant again from any wall time and offset', () => {
    const instants = fc.integer({ min: 0, max: 4_102_444_800 }).map((s) => s * 1000);
    const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(instants, offsets, (instant, offsetMinutes) => {
        const wall = new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, 19);
        const size = Math.abs(offsetMinutes);
        const zone = `${offsetMinutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
        assert.deepEqual(parseTime(wall + zone), { instant, offsetMinutes });
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => parseTime(text) === null || isDay(text.trim().slice(0, 10))),
    );
  });
});

describe('Plain days', () => {
  it('knows the calendar', () => {
    assert.equal(isDay('2028-02-29'), true);
    assert.equal(isDay('2026-02-29'), false);
    assert.equal(isDay('2026-2-9'), false);
    assert.equal(isDay(20260209), false);
  });

  it('counts across a change of clocks and the end of a year', () => {
    assert.equal(addDays('2026-03-28', 2), '2026-03-30');
    assert.equal(addDays('2026-01-01', -1), '2025-12-31');
    assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2);
  });

  it('puts noon where the offset says', () => {
    assert.equal(noonOf('2026-03-29', 120), Date.UTC(2026, 2, 29, 10));
    assert.equal(noonOf('2026-03-29', -330), Date.UTC(2026, 2, 29, 17, 30));
  });

  it('splits a range into pieces that cover each of its days once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 90 }), (length, size) => {
        const range = { from: '2025-11-01', to: addDays('2025-11-01', length) };
        const days = splitDays(range, size).flatMap(({ from, to }) => {
          assert.ok(daysBetween(from, to) < size);
          return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
        });
        assert.deepEqual(
          days,
          Array.from({ length: length + 1 }, (_, i) => addDays(range.from, i)),
        );
      }),
    );
    assert.deepEqual(splitDays({ from: '2026-01-02', to: '2026-01-01' }, 30), []);
  });
});
