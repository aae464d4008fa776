import assert from 'node:assert/strict';
import { bandsOf, isNumeric, linesOf } from '../../../ui/src/sheet/history-shape.ts';

const point = (at: number, value: number | boolean | string | null, status: 'ok' | 'unavailable' = 'ok') => ({
  at,
  value,
  status,
});

describe('history as it is drawn', () => {
  it('joins neighbours of one value and leaves what was not known empty', () => {
    const bands = bandsOf(
      [point(-50, true), point(20, true), point(40, false, 'unavailable'), point(60, false)],
      0,
      100,
    );
    assert.deepEqual(bands, [
      { from: 0, to: 40, value: true },
      { from: 40, to: 60, value: null },
      { from: 60, to: 100, value: false },
    ]);
  });

  it('draws numbers as a line with gaps, carried to the end', () => {
    const points = [point(-1000, 20), point(2000, null, 'unavailable'), point(4000, 21)];
    assert.equal(isNumeric(points), true);
    assert.deepEqual(linesOf(points, 0, 10_000), [
      [0, 2, 4, 10],
      [20, null, 21, 21],
    ]);
  });

  it('takes words and numbers together for words', () => {
    assert.equal(isNumeric([point(0, 1), point(1, 'off')]), false);
    assert.equal(isNumeric([point(0, null)]), false);
  });
});
