import assert from 'node:assert/strict';
import { AuthExpired, InvalidInput, minutes, secret } from '@lifeops/lib';
import type { Json, JsonObject } from '@lifeops/lib';
import type { Integration } from '@lifeops/lib/host';
import type { FlowPerson, FlowView } from '../../../hub/src/host/flow-admin.ts';
import { defineIntegration, makeHostWorld, z } from './host-world.ts';
import type { HostWorld } from './host-world.ts';

const anna = (world: HostWorld): FlowPerson => ({
  tokenUid: 't-anna',
  userUid: 'anna',
  context: world.context,
});
const bob = (world: HostWorld): FlowPerson => ({ tokenUid: 't-bob', userUid: 'bob', context: world.context });

/** Asks host and code, pairs while a button is waited for, chooses a room. */
function bridge() {
  let pressed = Promise.withResolvers<void>();
  let ended = 0;
  let account = 'bridge-1';
  const code: Integration = defineIntegration({
    id: 'bridge',
    config: z.object({ host: z.string(), room: z.string(), key: secret(z.string()) }),
    uniqueId: () => account,
    flows: {
      user: async function* user({ form, progress, choose, done }) {
        try {
          const { host } = yield* form('host', z.object({ host: z.string().min(3) }), ({ host: given }) => {
            if (given === 'unknown.host')
              throw new InvalidInput('Nobody there.', [{ path: '/host', message: 'does not answer' }]);
          });
          yield* progress('press', 'Press the button', () => pressed.promise);
          const room = yield* choose('room', ['Hall', 'Kitchen'], (name) => ({
            key: name.toLowerCase(),
            label: name,
          }));
          return done({ title: `Bridge in the ${room}`, config: { host, room, key: 'paired-key-1' } });
        } finally {
          ended += 1;
        }
      },
      reauth: async function* reauth({ form, done, current }) {
        const { key } = yield* form('key', z.object({ key: z.string() }));
        return done({ title: 'again', config: { ...(current as { host: string; room: string }), key } });
      },
    },
    setup({ config }) {
      if (config.key.reveal() === 'revoked') throw new AuthExpired('The key was revoked.');
    },
  });
  return {
    code,
    press: () => pressed.resolve(),
    fail: (cause: Error) => pressed.reject(cause),
    rearm: () => (pressed = Promise.withResolvers()),
    ended: () => ended,
    signInAs: (name: string) => (account = name),
  };
}

const begin = (world: HostWorld, name = 'user', entry?: string): Promise<FlowView> =>
  world.clock.until(
    world.parts.flows.start(
      { integration: 'bridge', name, ...(entry === undefined ? {} : { entry }) },
      anna(world),
    ),
  );
const answer = (world: HostWorld, { flowId }: FlowView, value: Json): Promise<FlowView> =>
  world.clock.until(world.parts.flows.answer(flowId, value, anna(world)));

async function pair(world: HostWorld, press: () => void): Promise<string> {
  const view = await begin(world);
  await answer(world, view, { host: 'bridge.local' });
  press();
  await answer(world, view, null);
  const last = await answer(world, view, 'kitchen');
  assert.equal(last.step.kind, 'done');
  return last.step.kind === 'done' ? last.step.entryUid : '';
}

