import assert from 'node:assert/strict';
import { Conflict, Forbidden, InvalidInput, NotFound, NotReady, TimedOut, Unavailable } from '@lifeops/lib';
import type { PlainCall } from '../../../../hub/src/core/services/service-registry.ts';
import { context, contextOf } from '../kernel.ts';
import { makeServices, outcomes } from './service-fixture.ts';

describe('ServiceCaller', () => {
  it('sends the command to the entity with input, context and id, and says that it is done', async () => {
    const { add, turnOn, sent } = makeServices();
    const lamp = await add('lamp', { features: ['brightness'] });
    const result = await turnOn(lamp.id, { data: { brightness_pct: 100 }, context: contextOf('c2') });
    assert.deepEqual(outcomes(result), [['light.lamp', 'done', null]]);
    const { signal: _signal, ...command } = sent[0] ?? assert.fail('nothing was sent');
    assert.deepEqual(command, {
      uid: lamp.uid,
      service: 'turn_on',
      input: { brightness: 255 },
      context: contextOf('c2'),
      commandId: result.command_id,
    });
  });

  it('names the nearest service for one that does not exist, and sends nothing', async () => {
    const { caller } = makeServices();
    await assert.rejects(
      caller.call({ domain: 'light', service: 'turn_onn', context }),
      (error: unknown) =>
        error instanceof NotFound &&
        error.code === 'service-not-found' &&
        /light\.turn_on\?/.test(error.message),
    );
  });

  it('tells the call with its data as given, once it has been checked', async () => {
    const { add, turnOn, bus } = makeServices();
    const lamp = await add('lamp');
    const told: unknown[] = [];
    bus.on(
      'call_service',
      ({ data, context: by }) => told.push([data.domain, data.service, data.data, by.id]),
      { owner: 'test' },
    );
    await assert.rejects(turnOn(lamp.id, { data: { nonsense: 1 } }), InvalidInput);
    await turnOn('LIGHT.LAMP', { context: contextOf('why') });
    assert.deepEqual(told, [['light', 'turn_on', { entity_id: 'LIGHT.LAMP' }, 'why']]);
  });

  it('chooses a derived service by the present state', async () => {
    const { add, caller, sent } = makeServices();
    await add('on', { value: true });
    await add('off', { value: false });
    await caller.call({
      domain: 'light',
      service: 'toggle',
      target: { entity_id: ['light.on', 'light.off'] },
      context,
    });
    assert.deepEqual(
      sent.map(({ service }) => service),
      ['turn_off', 'turn_on'],
    );
  });

  it('asks for permission of the service and of each entity', async () => {
    const { add, turnOn, caller, forbidden, sent } = makeServices();
    await add('mine');
    const theirs = await add('theirs');
    forbidden.add(theirs.uid);
    await assert.rejects(turnOn(['light.mine', 'light.theirs']), Forbidden);
    const result = await caller.call({
      domain: 'light',
      service: 'turn_on',
      target: { entity_id: 'all' },
      context,
    });
    assert.deepEqual(outcomes(result), [
      ['light.mine', 'done', null],
      ['light.theirs', 'skipped', 'forbidden'],
    ]);
    forbidden.add('light.turn_on');
    await assert.rejects(turnOn('light.mine'), Forbidden);
    assert.equal(sent.length, 1);
  });

  describe('services without entities', () => {
    const plain = (more: object = {}) => ({
      domain: 'hub',
      name: 'greet',
      description: 'Greets',
      target: 'none' as const,
      input: {},
      output: null,
      call: async ({ input }: PlainCall) => ({ hello: input['name'] ?? 'you' }),
      ...more,
    });

    it('answer the call itself and are gone when they are disposed', async () => {
      const { services, caller, bus } = makeServices();
      const told: string[] = [];
      bus.onAny(({ type }) => told.push(type), { owner: 'test' });
      const registered = services.register(plain(), context);
      assert.throws(() => services.register(plain(), context), Conflict);
      const result = await caller.call({ domain: 'hub', service: 'greet', data: { name: 'Ada' }, context });
      assert.deepEqual([result.response, result.results], [{ hello: 'Ada' }, []]);
      registered[Symbol.dispose]();
      await assert.rejects(caller.call({ domain: 'hub', service: 'greet', context }), NotFound);
      assert.deepEqual(told, ['service_registered', 'call_service', 'service_removed']);
    });

    it('throw what they throw, or that they took too long', async () => {
      const { services, caller, clock } = makeServices();
      services.register(plain({ call: () => Promise.reject(new NotReady('later')) }), context);
      services.register(plain({ name: 'hang', call: () => new Promise(() => {}) }), context);
      await assert.rejects(caller.call({ domain: 'hub', service: 'greet', context }), NotReady);
      await assert.rejects(clock.until(caller.call({ domain: 'hub', service: 'hang', context })), TimedOut);
    });

    it('run once for each device that is named', async () => {
      const { services, caller, registries } = makeServices();
      const { saysDevice } = await import('../registries/registry-fixture.ts');
      const [a, b] = await registries.devices.declare([saysDevice('a'), saysDevice('b')], context);
      const call = async ({ deviceUid }: PlainCall) => {
        if (deviceUid === b?.uid) throw new Unavailable('no');
        return { device: deviceUid };
      };
      services.register(plain({ target: 'device', call }), context);
      const target = { device_id: [a?.uid ?? '', b?.uid ?? '', a?.uid ?? '', 'nowhere'] };
      const { results } = await caller.call({ domain: 'hub', service: 'greet', target, context });
      assert.deepEqual(
        results.map(({ uid, status, code }) => [uid, status, code]),
        [
          [a?.uid, 'done', null],
          [b?.uid, 'failed', 'unavailable'],
          [null, 'failed', 'not-found'],
        ],
      );
      await assert.rejects(caller.call({ domain: 'hub', service: 'greet', context }), InvalidInput);
    });
  });

  it('lets the hub answer what a contract leaves to it, keyed by entity', async () => {
    const { add, services, caller, sent } = makeServices();
    const family = await add('family', { domain: 'calendar', status: 'unavailable' });
    services.answer('calendar', 'get_events', { call: async ({ uid }) => ({ events: [uid] }) });
    const target = { entity_id: 'calendar.family' };
    const result = await caller.call({
      domain: 'calendar',
      service: 'get_events',
      target,
      data: { end: 5 },
      context,
    });
    assert.deepEqual(result.response, { 'calendar.family': { events: [family.uid] } });
    assert.deepEqual(sent, []);
  });
});
