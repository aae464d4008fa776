import { strict as assert } from 'node:assert';
import type { CompactChange, DeviceStateMessage, SubscribeAck } from '@lifeops/lib/protocol';
import { context } from '../../core/kernel.ts';
import { makeWorld } from '../api-world.ts';
import type { World } from '../api-world.ts';
import { SocketClient } from './socket-client.ts';

type Accepted = Extract<SubscribeAck, { readonly ok: true }>;
const connect = (world: World) => SocketClient.connect(world.port, world.token('owner'));
const subscribe = async (client: SocketClient, request: object) =>
  (await client.emit('subscribe', request)) as Accepted;
const changesOf = (client: SocketClient) =>
  client.of<DeviceStateMessage>('device_state').flatMap(({ changes }) => changes) as readonly CompactChange[];

describe('a client that comes back', () => {
  it('is sent the latest of what it missed, removals too, and no snapshot', async () => {
    await using world = await makeWorld();
    const { light, power } = world.home;
    world.set(light.entityId, false);
    world.set(power.entityId, 1);
    const first = await connect(world);
    const { seq } = await subscribe(first, { topics: ['devices', 'notifications'] });
    await first.end();
    for (let i = 2; i < 20; i++) world.set(power.entityId, i);
    world.writer(light.entityId).remove(context);
    await world.notifications.create({ agent: 'hub', title: 'News', body: '' }, context);
    const again = await connect(world);
    const ack = await subscribe(again, { topics: ['devices', 'notifications'], since: seq });
    assert.equal(ack.snapshot, undefined);
    await again.emit('ping');
    const changes = changesOf(again);
    assert.deepEqual(
      changes.map((change) => ('r' in change ? [change.u, 'gone'] : [change.u, change.v])),
      [
        [power.uid, 19],
        [light.uid, 'gone'],
      ],
    );
    assert.equal(again.of('notification').length, 1);
    assert.ok(ack.seq > seq);
    await again.end();
  });

  it('is sent nothing when nothing happened', async () => {
    await using world = await makeWorld();
    const client = await connect(world);
    const { seq } = await subscribe(client, { topics: ['devices'] });
    const ack = await subscribe(client, { topics: ['devices'], since: seq });
    await client.emit('ping');
    assert.equal(ack.snapshot, undefined);
    assert.deepEqual(changesOf(client), []);
    await client.end();
  });

  it('gets a snapshot when it was away too long, or names a seq that was never given', async () => {
    await using world = await makeWorld({ socket: { recentChanges: 10 } });
    const { power } = world.home;
    world.set(power.entityId, 0);
    const client = await connect(world);
    const { seq } = await subscribe(client, { topics: ['devices'] });
    for (let i = 1; i <= 11; i++) world.set(power.entityId, i);
    for (const since of [seq, 0, Number.MAX_SAFE_INTEGER]) {
      const ack = await subscribe(client, { topics: ['devices'], since });
      assert.deepEqual(
        ack.snapshot?.states.map((state) => ('v' in state ? state.v : null)),
        [11],
        String(since),
      );
    }
    await client.end();
  });

  it('is told that an entity left its view while it was away', async () => {
    await using world = await makeWorld();
    const { power, lamp, area } = world.home;
    world.set(power.entityId, 1);
    const filter = { area_id: [area.uid] };
    const client = await connect(world);
    const { seq } = await subscribe(client, { topics: ['devices'], filter });
    await client.end();
    await world.registries.devices.update(lamp.uid, { areaUid: null }, context);
    const again = await connect(world);
    await subscribe(again, { topics: ['devices'], filter, since: seq });
    await again.emit('ping');
    const [change] = changesOf(again);
    assert.deepEqual([change?.u, change && 'r' in change], [power.uid, true]);
    await again.end();
  });
});
