import { strict as assert } from 'node:assert';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CompactChange, DeviceStateMessage } from '@lifeops/lib/protocol';
import { context } from '../../core/kernel.ts';
import { saysEntity } from '../../core/registries/registry-fixture.ts';
import { makeWorld } from '../api-world.ts';
import { SocketClient } from './socket-client.ts';

/** Bytes of buffers that something still holds. */
async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    await turn();
    collect();
  }
  return process.memoryUsage().external;
}

describe('a client that reads slowly', () => {
  it('is not cut off, costs bounded memory, and ends on the same states as one that reads fast', async () => {
    await using world = await makeWorld();
    const rows = await world.registries.entities.declare(
      Array.from({ length: 20 }, (_, i) => saysEntity(`big${i}`, { integration: 'demo' })),
      context,
    );
    for (const row of rows) world.hold(row);
    const slow = await SocketClient.connect(world.port, world.token('owner'));
    const fast = await SocketClient.connect(world.port, world.token('owner'));
    for (const client of [slow, fast])
      await client.emit('subscribe', { topics: ['devices', 'notifications'] });
    slow.ws.pause();
    const filler = 'x'.repeat(50_000);
    const before = await heldBytes();
    // 30 MB in all: far more than the kernel takes for a socket that nobody reads.
    for (let round = 0; round < 30; round++) {
      for (const row of rows) world.set(row.entityId, round, { attributes: { filler, round } });
      await world.notifications.create(
        { agent: 'hub', key: `k${round % 3}`, title: `${round}`, body: filler },
        context,
      );
      await world.clock.advance(25);
      fast.heard.splice(0, Math.max(0, fast.heard.length - 5));
    }
    const held = (await heldBytes()) - before;
    assert.ok(held < 15_000_000, `${held} bytes are held`);
    assert.equal(slow.closed, false);
    slow.ws.resume();
    const last = new Map<string, unknown>();
    const take = () => {
      for (const { event, payload } of slow.heard.splice(0)) {
        if (event !== 'device_state') continue;
        for (const change of (payload as DeviceStateMessage).changes as Exclude<CompactChange, { r: 1 }>[])
          last.set(change.u, change.v);
      }
      return rows.every(({ uid }) => last.get(uid) === 29);
    };
    const deadline = performance.now() + 5000;
    while (!take() && performance.now() < deadline) await world.clock.advance(25);
    assert.deepEqual([...new Set(rows.map(({ uid }) => last.get(uid)))], [29]);
    assert.equal(slow.closed, false);
    for (const client of [slow, fast]) await client.end();
  });

  it('is gone at once when its token is revoked, and does not keep the hub from stopping', async () => {
    const world = await makeWorld();
    const stuck = async (role: 'owner' | 'guest') => {
      const client = await SocketClient.connect(world.port, world.token(role));
      await client.emit('subscribe', { topics: ['devices'] });
      client.ws.pause();
      return client;
    };
    const [owner, guest] = [await stuck('owner'), await stuck('guest')];
    for (let i = 0; i < 20; i++) {
      world.set(world.home.power.entityId, i, { attributes: { filler: 'x'.repeat(900_000), i } });
      await world.clock.advance(25);
    }
    const token = world.accounts.tokens.list().find(({ role }) => role === 'guest');
    await world.accounts.tokens.revoke(token?.uid ?? '');
    assert.equal(world.sockets.size, 1);
    guest.ws.terminate();
    await world[Symbol.asyncDispose]();
    owner.ws.terminate();
    await owner.until(() => owner.closed && guest.closed);
  });
});
