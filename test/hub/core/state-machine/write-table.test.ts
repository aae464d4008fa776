import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonEqual } from '@lifeops/lib';
import type { Attributes, StateStatus, StateValue } from '@lifeops/lib';
import { context, makeKernel } from '../kernel.ts';

type Step =
  | {
      readonly kind: 'report';
      readonly value: StateValue;
      readonly status: StateStatus;
      readonly attributes: Attributes;
      readonly force: boolean;
    }
  | { readonly kind: 'remove' }
  | { readonly kind: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      value: fc.constantFrom<StateValue>(1, 2, '1', true, null),
      status: fc.constantFrom<StateStatus>('ok', 'stale', 'unavailable'),
      attributes: fc
        .constantFrom<() => Attributes>(
          () => ({}),
          () => ({ a: 1, b: [1, 2] }),
          () => ({ b: [1, 2], a: 1 }),
          () => ({ a: 1 }),
        )
        .map((make) => make()),
      force: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'remove' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 1000 }) }),
  },
);

interface Expected {
  readonly value: StateValue;
  readonly status: StateStatus;
  readonly attributes: Attributes;
  readonly changedAt: number;
  readonly updatedAt: number;
}

describe('the table of writes', () => {
  it('gives the timestamps, events and order that the table says, for any sequence of writes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { states, clock } = makeKernel();
        const writer = states.claim({ uid: 'u', entityId: 'sensor.u' }, 'entry');
        const heard: unknown[] = [];
        states.subscribe(
          'all',
          (change) => heard.push([change.old?.seq ?? null, change.new?.seq ?? null]),
          'test',
        );
        const model: { present: Expected | null } = { present: null };
        let seq = 0;
        let presentSeq: number | null = null;
        let reportedAt: number | undefined;
        const events: unknown[] = [];
        for (const at of steps) {
          const now = clock.now();
          if (at.kind === 'wait') {
            clock.jump(at.ms);
            continue;
          }
          if (at.kind === 'remove') {
            assert.equal(writer.remove(context), model.present !== null);
            if (model.present) events.push([presentSeq, null]);
            if (model.present) seq += 1;
            model.present = null;
            presentSeq = null;
            reportedAt = undefined;
          } else {
            writer.report(at, context, { force: at.force });
            reportedAt = now;
            const was = model.present;
            const sameValue = was !== null && was.value === at.value && was.status === at.status && !at.force;
            if (!sameValue || !jsonEqual(was.attributes, at.attributes)) {
              const { value, status, attributes } = at;
              model.present = {
                value,
                status,
                attributes,
                changedAt: sameValue ? was.changedAt : now,
                updatedAt: now,
              };
              seq += 1;
              events.push([presentSeq, seq]);
              presentSeq = seq;
            }
          }
          const state = states.get('u');
          const shown = state && {
            value: state.value,
            status: state.status,
            attributes: state.attributes,
            changedAt: state.changedAt,
            updatedAt: state.updatedAt,
          };
          assert.deepEqual(shown ?? null, model.present);
          assert.equal(states.reportedAt('u'), reportedAt);
        }
        assert.deepEqual(heard, events);
      }),
    );
  });
});
