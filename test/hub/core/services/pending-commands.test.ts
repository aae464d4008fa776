import assert from 'node:assert/strict';
import { expectationOf } from '../../../../hub/src/core/services/expectation.ts';
import type { PendingCommandRow } from '../../../../hub/src/core/store/tables.ts';
import { context, contextOf, MemoryTable, report } from '../kernel.ts';
import { makeServices } from './service-fixture.ts';

async function lamp(options: { readonly value?: boolean; readonly hangs?: boolean } = {}) {
  const hub = makeServices();
  const does = () => (options.hangs ? new Promise<void>(() => {}) : Promise.resolve());
  const made = await hub.add('lamp', { features: ['brightness'], value: options.value ?? false, does });
  const settled: unknown[] = [];
  hub.bus.on('command_settled', ({ data }) => settled.push([data.uid, data.outcome]), { owner: 'test' });
  return { ...hub, ...made, settled };
}
const confirm = { policy: { confirm: 'state' as const } };
const first = (result: {
  readonly results: readonly { readonly status: string; readonly code: string | null }[];
}) => [result.results[0]?.status, result.results[0]?.code];

describe('PendingCommands', () => {
  it('gives the context of a command for the states of its entity until the effect is seen', async () => {
    const { turnOn, caller, uid, writer, clock } = await lamp();
    await turnOn('light.lamp', { context: contextOf('why') });
    await clock.advance(10_000);
    assert.equal(caller.contextFor(uid)?.id, 'why');
    writer.report(report(true, { attributes: { brightness: 3 } }), caller.contextFor(uid) ?? context);
    assert.equal(caller.contextFor(uid), undefined);
  });

  it('forgets a command that failed, and one whose effect is not seen for a minute', async () => {
    const { add, turnOn, caller, uid, clock } = await lamp();
    const bad = await add('bad', { does: () => Promise.reject(new RangeError('x')) });
    await turnOn('light.bad');
    assert.equal(caller.contextFor(bad.uid), undefined);
    await turnOn('light.lamp');
    await clock.advance(60_000);
    assert.equal(caller.contextFor(uid), undefined);
    assert.deepEqual(clock.pending, []);
  });

  it('waits until the state shows what was asked, unseen attributes aside', async () => {
    const { turnOn, writer, clock, pendingTable, pending, settled, uid } = await lamp();
    const call = turnOn('light.lamp', { ...confirm, data: { brightness: 50 } });
    await clock.advance(1000);
    assert.equal(pendingTable.rows.size, 1);
    writer.report(report(true, { attributes: { brightness: 20 } }), context);
    await clock.advance(1000);
    assert.equal(pendingTable.rows.size, 1, 'not bright enough yet');
    writer.report(report(true, { attributes: { brightness: 50 } }), context);
    assert.deepEqual(first(await call), ['done', null]);
    await pending.written();
    assert.equal(pendingTable.rows.size, 0);
    assert.deepEqual(settled, [[uid, 'confirmed']]);
  });

  it('is done at once when the state shows it already', async () => {
    const { turnOn } = await lamp({ value: true });
    assert.deepEqual(first(await turnOn('light.lamp', confirm)), ['done', null]);
  });

  it('fails when the state turns to the contrary', async () => {
    const { turnOn, writer, clock, settled, uid } = await lamp({ value: true });
    const call = turnOn('light.lamp', { ...confirm, data: { brightness: 50 } });
    writer.report(report(true, { attributes: { brightness: 20 } }), context);
    await clock.advance(10);
    writer.report(report(false, { attributes: { brightness: null } }), context);
    const result = await clock.until(call);
    assert.deepEqual(first(result), ['failed', 'command-failed']);
    assert.deepEqual(settled, [[uid, 'contradicted']]);
  });

  it('answers pending when the time is up, and settles later', async () => {
    const { turnOn, writer, clock, settled, uid } = await lamp();
    const result = await clock.until(turnOn('light.lamp', confirm));
    assert.deepEqual(first(result), ['pending', null]);
    await clock.advance(5000);
    writer.report(report(true), context);
    assert.deepEqual(settled, [[uid, 'confirmed']]);
  });

  it('answers pending for a handler that has not answered either', async () => {
    const { turnOn, clock, pending } = await lamp({ hangs: true });
    assert.deepEqual(first(await clock.until(turnOn('light.lamp', confirm))), ['pending', null]);
    await pending[Symbol.asyncDispose]();
    assert.deepEqual(clock.pending, []);
  });

  it('gives way to a newer command for the same entity', async () => {
    const { turnOn, caller, clock, writer } = await lamp();
    const on = turnOn('light.lamp', confirm);
    await clock.settle();
    const off = caller.call({
      domain: 'light',
      service: 'turn_off',
      target: { entity_id: 'light.lamp' },
      context: contextOf('off'),
      ...confirm,
    });
    assert.equal((await on).results[0]?.reason, 'superseded');
    assert.deepEqual(first(await off), ['done', null]);
    writer[Symbol.dispose]();
  });

  it('does not send a command that is to be confirmed when it cannot be kept', async () => {
    const { turnOn, pendingTable, sent } = await lamp();
    pendingTable.failNext = new RangeError('disk full');
    assert.equal(first(await turnOn('light.lamp', confirm))[0], 'failed');
    assert.deepEqual(sent, []);
  });

  describe('after a restart', () => {
    const row = (uid: string, now: number): PendingCommandRow => ({
      uid: `command/${uid}`,
      entityUid: uid,
      service: 'turn_on',
      input: {},
      context: { ...contextOf('before') },
      sentAt: now,
      expiresAt: now + 50_000,
    });

    async function restarted() {
      const pendingTable = new MemoryTable<PendingCommandRow>((one) => one.uid);
      const hub = makeServices({ pendingTable });
      const made = await hub.add('lamp');
      const settled: unknown[] = [];
      hub.bus.on(
        'command_settled',
        ({ data, context: by }) => settled.push([data.commandId, data.outcome, by.id]),
        { owner: 'test' },
      );
      await pendingTable.put([row(made.uid, hub.clock.now())]);
      await hub.pending.load((one) => expectationOf(one, hub));
      return { ...hub, ...made, settled };
    }

    it('settles what was open by confirmation', async () => {
      const { caller, uid, writer, settled, pending, pendingTable } = await restarted();
      assert.equal(caller.contextFor(uid)?.id, 'before');
      writer.report(report(true), context);
      assert.deepEqual(settled, [['command', 'confirmed', 'before']]);
      await pending.written();
      assert.equal(pendingTable.rows.size, 0);
    });

    it('settles what was open when its time is up', async () => {
      const { clock, settled } = await restarted();
      await clock.advance(49_999);
      assert.deepEqual(settled, []);
      await clock.advance(1);
      assert.deepEqual(settled, [['command', 'timed_out', 'before']]);
    });

    it('forgets what it cannot understand any more', async () => {
      const pendingTable = new MemoryTable<PendingCommandRow>((one) => one.uid);
      const hub = makeServices({ pendingTable });
      const { uid } = await hub.add('lamp');
      const now = hub.clock.now();
      await pendingTable.put([row('gone', now), { ...row(uid, now), service: 'no_such' }]);
      await hub.pending.load((one) => expectationOf(one, hub));
      assert.equal(pendingTable.rows.size, 0);
      assert.equal(hub.caller.contextFor(uid), undefined);
    });
  });
});
