import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { SeqCounter } from '../../../../hub/src/core/bus/seq-counter.ts';
import { RecordedLog } from '../kernel.ts';

class Reserve {
  reserved = 0;
  fail = false;
  async last(): Promise<number> {
    return this.reserved;
  }
  async reserve(upTo: number): Promise<void> {
    if (this.fail) throw new RangeError('disk full');
    this.reserved = upTo;
  }
}

describe('SeqCounter', () => {
  it('rises by one', () => {
    const seq = new SeqCounter(5);
    assert.deepEqual([seq.next(), seq.next(), seq.current], [6, 7, 7]);
  });

  it('goes on above every number of a run that was killed', async () => {
    const store = new Reserve();
    const log = new RecordedLog();
    const first = await SeqCounter.open({ store, log });
    let last = 0;
    for (let i = 0; i < 2_400_000; i++) {
      last = first.next();
      if (i % 100_000 === 0) await turn();
    }
    assert.ok(last <= store.reserved, 'no number may be given out before it is reserved');
    const second = await SeqCounter.open({ store, log });
    assert.ok(second.next() > last);
    assert.deepEqual(log.lines, []);
  });

  it('refuses to open when nothing can be reserved', async () => {
    const store = new Reserve();
    store.fail = true;
    await assert.rejects(SeqCounter.open({ store, log: new RecordedLog() }), /disk full/);
  });

  it('logs a reservation that fails and asks again later', async () => {
    const store = new Reserve();
    const log = new RecordedLog();
    const seq = await SeqCounter.open({ store, log });
    store.fail = true;
    for (let i = 0; i < 600_000; i++) seq.next();
    await turn();
    assert.equal(log.lines.length, 1);
    store.fail = false;
    for (let i = 0; i < 300_000; i++) seq.next();
    await turn();
    assert.ok(store.reserved >= 2_000_000);
  });
});
