import assert from 'node:assert/strict';
import {
  Aborted,
  AuthExpired,
  Bug,
  defineIntegration,
  hours,
  InvalidInput,
  minutes,
  NotFound,
  NotReady,
  secret,
  service,
  TimedOut,
  toggle,
  Unavailable,
  z,
} from '@lifeops/lib';
import type { LifeOpsError, ServeIo } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

const chargedSchema = z.object({ vin: z.string(), kwh: z.number() });
declare module '@lifeops/lib' {
  interface EventMap {
    'charger.charged': z.output<typeof chargedSchema>;
  }
}

type Command = (io: { readonly signal: AbortSignal; readonly data: unknown }) => unknown;
interface Behaviour {
  turnOn?: Command;
  serve?: (input: { at: number; limit: number }, io: ServeIo) => unknown;
  setup?: () => void | Promise<void>;
}

const charger = (behaviour: Behaviour = {}) =>
  defineIntegration({
    id: 'charger',
    needs: ['clock'],
    version: 3,
    config: z.object({
      host: z.hostname(),
      token: secret(z.string().min(3)),
      deep: z.object({ key: secret(z.string()) }).optional(),
    }),
    options: z.object({ limit: z.int().default(7) }),
    migrate: {
      2: ({ address, ...rest }) => ({ ...rest, host: address ?? '' }),
      3: (config) => {
        if (config['host'] === 'old') throw new TypeError('too old');
        return config;
      },
    },
    uniqueId: (config) => config.host,
    title: (config) => `Charger ${config.host}`,
    events: { 'charger.charged': chargedSchema },
    services: {
      plan: service({
        target: 'device',
        input: z.object({ at: z.int(), limit: z.int().default(80) }),
        output: z.object({ limit: z.number() }),
      }),
      reset: service({ target: 'entry', input: z.object({}) }),
    },
    diagnostics: ({ config }) => ({ header: `Bearer ${config.token.reveal()}`, config: 'plain' }),
    async setup({ hub, options }) {
      await behaviour.setup?.();
      const source = hub.coordinator({
        every: hours(1),
        fetch: async () => ({ on: false, limit: options.limit }),
      });
      hub.device({ key: 'left' }, source, [
        toggle({
          key: 'power',
          read: (r) => r.on,
          commands: {
            turnOn: async (_, io) => void (await behaviour.turnOn?.(io)),
            turnOff: (_, { data }) => hub.event('charger.charged', { vin: 'v', kwh: data.limit }),
          },
        }),
      ]);
      return {
        plan: async (input, io) =>
          ((await behaviour.serve?.(input, io)) ?? { limit: input.limit }) as { limit: number },
        reset: () => hub.event('charger.charged', { vin: 'reset', kwh: 'much' as unknown as number }),
      };
    },
  });
const config = { host: 'box.example', token: 'a-secret' };
const kind =
  (type: abstract new (...args: never[]) => LifeOpsError, text = /./) =>
  (cause: Error) =>
    cause instanceof type && text.test(cause.message);

describe('an integration tells of itself', () => {
  it('its schemas, services, events and secrets, without being set up', async () => {
    await using hub = await testHub(charger());
    const told = await hub.describe();
    assert.deepEqual(
      [told.id, told.version, told.needs, told.events, told.flows],
      ['charger', 3, ['clock'], ['charger.charged'], []],
    );
    assert.deepEqual(told.secrets, ['/token', '/deep/key']);
    assert.deepEqual(
      told.services.map(({ name, target, output }) => [name, target, output !== null]),
      [
        ['plan', 'device', true],
        ['reset', 'entry', false],
      ],
    );
    assert.equal((told.config['properties'] as { token: { format: string } }).token.format, 'password');
    assert.equal(told.config['additionalProperties'], false);
  });

  it('whether a config is right, migrated from older versions, and whose it is', async () => {
    await using hub = await testHub(charger());
    assert.deepEqual(await hub.check({ address: 'box.example', token: 'a-secret' }, 1), {
      ok: true,
      config: { host: 'box.example', token: 'a-secret' },
      version: 3,
      uniqueId: 'box.example',
      title: 'Charger box.example',
    });
    const wrong = await hub.check({ host: 'b', token: 'x', deep: { key: 3 }, colour: 1 });
    assert.deepEqual(
      wrong.ok
        ? []
        : wrong.error.issues.map(({ path }) => String(path as string)).toSorted((a, b) => a.localeCompare(b)),
      ['/colour', '/deep/key', '/token'],
    );
    assert.equal(wrong.ok ? '' : wrong.error.code, 'invalid-config');
    const newer = await hub.check(config, 4);
    assert.match(newer.ok ? '' : newer.error.message, /version 4/);
    const failed = await hub.check({ host: 'old', token: 'abc' }, 2);
    assert.match(failed.ok ? '' : failed.error.message, /version 3: too old/);
  });
});

