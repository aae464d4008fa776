import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CompactChange } from '@lifeops/lib/protocol';
import { StateStore } from '../../../lib/src/client/state-store.ts';

const fail = (cause: unknown) => {
  throw cause;
};
const change = (uid: string, seq: number, more: Partial<CompactChange> = {}): CompactChange => ({
  u: uid,
  e: `sensor.${uid}`,
  q: seq,
  v: seq,
  s: 'ok',
  a: {},
  c: seq,
  t: seq,
  x: { id: 'c', parent: null, cause: 'integration', ref: null, node: 'n' },
  ...more,
});
const gone = (uid: string, seq: number): CompactChange => ({ u: uid, e: `sensor.${uid}`, q: seq, r: 1 });

describe('the states of a client', () => {
  it('keep their object until they change, so that a view is drawn again for its own entity alone', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1), change('b', 2)], 2);
    const [a, b, all] = [store.get('a'), store.get('b'), store.all()];
    const seen: string[] = [];
    using _a = store.watch('a', () => seen.push('a'));
    using _b = store.watch('sensor.b', () => seen.push('b'));
    store.apply([change('b', 3)], 3);
    assert.equal(store.get('a'), a);
    assert.notEqual(store.get('b'), b);
    assert.notEqual(store.all(), all);
    assert.equal(store.all(), store.all());
    assert.deepEqual(seen, ['b']);
  });

  it('are found by entity id, by the present one after a rename', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1)], 1);
    store.apply([change('a', 2, { e: 'sensor.new' })], 2);
    assert.equal(store.get('sensor.new')?.uid, 'a');
    assert.equal(store.get('sensor.a'), undefined);
  });

  it('that a snapshot does not hold are gone, and that it holds again stay the same object', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1), change('b', 2)], 2);
    const kept = store.get('b');
    const announced: (readonly string[])[] = [];
    store.changed((uids) => announced.push(uids));
    store.reset([change('b', 2)], 5);
    assert.equal(store.get('a'), undefined);
    assert.equal(store.get('b'), kept);
    assert.equal(store.seq, 5);
    assert.deepEqual(announced, [['a']]);
  });

  it('are stale once the connection is gone, and again as they were when it is back where it left off', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1), change('b', 2, { s: 'unavailable', v: null })], 2);
    const before = store.get('a');
    store.markStale();
    assert.deepEqual([store.get('a')?.status, store.get('a')?.value], ['stale', 1]);
    assert.equal(store.get('b')?.status, 'unavailable');
    store.markLive();
    assert.equal(store.get('a'), before);
  });

  it('that changed or went while the connection was gone are not taken back to what they were', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1), change('b', 2), change('c', 3)], 3);
    store.markStale();
    store.apply([change('a', 4), gone('b', 5)], 5);
    store.markLive();
    assert.deepEqual(
      store.all().map(({ uid, value, status }) => [uid, value, status]),
      [
        ['a', 4, 'ok'],
        ['c', 3, 'ok'],
      ],
    );
  });

  it('that were stale at the source stay so when the connection is back', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1, { s: 'stale' })], 1);
    store.markStale();
    store.markLive();
    assert.equal(store.get('a')?.status, 'stale');
  });

  it('come back from stale through an old message that says nothing new', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 5)], 5);
    store.markStale();
    store.apply([change('a', 3)], 5);
    store.markLive();
    assert.deepEqual([store.get('a')?.status, store.get('a')?.value], ['ok', 5]);
  });

  it('come back from stale by a snapshot of the same seq', () => {
    const store = new StateStore(fail);
    store.reset([change('a', 1)], 1);
    store.markStale();
    store.reset([change('a', 1)], 1);
    assert.equal(store.get('a')?.status, 'ok');
    store.markLive();
    assert.equal(store.get('a')?.status, 'ok');
  });

  const uid = fc.constantFrom<string[]>('a', 'b', 'c', 'd');
  const message = fc.record({
    kind: fc.constantFrom('apply', 'apply', 'cut', 'reset'),
    uids: fc.uniqueArray(uid, { maxLength: 4 }),
    back: fc.nat(6),
  });
  it('end as the newest of each, whatever the order of messages, snapshots and cuts', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const store = new StateStore(fail);
        const newest = new Map<string, number>();
        let seq = 10;
        for (const { kind, uids, back } of messages) {
          seq += 10;
          if (kind === 'cut') {
            store.markStale();
            store.markLive();
          } else if (kind === 'reset') {
            // A snapshot is the truth of its moment: what it lacks is gone, what it holds is at its newest.
            for (const known of newest.keys()) if (!uids.includes(known)) newest.delete(known);
            for (const each of uids) newest.set(each, Math.max(newest.get(each) ?? 0, seq));
            store.reset(
              uids.map((each) => change(each, seq)),
              seq,
            );
          } else {
            // Some messages come late: an older seq says nothing about what is known better.
            const late = uids.map((each) => change(each, Math.max(1, seq - back * 10)));
            for (const { u, q } of late) newest.set(u, Math.max(newest.get(u) ?? 0, q));
            store.apply(late, seq);
          }
        }
        assert.deepEqual(new Map(store.all().map((state) => [state.uid, state.seq])), newest);
        assert.ok(store.all().every(({ status, value, seq: own }) => status === 'ok' && value === own));
      }),
    );
  });
});
