import assert from 'node:assert/strict';
import type { EntityState } from '@lifeops/lib';
import { SeqCounter } from '../../../../hub/src/core/bus/seq-counter.ts';
import type { StateChange } from '../../../../hub/src/core/state-machine/slot.ts';
import { context, makeKernel, report } from '../kernel.ts';

const lamp = { uid: 'u1', entityId: 'light.lamp' };

describe('StateMachine after a restart', () => {
  async function restarted(status: EntityState['status'] = 'ok') {
    const before = makeKernel();
    const row = before.states
      .claim(lamp, 'entry')
      .report(report(20, { status, attributes: { unit: '°C' } }), context);
    const after = makeKernel({ seq: new SeqCounter(1000) });
    const heard: StateChange[] = [];
    after.states.subscribe('all', (change) => heard.push(change), 'test');
    after.states.restore([row]);
    await after.clock.advance(60_000);
    return { ...after, heard, row, writer: after.states.claim(lamp, 'entry') };
  }

  it('brings states back stale with their true times, and nobody hears it', async () => {
    const { states, heard, row } = await restarted();
    assert.deepEqual(states.get('u1'), { ...row, status: 'stale' });
    assert.equal(states.byEntityId('light.lamp')?.value, 20);
    assert.deepEqual(heard, []);
  });

  it('keeps changedAt and marks the change when the source says the same value again', async () => {
    const { writer, heard, row, clock } = await restarted();
    const state = writer.report(report(20, { attributes: { unit: '°C' } }), context);
    assert.deepEqual([state.status, state.changedAt, state.updatedAt], ['ok', row.changedAt, clock.now()]);
    assert.equal(heard[0]?.restored, true);
    await clock.advance(5);
    writer.report(report(21, { attributes: { unit: '°C' } }), context);
    assert.equal(heard[1]?.restored, undefined);
  });

  it('takes another value for a change at its own time, marked as the first of this run', async () => {
    const { writer, heard, clock } = await restarted();
    assert.equal(writer.report(report(19), context).changedAt, clock.now());
    assert.equal(heard[0]?.restored, true);
  });

  it('takes a source that cannot be reached after the restart for a change', async () => {
    const { writer, clock } = await restarted();
    assert.equal(writer.report(report(20, { status: 'unavailable' }), context).changedAt, clock.now());
  });

  it('leaves unavailable what was unavailable, and forgets the restart once the source says so too', async () => {
    const { states, writer, heard } = await restarted('unavailable');
    assert.equal(states.get('u1')?.status, 'unavailable');
    writer.report(report(20, { status: 'unavailable', attributes: { unit: '°C' } }), context);
    writer.report(report(20, { attributes: { unit: '°C' } }), context);
    assert.equal(heard[0]?.restored, undefined);
  });

  it('does not touch a state of this run', async () => {
    const { states, writer, row } = await restarted();
    const state = writer.report(report(5), context);
    states.restore([row]);
    assert.equal(states.get('u1'), state);
  });
});