describe('set-up', () => {
  for (const [thrown, outcome, code] of [
    [new NotReady('booting'), 'retry', 'not-ready'],
    [new TimedOut('slow'), 'retry', 'timed-out'],
    [new AuthExpired('who'), 'reauth', 'auth-expired'],
    [new InvalidInput('no such box', [{ path: '/host', message: 'x' }]), 'failed', 'invalid-input'],
    [new TypeError('oops a-secret'), 'failed', 'bug'],
  ] as const) {
    it(`that throws ${thrown.name} is told as ${outcome}`, async () => {
      const setup = () => {
        throw thrown;
      };
      await using hub = await testHub(charger({ setup }), { config });
      const told = hub.outcome;
      assert.ok(told.outcome === outcome && told.error.code === code);
      assert.doesNotMatch(JSON.stringify(told), /a-secret/);
    });
  }

  it('gets options with their defaults, and may be tried again on the same pipe', async () => {
    let tries = 0;
    const setup = () => {
      if (++tries === 1) throw new NotReady('booting');
    };
    await using hub = await testHub(charger({ setup }), { config, options: {} });
    assert.equal(hub.outcome.outcome, 'retry');
    await hub.start().catch(() => {});
    assert.equal(tries, 2);
    await hub.advance(0);
    assert.deepEqual(
      hub.entities.map(({ n }) => n),
      [1],
    );
  });

  it('is waited for when it is stopped in between, and what it made is ended', async () => {
    let ended = 0;
    const integration = defineIntegration({
      id: 'slow',
      needs: ['clock'],
      config: z.object({}),
      async setup({ hub }) {
        hub.use({ [Symbol.dispose]: () => void ended++ });
        await hub.clock.sleep(minutes(1));
        hub.use({ [Symbol.dispose]: () => void ended++ });
      },
    });
    const hub = await testHub(integration);
    hub.messages.length = 0;
    const { clonedPipe, startRuntime } = await import('@lifeops/lib/host');
    const { fakeIo, FakeClock, RecordedHttp, SeededRandom } = await import('@lifeops/lib/testing');
    const clock = new FakeClock();
    const pipe = clonedPipe();
    const seen: string[] = [];
    pipe.host.receive(({ type }) => void seen.push(type));
    const io = fakeIo({
      clock,
      random: new SeededRandom(),
      http: new RecordedHttp(),
      files: {},
      machine: {},
      connectTcp: () => Promise.reject(new Bug('no')),
    });
    await using runtime = startRuntime({ integration, pipe: pipe.runtime, io });
    pipe.host.send({ type: 'start', entry: 'e', config: {}, options: {}, site: hub.site, simulator: null });
    await clock.advance(1000);
    pipe.host.send({ type: 'stop' });
    await clock.advance(minutes(2));
    assert.deepEqual(seen, ['stopped']);
    assert.equal(ended, 2);
    void runtime;
    await hub.stop();
  });

  it('ends what was made newest first', async () => {
    const order: string[] = [];
    const integration = defineIntegration({
      id: 'order',
      config: z.object({}),
      setup({ hub }) {
        hub.use({ [Symbol.dispose]: () => void order.push('first') });
        hub.use({ [Symbol.asyncDispose]: async () => void order.push('second') });
        hub.signal.addEventListener('abort', () => order.push('signal'));
      },
    });
    const hub = await testHub(integration, { config: {} });
    await hub.stop();
    assert.deepEqual(order, ['signal', 'second', 'first']);
  });

  it('that leaves something which fails to end says so when stopped', async () => {
    const integration = defineIntegration({
      id: 'bad_end',
      config: z.object({}),
      setup({ hub }) {
        hub.use({
          [Symbol.dispose]: () => {
            throw new Error('stuck');
          },
        });
      },
    });
    const hub = await testHub(integration, { config: {} });
    await assert.rejects(hub.stop(), /did not close cleanly/);
  });
});

