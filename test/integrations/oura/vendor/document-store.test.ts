import assert from 'node:assert/strict';
import type { DocumentOf } from '../../../../integrations/oura/src/vendor/collections.ts';
import { DocumentStore } from '../../../../integrations/oura/src/vendor/document-store.ts';
import { fixtureDocuments } from '../fixtures.ts';

const range = { from: '2026-03-20', to: '2026-04-02' };
const nights = fixtureDocuments.sleep ?? [];
const whole = (documents: readonly DocumentOf<'sleep'>[]) => ({ documents, problems: [], complete: true });

describe('The documents that are kept', () => {
  it('are whole until what changed has been told, and without samples and phases after', () => {
    const store = new DocumentStore();
    const days = store.take('sleep', range, whole(nights));
    assert.deepEqual(store.documents(days).sleep, nights);
    assert.ok(nights.some(({ hrv, movement_30_sec: movement }) => hrv !== null && movement !== null));
    store.forgetSamples();
    const kept = store.documents().sleep ?? [];
    assert.equal(kept.length, nights.length);
    for (const [i, night] of kept.entries()) {
      assert.deepEqual(
        night,
        {
          ...nights[i],
          heart_rate: null,
          hrv: null,
          movement_30_sec: null,
          sleep_phase_5_min: null,
          sleep_phase_30_sec: null,
          app_sleep_phase_5_min: null,
        },
        night.id,
      );
    }
  });

  it('do not count as changed for samples that were dropped', () => {
    const store = new DocumentStore();
    store.take('sleep', range, whole(nights));
    store.forgetSamples();
    assert.deepEqual(store.take('sleep', range, whole(nights)), new Set());
  });

  it('count as changed for a single sample, and are whole again', () => {
    const store = new DocumentStore();
    store.take('sleep', range, whole(nights));
    store.forgetSamples();
    const [first, ...rest] = nights;
    assert.ok(first?.hrv);
    const [, ...items] = first.hrv.items;
    const revised = { ...first, hrv: { ...first.hrv, items: [99, ...items] } };
    const days = store.take('sleep', range, whole([revised, ...rest]));
    assert.deepEqual(days, new Set([first.day]));
    assert.deepEqual(store.documents(days).sleep?.[0], revised);
  });
});
