import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isUlid, UlidFactory } from '@lifeops/lib';
import type { Random } from '@lifeops/lib';
import { FakeClock, SeededRandom } from '@lifeops/lib/testing';

describe('UlidFactory', () => {
  it('makes valid ids that rise, however the clock jumps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 50 }),
        fc.integer(),
        (jumps, seed) => {
          const clock = new FakeClock();
          const ids = new UlidFactory({ clock, random: new SeededRandom(seed) });
          let last = '';
          for (const jump of jumps) {
            clock.jump(jump + 0.25);
            const id = ids.next();
            assert.ok(isUlid(id), id);
            assert.ok(id > last, `${id} after ${last}`);
            last = id;
          }
        },
      ),
    );
  });

  it('begins with the time, ten characters of it (ulid/spec)', () => {
    const ids = new UlidFactory({ clock: new FakeClock(1_469_918_176_385), random: new SeededRandom() });
    assert.equal(ids.next().slice(0, 10), '01ARYZ6S41');
  });

  it('goes on into the next millisecond when one is full', () => {
    const full: Random = { next: () => 0, bytes: (length) => new Uint8Array(length).fill(255) };
    const ids = new UlidFactory({ clock: new FakeClock(1000), random: full });
    const first = ids.next();
    assert.match(first, /Z{16}$/);
    const second = ids.next();
    assert.ok(second > first && /0{16}$/.test(second));
  });

  it('tells ids from other texts', () => {
    for (const text of [
      '',
      '8ZZZZZZZZZZZZZZZZZZZZZZZZZ',
      '01ARYZ6S41TSV4RRFFQ69G5FAI',
      '01aryz6s41tsv4rrffq69g5fav',
      '01ARYZ6S41TSV4RRFFQ69G5FA',
    ]) {
      assert.equal(isUlid(text), false, text);
    }
    assert.equal(isUlid('7ZZZZZZZZZZZZZZZZZZZZZZZZZ'), true);
  });
});