describe('a set-up with steps', () => {
  it('goes from form to progress to choice, and ends as an entry that runs', async () => {
    const { code, press, ended } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const first = await begin(world);
    assert.equal(first.step.kind === 'form' && first.step.id, 'host');
    const waiting = await answer(world, first, { host: 'bridge.local' });
    assert.deepEqual(waiting.step, { kind: 'progress', id: 'press', message: 'Press the button' });
    press();
    const choice = await answer(world, first, null);
    assert.equal(choice.step.kind, 'choose');
    const end = await answer(world, first, 'kitchen');
    assert.equal(end.step.kind, 'done');
    const entry = world.parts.entries.all()[0];
    assert.equal(entry?.title, 'Bridge in the Kitchen');
    assert.equal(entry.uniqueId, 'bridge-1');
    assert.ok(!JSON.stringify(entry).includes('paired-key-1'));
    await world.clock.settle();
    assert.equal(world.parts.entries.status(entry.uid).state, 'loaded');
    assert.equal(ended(), 1);
  });

  it('gives the form back with what was wrong and what was filled in', async () => {
    const { code } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const view = await begin(world);
    const short = await answer(world, view, { host: 'x' });
    assert.ok(short.step.kind === 'form' && short.step.errors[0]?.path === '/host');
    const unknown = await answer(world, view, { host: 'unknown.host' });
    assert.ok(unknown.step.kind === 'form');
    assert.deepEqual(unknown.step.errors, [{ path: '/host', message: 'does not answer' }]);
    assert.deepEqual(unknown.step.values, { host: 'unknown.host' });
    await world.parts.flows.abandon(view.flowId, anna(world));
  });

  it('shows progress again while nothing has come, for as long as it takes, and takes no look for an answer', async () => {
    const { code, press } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const view = await begin(world);
    await answer(world, view, { host: 'bridge.local' });
    for (let look = 0; look < 30; look++)
      assert.equal((await answer(world, view, null)).step.kind, 'progress');
    press();
    // The next step has come before anybody looks.
    await world.clock.settle();
    assert.equal((await answer(world, view, null)).step.kind, 'choose');
    assert.equal((await answer(world, view, 'hall')).step.kind, 'done');
  });

  it('counts an answer once that was sent twice', async () => {
    const { code, press } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const view = await begin(world);
    const both = [{ host: 'bridge.local' }, { host: 'bridge.local' }].map((value) =>
      world.parts.flows.answer(view.flowId, value, anna(world)),
    );
    const steps = await world.clock.until(Promise.all(both));
    assert.deepEqual(
      steps.map(({ step }) => step.kind),
      ['progress', 'progress'],
    );
    press();
    assert.equal((await answer(world, view, null)).step.kind, 'choose');
    await world.parts.flows.abandon(view.flowId, anna(world));
  });

  it('ends with the plain error of what failed in it', async () => {
    const { code, fail } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const view = await begin(world);
    await answer(world, view, { host: 'bridge.local' });
    fail(new AuthExpired('The bridge says no.'));
    await assert.rejects(answer(world, view, null), /The bridge says no/);
    await assert.rejects(answer(world, view, null), { kind: 'NotFound' });
    assert.equal(world.host.running, 0);
  });

  it('is given up after half an hour without an answer, and its own code ends', async () => {
    const { code, ended } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const view = await begin(world);
    await world.clock.advance(minutes(29));
    assert.equal((await answer(world, view, { host: 'x' })).step.kind, 'form');
    await world.clock.advance(minutes(31));
    await assert.rejects(answer(world, view, { host: 'bridge.local' }), { kind: 'NotFound' });
    assert.equal(ended(), 1);
    assert.equal(world.host.running, 0);
  });

  it('belongs to who began it', async () => {
    const { code } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const { flowId } = await begin(world);
    await assert.rejects(world.parts.flows.answer(flowId, { host: 'bridge.local' }, bob(world)), {
      kind: 'NotFound',
    });
    await assert.rejects(world.parts.flows.abandon(flowId, bob(world)), { kind: 'NotFound' });
    await world.parts.flows.abandon(flowId, anna(world));
    assert.equal(world.host.running, 0);
  });

  it('of an account that is set up already is refused at its end', async () => {
    const { code, press } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    await pair(world, press);
    await assert.rejects(pair(world, press), { code: 'already-configured' });
  });

  it('of an integration that there can be one of is refused at its beginning', async () => {
    const { code, press } = bridge();
    await using world = await makeHostWorld({ bridge: { code, manifest: { single: true } } });
    await pair(world, press);
    await assert.rejects(begin(world), { code: 'already-configured' });
  });

  it('is bounded in number', async () => {
    const { code } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    for (let n = 0; n < 20; n++) await begin(world);
    await assert.rejects(begin(world), { kind: 'Conflict' });
  });

  it('whose first step never comes is given up', async () => {
    const code = defineIntegration({
      id: 'bridge',
      config: z.object({}),
      flows: {
        user: async function* user({ done }) {
          await new Promise(() => {});
          yield { kind: 'progress', id: 'x', message: 'x' };
          return done({ title: 'x', config: {} });
        },
      },
      setup() {},
    });
    await using world = await makeHostWorld({ bridge: code });
    await assert.rejects(begin(world), { kind: 'TimedOut' });
    await world.clock.advance(10_000);
  });
});

describe('a reauth', () => {
  it('changes the secret of the same entry, keeps the rest, and the entry loads again', async () => {
    const { code, press } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const uid = await pair(world, press);
    await world.parts.admin.update(
      uid,
      { config: { host: 'bridge.local', room: 'Hall', key: 'revoked' } },
      world.context,
    );
    await world.clock.settle();
    assert.equal(world.notifications.list().length, 1);
    const view = await begin(world, 'reauth', uid);
    const end = await answer(world, view, { key: 'new-key' });
    assert.deepEqual(end.step, { kind: 'done', entryUid: uid });
    await world.clock.settle();
    assert.equal(world.parts.entries.status(uid).state, 'loaded');
    assert.deepEqual(world.parts.entries.openConfig(uid) as JsonObject, {
      host: 'bridge.local',
      room: 'Hall',
      key: 'new-key',
    });
    assert.equal(world.notifications.list().length, 0);
  });

  it('with another account is refused, and the entry stays as it was', async () => {
    const { code, press, signInAs } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const uid = await pair(world, press);
    signInAs('bridge-2');
    const view = await begin(world, 'reauth', uid);
    await assert.rejects(answer(world, view, { key: 'other' }), /another account/);
    assert.equal(world.parts.entries.openConfig(uid)['key'], 'paired-key-1');
  });

  it('of an entry that was removed meanwhile makes no new one', async () => {
    const { code, press } = bridge();
    await using world = await makeHostWorld({ bridge: code });
    const uid = await pair(world, press);
    const view = await begin(world, 'reauth', uid);
    await world.parts.admin.remove(uid, { withHistory: false }, world.context);
    await assert.rejects(answer(world, view, { key: 'other' }), { kind: 'NotFound' });
    assert.deepEqual(world.parts.entries.all(), []);
  });
});
