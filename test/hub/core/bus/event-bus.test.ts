import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SeqCounter } from '../../../../hub/src/core/bus/seq-counter.ts';
import { context, makeKernel, report } from '../kernel.ts';

describe('EventBus', () => {
  const settings = (key: string) => ({ keys: [key] });

  it('delivers to listeners of the type in order of subscription, then to those of every type', () => {
    const { bus } = makeKernel();
    const heard: string[] = [];
    bus.onAny(() => heard.push('any'), { owner: 'a' });
    bus.on('hub_started', () => heard.push('first'), { owner: 'b' });
    bus.on('hub_started', () => heard.push('second'), { owner: 'c' });
    bus.on('hub_stopping', () => heard.push('never'), { owner: 'd' });
    bus.fire('hub_started', {}, context);
    assert.deepEqual(heard, ['first', 'second', 'any']);
  });

  it('gives each event the time, context, node and the next number', () => {
    const { bus, clock, node } = makeKernel({ seq: new SeqCounter(41) });
    const heard: unknown[] = [];
    bus.on('settings_updated', (event) => heard.push(event), { owner: 'a' });
    bus.fire('settings_updated', settings('x'), context);
    assert.deepEqual(heard, [
      { type: 'settings_updated', data: settings('x'), at: clock.now(), seq: 42, context, origin: node },
    ]);
  });

  it('numbers events that nobody hears, so that a gap always means a loss', () => {
    const { bus } = makeKernel();
    bus.fire('hub_started', {}, context);
    assert.equal(bus.fire('hub_stopping', {}, context), 2);
  });

  it('lets a listener that fires wait until all have heard the present event', () => {
    const { bus } = makeKernel();
    const heard: string[] = [];
    bus.on(
      'settings_updated',
      ({ data }) => {
        heard.push(`1:${data.keys[0]}`);
        if (data.keys[0] === 'a') bus.fire('settings_updated', settings('b'), context);
      },
      { owner: 'one' },
    );
    bus.on('settings_updated', ({ data }) => heard.push(`2:${data.keys[0]}`), { owner: 'two' });
    bus.fire('settings_updated', settings('a'), context);
    assert.deepEqual(heard, ['1:a', '2:a', '1:b', '2:b']);
  });

  it('shows every listener one order without gaps for any nesting of fires and writes', () => {
    const answers = fc.array(fc.array(fc.constantFrom('fire', 'write'), { maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        answers,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (script, roots, listeners) => {
          const { bus, states } = makeKernel();
          const writer = states.claim({ uid: 'u', entityId: 'sensor.u' }, 'o');
          const left = [...script];
          let fired = 0;
          const act = (what: string) => {
            fired += 1;
            if (what === 'fire') bus.fire('settings_updated', settings('k'), context);
            else writer.report(report(fired), context);
          };
          const orders = Array.from({ length: listeners }, (_, i) => {
            const order: number[] = [];
            bus.onAny(
              ({ seq }) => {
                order.push(seq);
                if (i === 0) left.shift()?.forEach(act);
              },
              { owner: `l${i}` },
            );
            return order;
          });
          for (let i = 0; i < roots; i++) act('fire');
          const expected = Array.from({ length: fired }, (_, i) => i + 1);
          for (const order of orders) assert.deepEqual(order, expected);
        },
      ),
    );
  });

  it('does not show an event to a listener that came while it was under way', () => {
    const { bus } = makeKernel();
    const heard: string[] = [];
    bus.on(
      'hub_started',
      () => {
        bus.fire('settings_updated', settings('nested'), context);
        bus.on('settings_updated', ({ data }) => heard.push(String(data.keys[0])), { owner: 'late' });
      },
      { owner: 'a' },
    );
    bus.fire('hub_started', {}, context);
    bus.fire('settings_updated', settings('after'), context);
    assert.deepEqual(heard, ['after']);
  });

  it('stops calling a listener that another one ended during the same event', () => {
    const { bus } = makeKernel();
    let heard = 0;
    bus.on('hub_started', () => second[Symbol.dispose](), { owner: 'a' });
    const second = bus.on('hub_started', () => void (heard += 1), { owner: 'b' });
    bus.fire('hub_started', {}, context);
    assert.equal(heard, 0);
    assert.equal(bus.listenerCount, 1);
  });

  it('hears once even when that event fires more of its kind', () => {
    const { bus } = makeKernel();
    let heard = 0;
    bus.once(
      'hub_started',
      () => {
        heard += 1;
        bus.fire('hub_started', {}, context);
      },
      { owner: 'a' },
    );
    bus.fire('hub_started', {}, context);
    bus.fire('hub_started', {}, context);
    assert.equal(heard, 1);
  });

  it('logs a listener or filter that throws with its owner, and serves the others', () => {
    const { bus, log } = makeKernel();
    let heard = 0;
    const fail = () => {
      throw new RangeError('broken');
    };
    bus.on('hub_started', fail, { owner: 'faulty' });
    bus.on('hub_started', () => void (heard += 10), { owner: 'filtered', filter: fail });
    bus.on('hub_started', () => void (heard += 1), { owner: 'good' });
    bus.fire('hub_started', {}, context);
    assert.equal(heard, 1);
    assert.deepEqual(
      log.lines.map(({ level, fields }) => [level, fields['owner']]),
      [
        ['error', 'faulty'],
        ['error', 'filtered'],
      ],
    );
  });

  it('calls a listener with a filter only for what the filter lets through', () => {
    const { bus } = makeKernel();
    const heard: string[] = [];
    bus.on('settings_updated', ({ data }) => heard.push(...data.keys), {
      owner: 'a',
      filter: (data) => data.keys.includes('b'),
    });
    bus.fire('settings_updated', settings('a'), context);
    bus.fire('settings_updated', settings('b'), context);
    assert.deepEqual(heard, ['b']);
  });

  it('names the owner of a listener that takes more than 50 ms, and no other', () => {
    const { bus, clock, log } = makeKernel();
    // `advance` lets promises settle first, so a listener cannot use it: this clock is moved by hand.
    let elapsed = 0;
    clock.monotonic = () => elapsed;
    bus.on('hub_started', () => void (elapsed += 50), { owner: 'just in time' });
    bus.on('hub_started', () => void (elapsed += 51), { owner: 'slow' });
    bus.on('hub_started', () => void (elapsed += 1), { owner: 'quick' });
    bus.fire('hub_started', {}, context);
    assert.deepEqual(
      log.lines.map(({ fields }) => [fields['owner'], fields['took_ms']]),
      [['slow', 51]],
    );
  });

  describe('react', () => {
    it('runs work of one owner one at a time and in order, over several types', async () => {
      const { bus, clock } = makeKernel();
      const log: string[] = [];
      const work = async (name: string) => {
        log.push(`${name} begins`);
        await clock.sleep(10);
        log.push(`${name} ends`);
      };
      await using _a = bus.react('hub_started', () => work('a'), { owner: 'o' });
      await using _b = bus.react('hub_stopping', () => work('b'), { owner: 'o' });
      bus.fire('hub_started', {}, context);
      bus.fire('hub_stopping', {}, context);
      await clock.advance(30);
      assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends']);
    });

    it('does not make another owner wait', async () => {
      const { bus, clock } = makeKernel();
      let served = false;
      const slow = bus.react('hub_started', () => clock.sleep(1000), { owner: 'slow' });
      await using _b = bus.react('hub_started', async () => void (served = true), { owner: 'quick' });
      bus.fire('hub_started', {}, context);
      await clock.settle();
      assert.equal(served, true);
      await clock.advance(1000);
      await slow[Symbol.asyncDispose]();
    });

    it('drops the oldest waiting events when too many wait, and says so once', async () => {
      const { bus, clock, log } = makeKernel();
      const done: string[] = [];
      await using _a = bus.react(
        'settings_updated',
        async ({ data }) => {
          await clock.sleep(1);
          done.push(String(data.keys[0]));
        },
        { owner: 'o', limit: 2 },
      );
      for (let i = 0; i < 6; i++) bus.fire('settings_updated', settings(String(i)), context);
      await clock.advance(10);
      assert.deepEqual(done, ['0', '4', '5']);
      assert.equal(log.lines.length, 1);
      assert.equal(log.lines[0]?.fields['owner'], 'o');
    });

    it('logs work that fails and goes on; ending waits for the running piece and drops the rest', async () => {
      const { bus, clock, log } = makeKernel();
      const done: string[] = [];
      const reaction = bus.react(
        'settings_updated',
        async ({ data }) => {
          if (data.keys[0] === 'bad') throw new RangeError('broken');
          await clock.sleep(5);
          done.push(String(data.keys[0]));
        },
        { owner: 'o' },
      );
      for (const key of ['bad', 'a', 'b']) bus.fire('settings_updated', settings(key), context);
      await clock.settle();
      assert.equal(log.lines[0]?.fields['owner'], 'o');
      await clock.until(Promise.resolve(reaction[Symbol.asyncDispose]()));
      assert.deepEqual(done, ['a']);
      assert.equal(bus.listenerCount, 0);
    });
  });
});
