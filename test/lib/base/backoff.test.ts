import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoffMs } from '@lifeops/lib';
import { SeededRandom } from '@lifeops/lib/testing';

const policy = { firstMs: 5000, factor: 2, maxMs: 80_000, jitter: 0 };

describe('backoffMs', () => {
  it('doubles from the first wait to the longest', () => {
    const waits = [1, 2, 3, 4, 5, 6, 2000].map((tries) => backoffMs(policy, tries, new SeededRandom()));
    assert.deepEqual(waits, [5000, 10_000, 20_000, 40_000, 80_000, 80_000, 80_000]);
  });

  it('varies by its jitter and no more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer(),
        (tries, jitter, seed) => {
          const plain = backoffMs(policy, tries, new SeededRandom());
          const wait = backoffMs({ ...policy, jitter }, tries, new SeededRandom(seed));
          assert.ok(Number.isInteger(wait));
          assert.ok(Math.abs(wait - plain) <= plain * jitter + 1, `${wait} for ${plain}`);
        },
      ),
    );
    const waits = new Set(
      Array.from({ length: 20 }, (_, seed) =>
        backoffMs({ ...policy, jitter: 0.1 }, 1, new SeededRandom(seed)),
      ),
    );
    assert.ok(waits.size > 10);
  });
});
