import assert from 'node:assert/strict';
import type { ConnectionStatus } from '@lifeops/lib/client';
import { context } from '../../hub/core/kernel.ts';
import { goLive, makeClientWorld } from './client-world.ts';
import { until } from './until.ts';

describe('the live connection of a client', () => {
  it('begins with a snapshot, and follows every change', async () => {
    await using it = await makeClientWorld();
    const { client, world } = it;
    const { light, power } = world.home;
    world.set(light.entityId, false);
    await goLive(client);
    assert.equal(client.home.get(light.entityId)?.value, false);
    assert.equal(client.states.get(power.uid)?.value ?? null, null);
    world.set(light.entityId, true);
    world.set(power.entityId, 12);
    await until(() => client.states.get(power.entityId)?.value === 12);
    assert.equal(client.states.get(light.uid)?.value, true);
    world.writer(light.entityId).remove(context);
    // What follows within a moment is sent together.
    await world.clock.advance(1000);
    await until(() => client.states.get(light.uid) === undefined);
    assert.deepEqual(it.errors, []);
  });

  it('tells of other topics what changed', async () => {
    await using it = await makeClientWorld();
    const news: string[] = [];
    it.client.topicChanged(({ topic }) => news.push(topic));
    await goLive(it.client);
    await it.world.notifications.create({ agent: 'hub', title: 'News', body: '' }, context);
    await until(() => news.includes('notifications'));
  });

  it('resumes after a cut: what did not change comes back from stale without a snapshot, what did is told', async () => {
    await using it = await makeClientWorld();
    const { client, world, link } = it;
    const { light, power } = world.home;
    world.set(light.entityId, true);
    world.set(power.entityId, 1);
    await goLive(client);
    const before = client.states.get(light.uid);
    link.down();
    await until(() => client.status === 'connecting');
    assert.deepEqual(
      [client.states.get(light.uid)?.status, client.states.get(light.uid)?.value],
      ['stale', true],
    );
    world.set(power.entityId, 2);
    link.up();
    await until(() => client.status === 'live' && client.states.get(power.uid)?.value === 2);
    assert.equal(client.states.get(power.uid)?.status, 'ok');
    // A snapshot would have made it anew.
    assert.equal(client.states.get(light.uid), before);
    assert.deepEqual(it.errors, []);
  });

  it('takes a fresh snapshot when it was away too long', async () => {
    await using it = await makeClientWorld({ socket: { recentChanges: 3 } });
    const { client, world, link } = it;
    const { light, power } = world.home;
    world.set(light.entityId, true);
    world.set(power.entityId, 0);
    await goLive(client);
    const before = client.states.get(light.uid);
    link.down();
    await until(() => client.status === 'connecting');
    for (let i = 1; i <= 10; i++) world.set(power.entityId, i);
    link.up();
    await until(() => client.status === 'live');
    assert.equal(client.states.get(power.uid)?.value, 10);
    assert.equal(client.states.get(light.uid)?.status, 'ok');
    assert.notEqual(client.states.get(light.uid), before);
  });

  it('is refused with a wrong token, and does not try again', async () => {
    await using it = await makeClientWorld();
    const told: ConnectionStatus[] = [];
    it.client.statusChanged((status) => told.push(status));
    it.client.useToken('lo_wrong');
    it.client.connect();
    await until(() => it.client.status === 'refused');
    assert.deepEqual(told, ['refused']);
  });

  it('is refused from the moment its token is revoked; the values stay, as the last known', async () => {
    await using it = await makeClientWorld();
    const { client, world } = it;
    world.set(world.home.light.entityId, true);
    await goLive(client);
    await client.call('auth.sign_out', {});
    await until(() => client.status === 'refused');
    assert.equal(client.states.get(world.home.light.uid)?.status, 'stale');
    await assert.rejects(client.call('states.list', {}), { kind: 'Unauthorized' });
  });

  it('ends when another token is used, and goes on as that one', async () => {
    await using it = await makeClientWorld();
    const { client, world } = it;
    world.set(world.home.light.entityId, true);
    await goLive(client);
    client.useToken(world.token('guest'));
    assert.equal(client.status, 'offline');
    await goLive(client);
    world.set(world.home.light.entityId, false);
    await until(() => client.states.get(world.home.light.uid)?.value === false);
  });
});
