import assert from 'node:assert/strict';
import { StateStore } from '@lifeops/lib/client';
import type { CompactChange } from '@lifeops/lib/protocol';
import { PendingStore } from '../../../ui/src/data/pending-store.ts';

const change = (uid: string, value: boolean | number, seq: number, attributes = {}): CompactChange => ({
  u: uid,
  e: `light.${uid}`,
  q: seq,
  v: value,
  s: 'ok',
  a: attributes,
  c: seq,
  t: seq,
  x: { id: 'x', parent: null, cause: 'user', ref: null, node: 'n' },
});

function home() {
  const states = new StateStore((cause) => assert.fail(String(cause)));
  states.reset([change('a', false, 1), change('b', false, 2)], 2);
  return { states, pending: new PendingStore(states) };
}

describe('what was asked and is not shown by the hub yet', () => {
  it('is shown at once, marked, and the same object until something changes', () => {
    const { pending } = home();
    pending.ask('a', { value: true });
    assert.equal(pending.get('a')?.value, true);
    assert.equal(pending.get('a')?.pending, 'sent');
    assert.equal(pending.get('a'), pending.get('a'));
  });

  it('tells those who watch that entity and nobody else', () => {
    const { pending, states } = home();
    const told: string[] = [];
    pending.subscribe('a', () => told.push('a'));
    pending.subscribe('b', () => told.push('b'));
    pending.ask('a', { value: true });
    states.apply([change('a', true, 3)], 3);
    assert.equal(told.includes('b'), false);
    assert.equal(told.filter((uid) => uid === 'a').length >= 2, true);
  });

  it('ends when the state is what was asked', () => {
    const { pending, states } = home();
    pending.ask('a', { value: true, attributes: { brightness: 100 } });
    states.apply([change('a', true, 3, { brightness: 40 })], 3);
    assert.equal(pending.get('a')?.attributes['brightness'], 100);
    states.apply([change('a', true, 4, { brightness: 100 })], 4);
    assert.equal(pending.get('a')?.pending, undefined);
  });

  it('rolls back to the live state when it failed', () => {
    const { pending } = home();
    const ticket = pending.ask('a', { value: true });
    pending.settle('a', ticket);
    assert.equal(pending.get('a')?.value, false);
  });

  it('is not taken back by the failure of an earlier ask', () => {
    const { pending } = home();
    const first = pending.ask('a', { value: true });
    pending.ask('a', { attributes: { brightness: 9 } });
    pending.settle('a', first);
    assert.equal(pending.get('a')?.value, true);
    assert.equal(pending.get('a')?.attributes['brightness'], 9);
  });

  it('waits marked as queued until the queue was sent', () => {
    const { pending } = home();
    pending.queue('a', pending.ask('a', { value: true }));
    assert.equal(pending.get('a')?.pending, 'queued');
    pending.settleQueued();
    assert.equal(pending.get('a')?.pending, undefined);
  });
});
