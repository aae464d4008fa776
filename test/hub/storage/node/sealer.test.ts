import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Unavailable } from '@lifeops/lib';
import { SystemRandom } from '@lifeops/lib/node';
import fc from 'fast-check';
import { NodeKeySealer } from '../../../../hub/src/storage/node/sealer.ts';

const random = new SystemRandom();
const sealer = new NodeKeySealer({ random }, [randomBytes(32)]);

describe('The sealer', () => {
  it('opens what it sealed, any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        assert.equal(sealer.open(sealer.seal(plain)), plain);
      }),
    );
  });

  it('shows neither the text nor that two texts are the same', () => {
    const [one, two] = [sealer.seal('hunter2-hunter2'), sealer.seal('hunter2-hunter2')];
    assert.notEqual(one, two);
    assert.match(one, /^lo1\.[0-9a-f]{8}\.[\w-]+$/);
    assert.ok(!Buffer.from(one.split('.')[2] ?? '', 'base64url').includes('hunter2'));
  });

  it('refuses a text of which any one character was changed', () => {
    const sealed = sealer.seal('secret');
    fc.assert(
      fc.property(
        fc.nat(sealed.length - 1),
        fc.constantFrom('a', 'Z', '0', '9', '-', '_', '.', 'f', '1'),
        (at, letter) => {
          fc.pre(sealed[at] !== letter);
          const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
          // The last letter of base64url may carry bits that mean nothing.
          fc.pre(Buffer.compare(Buffer.from(changed, 'base64url'), Buffer.from(sealed, 'base64url')) !== 0);
          assert.throws(() => sealer.open(changed), Unavailable);
        },
      ),
    );
  });

  it('refuses what another key sealed, and what is no sealed text', () => {
    const other = new NodeKeySealer({ random }, [randomBytes(32)]);
    assert.throws(() => sealer.open(other.seal('x')), /another node key/);
    for (const text of ['', 'plain', 'lo1.00000000.', sealer.seal('x').slice(0, 20)]) {
      assert.throws(() => sealer.open(text), Unavailable);
    }
  });

  it('goes on opening with a former key, and seals with the first', () => {
    const [former, present] = [randomBytes(32), randomBytes(32)];
    const before = new NodeKeySealer({ random }, [former]);
    const after = new NodeKeySealer({ random }, [present, former]);
    assert.equal(after.open(before.seal('x')), 'x');
    assert.equal(new NodeKeySealer({ random }, [present]).open(after.seal('y')), 'y');
  });
});
