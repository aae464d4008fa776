import assert from 'node:assert/strict';
import type { QueuedWrite, QueueStorage, ReplayFailure } from '@lifeops/lib/client';
import { webPlatform } from '../../../lib/src/client/web-platform.ts';
import { goLive, makeClientWorld } from './client-world.ts';
import type { ClientWorld } from './client-world.ts';
import { until } from './until.ts';

class KeptQueue implements QueueStorage {
  kept: readonly QueuedWrite[] = [];
  load(): readonly QueuedWrite[] {
    return this.kept;
  }
  save(writes: readonly QueuedWrite[]): void {
    this.kept = structuredClone(writes);
  }
}
const ask = ({ client, world }: Pick<ClientWorld, 'client' | 'world'>, service: string) =>
  client.write('services.call', {
    domain: 'light',
    service,
    target: { entity_id: [world.home.light.entityId] },
  });
const done = ({ world }: ClientWorld) => world.sent.map(({ service }) => service);

describe('writes of a client whose hub is away', () => {
  it('wait, and are sent in their order when it is back', async () => {
    await using it = await makeClientWorld();
    const { client, link } = it;
    await goLive(client);
    link.down();
    await until(() => client.status === 'connecting');
    for (const service of ['turn_on', 'turn_off', 'turn_on']) assert.equal(await ask(it, service), undefined);
    assert.deepEqual([client.queue.writes.length, it.world.sent.length], [3, 0]);
    link.up();
    await until(() => client.queue.writes.length === 0);
    assert.deepEqual(done(it), ['turn_on', 'turn_off', 'turn_on']);
  });

  it('are done at once when the hub answers', async () => {
    await using it = await makeClientWorld();
    assert.notEqual(await ask(it, 'turn_on'), undefined);
    assert.deepEqual([it.client.queue.writes, done(it)], [[], ['turn_on']]);
  });

  it('are done once, though the answer of the first try was lost', async () => {
    let lost = 0;
    await using it = await makeClientWorld(
      {},
      {
        fetch: async (url, init) => {
          const response = await webPlatform.fetch(url, init);
          if (init.method !== 'POST' || lost++ > 0) return response;
          await response.arrayBuffer();
          throw new TypeError('the answer was lost');
        },
      },
    );
    assert.equal(await ask(it, 'turn_on'), undefined);
    const [write] = it.client.queue.writes;
    assert.ok(write);
    assert.deepEqual((write.input as { readonly policy: object }).policy, { idempotency_key: write.key });
    assert.deepEqual(done(it), ['turn_on']);
    await goLive(it.client);
    await until(() => it.client.queue.writes.length === 0);
    assert.equal(lost, 2);
    assert.deepEqual(done(it), ['turn_on']);
  });

  it('that the hub refuses are told and dropped, and hold up nothing', async () => {
    await using it = await makeClientWorld();
    const failures: ReplayFailure[] = [];
    it.client.queue.failed((failure) => failures.push(failure));
    it.link.down();
    assert.equal(await it.client.write('notifications.dismiss', { uid: 'none' }), undefined);
    assert.equal(await ask(it, 'turn_off'), undefined);
    it.link.up();
    await goLive(it.client);
    await until(() => it.client.queue.writes.length === 0);
    assert.deepEqual(
      failures.map(({ write, cause }) => [write.operation, (cause as { kind?: string }).kind]),
      [['notifications.dismiss', 'NotFound']],
    );
    assert.deepEqual(done(it), ['turn_off']);
  });

  it('fail at once when the hub refuses them while it is there', async () => {
    await using it = await makeClientWorld();
    await assert.rejects(it.client.write('notifications.dismiss', { uid: 'none' }), { kind: 'NotFound' });
    assert.deepEqual(it.client.queue.writes, []);
  });

  it('stay, in order, when the hub goes again during the replay', async () => {
    const storage = new KeptQueue();
    let sent = 0;
    await using it = await makeClientWorld(
      {},
      {
        queueStorage: storage,
        fetch: async (url, init) => {
          if (++sent === 5) throw new TypeError('gone again');
          return webPlatform.fetch(url, init);
        },
      },
    );
    it.link.down();
    for (const service of ['turn_on', 'turn_off', 'turn_on']) await ask(it, service);
    it.link.up();
    await goLive(it.client);
    await until(() => sent === 5 && it.client.queue.writes.length === 2);
    assert.deepEqual(done(it), ['turn_on']);
    assert.deepEqual(
      storage.kept.map(({ input }) => (input as { readonly service: string }).service),
      ['turn_off', 'turn_on'],
    );
    it.link.cut();
    await until(() => it.client.queue.writes.length === 0);
    assert.deepEqual(done(it), ['turn_on', 'turn_off', 'turn_on']);
  });

  it('outlive the client where it has a store', async () => {
    const storage = new KeptQueue();
    await using first = await makeClientWorld({}, { queueStorage: storage });
    first.link.down();
    await ask(first, 'turn_off');
    assert.equal(storage.kept.length, 1);
    await using second = await makeClientWorld({}, { queueStorage: storage });
    assert.equal(second.client.queue.writes.length, 1);
    await goLive(second.client);
    await until(() => second.client.queue.writes.length === 0);
    assert.deepEqual(done(second), ['turn_off']);
    assert.deepEqual(storage.kept, []);
  });
});