describe('a call', () => {
  it('gives the command its item, and its input only when the domain takes it', async () => {
    const seen: unknown[] = [];
    await using hub = await testHub(charger({ turnOn: ({ data }) => void seen.push(data) }), {
      config,
      options: { limit: 9 },
    });
    await hub.call('power', 'turn_on');
    assert.deepEqual(seen, [{ on: false, limit: 9 }]);
    await assert.rejects(hub.call('power', 'turn_on', { brightness: 3 }), kind(InvalidInput));
    await hub.call('power', 'turn_off');
    assert.deepEqual(hub.events, [{ name: 'charger.charged', payload: { vin: 'v', kwh: 9 } }]);
  });

  it('passes on errors that say something and translates those that do not, without secrets', async () => {
    const errors = [new Unavailable('no answer'), new TypeError('boom a-secret')];
    await using hub = await testHub(
      charger({
        turnOn: () => {
          throw errors.shift() ?? new Error('no more');
        },
      }),
      { config },
    );
    await assert.rejects(hub.call('power', 'turn_on'), kind(Unavailable, /^no answer$/));
    await assert.rejects(
      hub.call('power', 'turn_on'),
      (cause: LifeOpsError) => cause.code === 'command-failed' && /boom \[secret\]/.test(cause.message),
    );
  });

  it('is cancelled by its signal, answered at once even when nobody listens', async () => {
    let signal: AbortSignal | undefined;
    await using hub = await testHub(
      charger({
        turnOn: (io) => {
          signal = io.signal;
          return io.signal.aborted ? undefined : hang(io.signal);
        },
      }),
      { config },
    );
    const cancel = new AbortController();
    const call = hub.call('power', 'turn_on', {}, cancel.signal);
    call.catch(() => {});
    queueMicrotask(() => queueMicrotask(() => cancel.abort()));
    await assert.rejects(call, Aborted);
    assert.equal(signal?.aborted, true);
  });

  it('is aborted when the entry is unloaded, which waits for it', async () => {
    const order: string[] = [];
    const turnOn: Command = async ({ signal }) => {
      await hang(signal);
      order.push('ended');
    };
    const hub = await testHub(charger({ turnOn }), { config });
    const call = hub.call('power', 'turn_on');
    call.catch(() => order.push('answered'));
    await Promise.resolve();
    await hub.stop();
    assert.ok(order.includes('ended'));
  });

  it('to a service of its own is checked both ways, and device targets must be there', async () => {
    const calls: unknown[] = [];
    const serve: NonNullable<Behaviour['serve']> = (input, { device }) => {
      calls.push([input, device]);
      return input.limit === 1 ? { limit: 'one' } : undefined;
    };
    await using hub = await testHub(charger({ serve }), { config });
    assert.deepEqual(await hub.serve('plan', { at: 5 }, 'left'), { limit: 80 });
    assert.deepEqual(calls, [[{ at: 5, limit: 80 }, 'left']]);
    await assert.rejects(hub.serve('plan', { at: 'noon' }, 'left'), kind(InvalidInput));
    await assert.rejects(hub.serve('plan', { at: 5 }, 'right'), kind(NotFound));
    await assert.rejects(hub.serve('plan', { at: 5, limit: 1 }, 'left'), kind(InvalidInput, /answer/));
    await assert.rejects(hub.serve('nothing', {}), kind(NotFound));
    await assert.rejects(hub.serve('reset'), kind(InvalidInput, /payload of charger\.charged/));
  });

  it('is refused as not ready while the entry is not set up', async () => {
    await using hub = await testHub(charger());
    await assert.rejects(hub.serve('plan', { at: 5 }, 'left'), kind(NotReady));
    await assert.rejects(hub.diagnostics(), kind(NotReady));
  });
});

describe('diagnostics', () => {
  it('tell of sources and what the integration adds, without secrets', async () => {
    await using hub = await testHub(charger(), { config });
    assert.deepEqual(await hub.diagnostics(), {
      sources: [{ kind: 'poll', ok: true, lastSuccessAt: hub.clock.now(), failures: 0, lastError: null }],
      entities: 1,
      devices: 1,
      own: { header: 'Bearer [secret]', config: 'plain' },
    });
  });
});

describe('hub.every', () => {
  it('runs again after a failure, never twice at a time, and ends with the entry', async () => {
    const runs: number[] = [];
    const integration = defineIntegration({
      id: 'repeating',
      needs: ['clock'],
      config: z.object({}),
      setup({ hub }) {
        hub.every(minutes(1), async () => {
          runs.push(hub.clock.now());
          if (runs.length === 1) throw new Unavailable('once');
          await hub.clock.sleep(minutes(2));
        });
      },
    });
    const hub = await testHub(integration, { config: {} });
    const start = hub.clock.now();
    await hub.advance(minutes(5.5));
    assert.deepEqual(
      runs.map((at) => (at - start) / minutes(1)),
      [1, 2, 5],
    );
    assert.equal(hub.logs.length, 1);
    await hub.stop();
    await hub.advance(minutes(9));
    assert.equal(runs.length, 3);
  });
});

const hang = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
