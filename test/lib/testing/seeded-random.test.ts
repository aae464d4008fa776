import assert from 'node:assert/strict';
import { SeededRandom } from '@lifeops/lib/testing';

describe('SeededRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const take = (seed: number) => {
      const random = new SeededRandom(seed);
      return [random.next(), random.next(), ...random.bytes(4)];
    };
    assert.deepEqual(take(7), take(7));
    assert.notDeepEqual(take(7), take(8));
  });

  it('spreads evenly over [0, 1)', () => {
    const random = new SeededRandom(3);
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const next = random.next();
      assert.ok(next >= 0 && next < 1);
      buckets[Math.floor(next * 10)] = (buckets[Math.floor(next * 10)] ?? 0) + 1;
    }
    for (const count of buckets) assert.ok(count > 850 && count < 1150, `uneven: ${buckets.join(' ')}`);
  });
});
