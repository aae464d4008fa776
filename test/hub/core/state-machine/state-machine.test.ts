import assert from 'node:assert/strict';
import { Conflict } from '@lifeops/lib';
import type { StateChange } from '../../../../hub/src/core/state-machine/slot.ts';
import { context, contextOf, makeKernel, report } from '../kernel.ts';

const lamp = { uid: 'u1', entityId: 'light.lamp' };

function setUp() {
  const kernel = makeKernel();
  const heard: StateChange[] = [];
  kernel.states.subscribe('all', (change) => heard.push(change), 'test');
  return { ...kernel, heard, writer: kernel.states.claim(lamp, 'entry') };
}

describe('StateMachine', () => {
  it('makes the first report a state whose times are one reading of the clock', () => {
    const { writer, states, clock, heard, node } = setUp();
    const state = writer.report(report(true, { attributes: { brightness: 5 } }), context);
    const now = clock.now();
    assert.deepEqual(state, {
      uid: 'u1',
      entityId: 'light.lamp',
      value: true,
      status: 'ok',
      attributes: { brightness: 5 },
      changedAt: now,
      updatedAt: now,
      context,
      node,
      seq: 1,
    });
    assert.deepEqual(heard, [{ uid: 'u1', old: null, new: state }]);
    assert.equal(states.get('u1'), state);
    assert.equal(states.byEntityId('light.lamp'), state);
    assert.equal(states.reportedAt('u1'), now);
  });

  it('reads the clock once per write', () => {
    const { writer, clock } = setUp();
    let readings = 0;
    const now = clock.now();
    clock.now = () => now + readings++;
    writer.report(report(true), context);
    assert.equal(readings, 1);
  });

  it('moves both times when the status changes though the value does not', async () => {
    const { writer, clock } = setUp();
    writer.report(report(1), context);
    await clock.advance(5);
    const state = writer.report(report(1, { status: 'stale' }), context);
    assert.deepEqual([state.changedAt, state.updatedAt], [clock.now(), clock.now()]);
  });

  it('keeps the published object, its context and the silence when everything is the same', async () => {
    const { writer, states, clock, heard } = setUp();
    const first = writer.report(report(1, { attributes: { list: [1, { a: 2 }] } }), contextOf('a'));
    await clock.advance(5);
    const again = writer.report(report(1, { attributes: { list: [1, { a: 2 }] } }), contextOf('b'));
    assert.equal(again, first);
    assert.equal(heard.length, 1);
    assert.equal(states.reportedAt('u1'), clock.now());
  });

  it('tells a repeated report to those who asked for reports only', async () => {
    const { writer, states, clock, heard } = setUp();
    const repeats: number[] = [];
    const subscription = states.subscribeReports(['u1'], (_state, at) => repeats.push(at), 'recorder');
    writer.report(report(1), context);
    await clock.advance(5);
    writer.report(report(1), context);
    subscription[Symbol.dispose]();
    writer.report(report(1), context);
    assert.deepEqual(repeats, [clock.now()]);
    assert.equal(heard.length, 1);
  });

  it('shares equal attributes with the state before, and freezes states and attributes', () => {
    const { writer } = setUp();
    const first = writer.report(report(1, { attributes: { unit: 'W' } }), context);
    const second = writer.report(report(2, { attributes: { unit: 'W' } }), context);
    assert.equal(second.attributes, first.attributes);
    assert.ok(Object.isFrozen(second) && Object.isFrozen(second.attributes));
  });

  it('takes NaN for the same as NaN, and text for other than its number', () => {
    const { writer } = setUp();
    const first = writer.report(report(Number.NaN), context);
    assert.equal(writer.report(report(Number.NaN), context), first);
    assert.notEqual(writer.report(report('1'), context), writer.report(report(1), context));
  });

  it('removes once', () => {
    const { writer, states, heard } = setUp();
    assert.equal(writer.remove(context), false);
    const state = writer.report(report(1), context);
    assert.equal(writer.remove(context), true);
    assert.equal(writer.remove(context), false);
    assert.equal(states.get('u1'), undefined);
    assert.equal(states.size, 0);
    assert.deepEqual(heard.at(-1), { uid: 'u1', old: state, new: null });
  });

  describe('the single writer', () => {
    it('refuses a second claim, even of the same owner, until the first is given up', () => {
      const { states, writer } = setUp();
      assert.throws(() => states.claim(lamp, 'other'), Conflict);
      assert.throws(() => states.claim(lamp, 'entry'), Conflict);
      const state = writer.report(report(1), context);
      writer.release();
      assert.equal(states.get('u1'), state, 'the state stays');
      assert.throws(() => writer.report(report(2), context), Conflict);
      states.claim(lamp, 'other').report(report(3), context);
      assert.equal(states.get('u1')?.value, 3);
    });

    it('does not give up another claim when an ended writer is disposed again', () => {
      const { states, writer } = setUp();
      writer.release();
      states.claim(lamp, 'other');
      writer[Symbol.dispose]();
      assert.equal(states.ownerOf('u1'), 'other');
    });

    it('refuses the entity id of another entity, and a reserved or used one to reserve', () => {
      const { states } = setUp();
      assert.throws(() => states.claim({ uid: 'u2', entityId: 'light.lamp' }, 'x'), Conflict);
      assert.throws(() => states.reserve('light.lamp'), Conflict);
      const held = states.reserve('light.new');
      assert.throws(() => states.reserve('light.new'), Conflict);
      held[Symbol.dispose]();
      states.reserve('light.new')[Symbol.dispose]();
    });

    it('frees the entity id when neither a claim nor a state holds it', () => {
      const { states, writer } = setUp();
      writer.release();
      states.claim({ uid: 'u2', entityId: 'light.lamp' }, 'x');
    });
  });

  describe('subscriptions', () => {
    it('calls only those who asked for the entity, known yet or not', () => {
      const { states, writer } = setUp();
      const heard: string[] = [];
      states.subscribe(['u2'], () => heard.push('other'), 'o');
      const own = states.subscribe(['u1', 'u3', 'u1'], ({ uid }) => heard.push(uid), 'o');
      writer.report(report(1), context);
      states.claim({ uid: 'u3', entityId: 'light.c' }, 'x').report(report(1), context);
      own[Symbol.dispose]();
      own[Symbol.dispose]();
      writer.report(report(2), context);
      assert.deepEqual(heard, ['u1', 'u3']);
    });

    it('shares one order and numbering with events', () => {
      const { states, bus, writer } = setUp();
      const order: string[] = [];
      bus.onAny((event) => order.push(`${event.type} ${event.seq}`), { owner: 'a' });
      states.subscribe(
        ['u1'],
        (change) => {
          if (change.new?.value !== 1) return;
          bus.fire('hub_started', {}, context);
          writer.report(report(2), context);
          assert.equal(states.get('u1')?.value, 2, 'a write is visible at once');
        },
        'o',
      );
      writer.report(report(1), context);
      assert.deepEqual(order, ['state_changed 1', 'hub_started 2', 'state_changed 3']);
    });

    it('delivers the event with the time of the state', () => {
      const { bus, writer } = setUp();
      const events: unknown[] = [];
      bus.on('state_changed', (event) => events.push([event.at, event.seq, event.context, event.data.new]), {
        owner: 'a',
      });
      const state = writer.report(report(1), context);
      assert.deepEqual(events, [[state.updatedAt, state.seq, context, state]]);
    });

    it('logs one that throws with its owner and serves the rest', () => {
      const { states, log, writer } = setUp();
      let served = 0;
      states.subscribe(['u1'], () => assert.fail('broken'), 'faulty');
      states.subscribe(['u1'], () => void (served += 1), 'good');
      writer.report(report(1), context);
      assert.equal(served, 1);
      assert.equal(log.lines[0]?.fields['owner'], 'faulty');
    });

    it('names a slow one among few at once; among many, the group first and itself the next time', () => {
      const { states, log, writer, clock } = setUp();
      let elapsed = 0;
      clock.monotonic = () => elapsed;
      const slow = states.subscribe(['u1'], () => void (elapsed += 60), 'slow');
      writer.report(report(1), context);
      assert.equal(log.lines.at(-1)?.fields['owner'], 'slow');
      for (let i = 0; i < 20; i++) states.subscribe(['u1'], () => {}, `quick ${i}`);
      writer.report(report(2), context);
      const named = log.lines.at(-1)?.fields['owners'];
      assert.ok(Array.isArray(named) && named.includes('slow'));
      writer.report(report(3), context);
      assert.equal(log.lines.at(-1)?.fields['owner'], 'slow');
      slow[Symbol.dispose]();
      const before = log.lines.length;
      writer.report(report(4), context);
      assert.equal(log.lines.length, before);
    });
  });

  describe('rename', () => {
    it('gives the same state under the new id, times kept, as one more change', async () => {
      const { states, writer, heard, clock } = setUp();
      const old = writer.report(report(1), context);
      await clock.advance(5);
      states.rename('u1', 'light.desk', contextOf('r'));
      const state = states.byEntityId('light.desk');
      assert.deepEqual(state, { ...old, entityId: 'light.desk', context: contextOf('r'), seq: 2 });
      assert.deepEqual(heard.at(-1), { uid: 'u1', old, new: state });
      assert.equal(states.byEntityId('light.lamp'), undefined);
      assert.equal(writer.report(report(2), context).entityId, 'light.desk');
    });

    it("refuses another entity's id and leaves everything as it was", () => {
      const { states, writer } = setUp();
      const state = writer.report(report(1), context);
      states.claim({ uid: 'u2', entityId: 'light.desk' }, 'x');
      assert.throws(() => states.rename('u1', 'light.desk', context), Conflict);
      assert.equal(states.byEntityId('light.lamp'), state);
    });
  });

  it('forgets a removed entity, but not one that is still written', () => {
    const { states, writer } = setUp();
    writer.report(report(1), context);
    assert.throws(() => states.forget('u1', context), Conflict);
    writer.release();
    states.forget('u1', context);
    assert.equal(states.get('u1'), undefined);
    states.reserve('light.lamp')[Symbol.dispose]();
  });
});
