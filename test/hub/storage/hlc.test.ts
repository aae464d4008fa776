import assert from 'node:assert/strict';
import { Conflict } from '@lifeops/lib';
import fc from 'fast-check';
import {
  compareStamps,
  longestDriftMs,
  meetVersion,
  nextVersion,
  physicalMs,
} from '../../../hub/src/storage/hlc.ts';
import type { Stamp } from '../../../hub/src/storage/hlc.ts';

/** 1970 to 2240. */
const moment = fc.integer({ min: 0, max: 8_520_000_000_000 });

describe('The hybrid logical clock', () => {
  it('rises with every change, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2 }), (moments) => {
        let last = 0;
        for (const now of moments) {
          const next = nextVersion(last, now);
          assert.ok(next > last && Number.isSafeInteger(next));
          last = next;
        }
      }),
    );
  });

  it('is the wall clock while that moves on, and never behind it', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [early, late] = a < b ? [a, b + 1] : [b, a + 1];
        assert.equal(physicalMs(nextVersion(nextVersion(0, early), late)), late);
        assert.ok(physicalMs(nextVersion(nextVersion(0, late), early)) >= late);
      }),
    );
  });

  it('stamps higher than all that was met before, from however far ahead', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -1_000_000, max: longestDriftMs }), (now, ahead) => {
        const met = nextVersion(0, Math.max(0, now + ahead));
        assert.ok(nextVersion(meetVersion(nextVersion(0, now), met, now), now) > met);
      }),
    );
  });

  it('refuses a peer whose clock is more than five minutes ahead', () => {
    const now = 1_790_000_000_000;
    assert.throws(() => meetVersion(0, nextVersion(0, now + longestDriftMs + 1), now), Conflict);
    assert.equal(physicalMs(meetVersion(0, nextVersion(0, now + longestDriftMs), now)), now + longestDriftMs);
  });

  it('orders any two stamps alike on every node', () => {
    const stamp = fc.record({
      version: fc.integer({ min: 0, max: 3 }),
      node: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(stamp, stamp, stamp, (a: Stamp, b: Stamp, c: Stamp) => {
        assert.equal(Math.sign(compareStamps(a, b)), 0 - Math.sign(compareStamps(b, a)));
        assert.equal(compareStamps(a, b) === 0, a.version === b.version && a.node === b.node);
        const [low, middle, high] = [a, b, c].toSorted(compareStamps) as [Stamp, Stamp, Stamp];
        assert.ok(
          compareStamps(low, middle) <= 0 &&
            compareStamps(middle, high) <= 0 &&
            compareStamps(low, high) <= 0,
        );
      }),
    );
  });
});
