import { asNodeId, asUid, silentLogger } from '@lifeops/lib';
import type { ContextRef, EntityId, EntityState, EventMap, StateReport } from '@lifeops/lib';
import { SystemClock } from '@lifeops/lib/node';
import { DeliveryOrder } from '../../hub/src/core/bus/delivery-order.ts';
import { EventBus } from '../../hub/src/core/bus/event-bus.ts';
import { ListenerWatch } from '../../hub/src/core/bus/listener-watch.ts';
import { SeqCounter } from '../../hub/src/core/bus/seq-counter.ts';
import { StateMachine } from '../../hub/src/core/state-machine/state-machine.ts';
import { alternate, median } from './bench.ts';
import type { Bench } from './bench.ts';

type Change = EventMap['state_changed'];

export const context: ContextRef = {
  id: '01J00000000000000000000000',
  parent: null,
  cause: 'integration',
  ref: 'bench',
  node: 'node',
};
export const uids = Array.from(
  { length: 1000 },
  (_, i) => `01J0000000000000000000${String(i).padStart(4, '0')}`,
);
const attributes = { unit: '°C', battery: 80 };
const writes = 400_000;

export function realMachine(): StateMachine {
  const clock = new SystemClock();
  const node = asNodeId('node');
  const watch = new ListenerWatch({ log: silentLogger });
  const order = new DeliveryOrder({ seq: new SeqCounter(0), log: silentLogger });
  return new StateMachine({ clock, node, order, watch, bus: new EventBus({ clock, node, order, watch }) });
}

/** Listeners that look at what they hear, each a function of its own, as subscribers of a hub are. */
export function makeListeners(count: number, sink: { sum: number }): ((change: Change) => void)[] {
  return Array.from({ length: count }, (_, i) => (change: Change) => {
    if (change.new !== null && change.new.updatedAt >= i) sink.sum += 1;
  });
}

/** Every write carries another value, so every one is a change. */
export const reportOf = (i: number): StateReport => ({ value: i, status: 'ok', attributes });

function ours(sink: { sum: number }): () => void {
  const states = realMachine();
  const writers = uids.map((uid, i) => states.claim({ uid, entityId: `sensor.s${i}` }, 'bench'));
  for (const listener of makeListeners(20, sink)) states.subscribe('all', listener, 'bench');
  let n = 0;
  return () => {
    for (let i = 0; i < writes; i++) writers[i % writers.length]?.report(reportOf(n++), context);
  };
}

/** A map and an array of functions: what a program would do with nothing promised. */
function plain(sink: { sum: number }): () => void {
  const states = new Map<string, EntityState>();
  const listeners = makeListeners(20, sink);
  const entityIds = uids.map((_, i) => `sensor.s${i}` as EntityId);
  const node = asNodeId('node');
  let n = 0;
  return () => {
    for (let i = 0; i < writes; i++) {
      const at = i % uids.length;
      const uid = uids[at] as string;
      const report = reportOf(n++);
      const old = states.get(uid) ?? null;
      const now = n;
      const entityId = entityIds[at] as EntityId;
      const state: EntityState = {
        uid: asUid(uid),
        entityId,
        ...report,
        changedAt: now,
        updatedAt: now,
        context,
        node,
        seq: n,
      };
      states.set(uid, state);
      const change: Change = { uid: state.uid, old, new: state };
      for (const listener of listeners) {
        try {
          listener(change);
        } catch {
          sink.sum = 0;
        }
      }
    }
  };
}

export const bench: Bench = {
  name: 'State writes heard by 20',
  unit: 'writes/s',
  async run() {
    const sink = { sum: 0 };
    const runs = alternate(ours(sink), plain(sink), { turns: 7, operations: writes });
    const ratio = median(runs.map(([real, other]) => real / other));
    return {
      figure: median(runs.map(([real]) => real)),
      ratio,
      against: 'a Map and an array of the same 20 listeners (at least 0.4)',
      runs,
    };
  },
};
