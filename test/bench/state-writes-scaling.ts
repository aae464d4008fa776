import { alternate, median } from './bench.ts';
import type { Bench } from './bench.ts';
import { context, makeListeners, realMachine, reportOf } from './state-writes.ts';

/** Short turns, so that what else the machine does hits both of a pair alike. */
const writes = 100_000;

/** Writes to one entity that 20 hear, with so many subscriptions to other entities. */
function writer(others: number, sink: { sum: number }): () => void {
  const states = realMachine();
  const held = Array.from({ length: 1000 }, (_, i) =>
    states.claim({ uid: `uid${i}`, entityId: `sensor.s${i}` }, 'bench'),
  );
  for (const listener of makeListeners(20, sink)) states.subscribe('all', listener, 'bench');
  for (let i = 0; i < others; i++)
    states.subscribe([`uid${1000 + (i % 5000)}`], () => void (sink.sum += 1), `other ${i}`);
  let n = 0;
  return () => {
    for (let i = 0; i < writes; i++) held[i % held.length]?.report(reportOf(n++), context);
  };
}

export const bench: Bench = {
  name: 'State writes with 10,000 subscriptions to other entities',
  unit: 'writes/s',
  async run() {
    const sink = { sum: 0 };
    const many = writer(10_000, sink);
    const few = writer(10, sink);
    for (let warmUp = 0; warmUp < 4; warmUp++) {
      many();
      few();
    }
    const runs = alternate(many, few, { turns: 25, operations: writes });
    const ratio = median(runs.map(([ours, other]) => other / ours));
    return {
      figure: median(runs.map(([ours]) => ours)),
      ratio,
      against: 'the cost of a write with 10 subscriptions to others (at most 1.1 times)',
      runs,
    };
  },
};
