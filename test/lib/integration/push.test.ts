import assert from 'node:assert/strict';
import { AuthExpired, defineIntegration, light, minutes, Queue, seconds, Unavailable, z } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

interface LampState {
  readonly on: boolean;
  readonly level: number;
}

/** A lamp that tells its state by itself and can be cut off. */
class Lamp {
  readonly opened: number[] = [];
  readonly sent: unknown[] = [];
  closed = 0;
  refusal: Error | undefined;
  #now: LampState = { on: true, level: 120 };
  #line: Queue<LampState> | undefined;

  async *states(signal: AbortSignal, now: number): AsyncGenerator<LampState> {
    this.opened.push(now);
    if (this.refusal) throw this.refusal;
    const line = new Queue<LampState>();
    this.#line = line;
    line.push(this.#now);
    signal.addEventListener('abort', () => line.end(), { once: true });
    try {
      yield* line;
    } finally {
      this.closed++;
    }
  }

  send(change: Partial<LampState>): void {
    this.sent.push(change);
    this.#now = { ...this.#now, ...change };
    this.#line?.push(this.#now);
  }

  cut(error?: Error): void {
    if (error) this.#line?.fail(error);
    else this.#line?.end();
  }
}

const lampIntegration = (lamp: Lamp) =>
  defineIntegration({
    id: 'lamp',
    needs: ['clock'],
    config: z.object({}),
    setup({ hub }) {
      const state = hub.push({ stream: (signal) => lamp.states(signal, hub.clock.now()) });
      hub.device({ key: 'desk', model: 'Lamp' }, state, [
        light({
          key: 'light',
          features: ['brightness', 'transition'],
          read: (s) => ({ value: s.on, attributes: { brightness: s.on ? s.level : null } }),
          commands: {
            turnOn: ({ brightness }) =>
              lamp.send({ on: true, ...(brightness === undefined ? {} : { level: brightness }) }),
            turnOff: () => lamp.send({ on: false }),
          },
        }),
      ]);
    },
  });

describe('a pushed source', () => {
  it('shows what comes, and what a command changed', async () => {
    await using hub = await testHub(lampIntegration(new Lamp()), { config: {} });
    await hub.advance(0);
    assert.deepEqual(hub.state('light'), {
      value: true,
      status: 'ok',
      attributes: { brightness: 120 },
      measuredAt: null,
    });
    await hub.call('light', 'turn_off');
    await hub.advance(0);
    assert.deepEqual(hub.state('light')?.attributes, { brightness: null });
    await hub.call('light', 'turn_on', { brightness: 10, transition: 2 });
    await hub.advance(0);
    assert.deepEqual([hub.state('light')?.value, hub.state('light')?.attributes], [true, { brightness: 10 }]);
  });

  it('adds its device before anything came, and leaves the state as the hub knows it', async () => {
    const lamp = new Lamp();
    lamp.refusal = new Unavailable('off');
    await using hub = await testHub(lampIntegration(lamp), { config: {} });
    assert.equal(hub.outcome.outcome, 'ready');
    await hub.advance(seconds(50));
    assert.deepEqual(
      hub.entities.map(({ unique_id }) => unique_id),
      ['desk/light'],
    );
    assert.ok(!hub.messages.some(({ type }) => type === 'patch'));
    await hub.advance(seconds(11));
    assert.equal(hub.state('light')?.status, 'unavailable');
  });

  it('is opened again with growing waits, and goes stale, then unavailable', async () => {
    const lamp = new Lamp();
    await using hub = await testHub(lampIntegration(lamp), { config: {} });
    await hub.advance(minutes(1));
    lamp.refusal = new Unavailable('off');
    lamp.cut();
    await hub.advance(0);
    assert.equal(hub.state('light')?.status, 'stale');
    await hub.advance(seconds(61));
    assert.equal(hub.state('light')?.status, 'unavailable');
    await hub.advance(minutes(30));
    const waits = lamp.opened.slice(2).map((at, i) => at - (lamp.opened[i + 1] ?? 0));
    waits.slice(0, 6).forEach((wait, i) => {
      const plain = Math.min(300_000, 10_000 * 2 ** i);
      assert.ok(Math.abs(wait - plain) <= plain * 0.1, `wait ${i} is ${wait}`);
    });
    lamp.refusal = undefined;
    await hub.advance(minutes(6));
    assert.equal(hub.state('light')?.status, 'ok');
  });

  it('begins its waits anew once data came, and takes an error in the stream like an end', async () => {
    const lamp = new Lamp();
    await using hub = await testHub(lampIntegration(lamp), { config: {} });
    for (let i = 0; i < 3; i++) {
      await hub.advance(minutes(1));
      lamp.cut(new Unavailable('cut'));
      const before = lamp.opened.length;
      await hub.advance(seconds(5.6));
      assert.equal(lamp.opened.length, before + 1);
    }
  });

  it('asks to sign in again and stays closed when the credentials end', async () => {
    const lamp = new Lamp();
    await using hub = await testHub(lampIntegration(lamp), { config: {} });
    await hub.advance(0);
    lamp.cut(new AuthExpired('ended'));
    await hub.advance(minutes(20));
    assert.equal(lamp.opened.length, 1);
    assert.equal(hub.reauths.length, 1);
  });

  it('closes its stream when the entry is unloaded', async () => {
    const lamp = new Lamp();
    const hub = await testHub(lampIntegration(lamp), { config: {} });
    await hub.advance(0);
    await hub.stop();
    assert.equal(lamp.closed, 1);
    assert.equal(hub.clock.pending.length, 0);
  });

  it('opens at once when fresh data are asked for', async () => {
    const lamp = new Lamp();
    await using hub = await testHub(lampIntegration(lamp), { config: {} });
    await hub.advance(0);
    lamp.cut();
    await hub.advance(0);
    await hub.refresh();
    await hub.advance(0);
    assert.equal(lamp.opened.length, 2);
  });
});

describe('Queue', () => {
  it('keeps the latest for a slow reader, or all', async () => {
    for (const [keep, expected] of [
      ['latest', [3]],
      ['all', [1, 2, 3]],
    ] as const) {
      const queue = new Queue<number>(keep);
      for (const value of [1, 2, 3]) queue.push(value);
      queue.end();
      queue.push(4);
      const seen: number[] = [];
      for await (const value of queue) seen.push(value);
      assert.deepEqual(seen, expected);
    }
  });

  it('throws its failure after what came before', async () => {
    const queue = new Queue<number>('all');
    queue.push(1);
    queue.fail(new Error('cut'));
    const seen: number[] = [];
    await assert.rejects(async () => {
      for await (const value of queue) seen.push(value);
    }, /cut/);
    assert.deepEqual(seen, [1]);
  });
});
