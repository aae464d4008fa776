import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clonedPipe, directPipe, notJson } from '@lifeops/lib/host';
import type { ToHost } from '@lifeops/lib/host';

const event = (payload: unknown): ToHost => ({ type: 'event', name: 'x', payload: payload as never });

describe('a pipe', () => {
  for (const make of [directPipe, clonedPipe]) {
    it(`(${make.name}) keeps messages for a receiver that comes later, in order, never within the send`, async () => {
      const { host, runtime } = make();
      runtime.send(event(1));
      runtime.send(event(2));
      const seen: unknown[] = [];
      const subscription = host.receive(
        (message) => void seen.push(message.type === 'event' && message.payload),
      );
      assert.deepEqual(seen, []);
      runtime.send(event(3));
      await Promise.resolve();
      assert.deepEqual(seen, [1, 2, 3]);
      subscription[Symbol.dispose]();
      runtime.send(event(4));
      await Promise.resolve();
      assert.equal(seen.length, 3);
    });
  }

  it('that clones gives another object, and refuses what is no JSON with its place', () => {
    const { runtime } = clonedPipe();
    for (const [payload, place] of [
      [{ at: new Date(0) }, /\/payload\/at \(object\)/],
      [[() => 1], /\/payload\/0 \(function\)/],
      [{ x: undefined }, /\/payload\/x \(undefined\)/],
      [Number.NaN, /\/payload \(NaN\)/],
      [new Map(), /\/payload/],
      [1n, /bigint/],
    ] as const) {
      assert.throws(() => runtime.send(event(payload)), place);
    }
  });

  it('calls exactly that JSON which survives a round trip through text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(notJson(value, ''), undefined);
      }),
    );
    fc.assert(
      fc.property(
        fc.anything({ withDate: true, withMap: true, withBigInt: true, withSparseArray: false }),
        (value) => {
          if (notJson(value, '') !== undefined) return;
          const text = JSON.stringify(value);
          assert.equal(JSON.stringify(JSON.parse(text)), text);
        },
      ),
    );
  });
});
