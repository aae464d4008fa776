import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limitRate } from '../../../ui/src/cards/rate-limit.ts';

function fakeTimers() {
  let time = 0;
  let due: { readonly at: number; readonly work: () => void }[] = [];
  return {
    now: () => time,
    later: (work: () => void, ms: number) => void due.push({ at: time + ms, work }),
    advance(ms: number) {
      const end = time + ms;
      for (let next = due.find(({ at }) => at <= end); next; next = due.find(({ at }) => at <= end)) {
        const { at, work } = next;
        due = due.filter((each) => each !== next);
        time = Math.max(time, at);
        work();
      }
      time = end;
    },
  };
}

describe('a slider that streams', () => {
  it('sends the first value at once and the last one always', () => {
    const timers = fakeTimers();
    const sent: number[] = [];
    const push = limitRate((value: number) => sent.push(value), 100, timers);
    for (const value of [1, 2, 3]) push(value);
    assert.deepEqual(sent, [1]);
    timers.advance(100);
    assert.deepEqual(sent, [1, 3]);
  });

  it('never sends more than ten values a second, whatever the finger does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 200 }), (gaps) => {
        const timers = fakeTimers();
        const times: number[] = [];
        let latest = -1;
        const push = limitRate(
          (value: number) => {
            latest = value;
            times.push(timers.now());
          },
          100,
          timers,
        );
        for (const [index, gap] of gaps.entries()) {
          push(index);
          timers.advance(gap);
        }
        timers.advance(200);
        assert.equal(latest, gaps.length - 1);
        assert.equal(
          times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 100),
          true,
        );
      }),
    );
  });
});
