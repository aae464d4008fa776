import { strict as assert } from 'node:assert';
import type { CompactChange, DeviceStateMessage, SubscribeAck, TopicMessage } from '@lifeops/lib/protocol';
import { topics } from '@lifeops/lib/protocol';
import { context } from '../../core/kernel.ts';
import { makeWorld } from '../api-world.ts';
import type { World } from '../api-world.ts';
import { SocketClient } from './socket-client.ts';

type Accepted = Extract<SubscribeAck, { readonly ok: true }>;
interface Refused {
  readonly ok: false;
  readonly problem: { readonly code: string; readonly status: number };
}

const connect = (world: World, role: Parameters<World['token']>[0] = 'owner') =>
  SocketClient.connect(world.port, world.token(role));
const subscribe = async (client: SocketClient, request: object = { topics: ['devices'] }) =>
  (await client.emit('subscribe', request)) as Accepted;
const changesOf = (client: SocketClient): CompactChange[] =>
  client.of<DeviceStateMessage>('device_state').flatMap(({ changes }) => changes);
/** What the hub sent before the answer has arrived by then. */
const settled = (client: SocketClient) => client.emit('ping');

describe('the live API', () => {
  it('refuses a handshake without a valid token, and says the code', async () => {
    await using world = await makeWorld();
    for (const token of [undefined, 'lo_wrong']) {
      const client = await SocketClient.connect(world.port, token);
      assert.equal((client.refusal?.data as { code: string } | undefined)?.code, 'unauthorized');
      await client.end();
    }
  });

  it('lets in pages of the hub and of listed origins, and no others', async () => {
    await using world = await makeWorld();
    const from = async (origin: string) => {
      const client = await SocketClient.connect(world.port, world.token('owner'), { origin });
      const isIn = !client.closed;
      if (isIn) await client.end();
      return isIn;
    };
    assert.equal(await from('https://panel.example.org'), true);
    assert.equal(await from(`http://127.0.0.1:${world.port}`), true);
    assert.equal(await from('https://evil.example.org'), false);
  });

  it('gives a snapshot, then changes as they happen, to every client', async () => {
    await using world = await makeWorld();
    const { light, pulse } = world.home;
    world.set(light.entityId, false);
    world.set(pulse.entityId, 60);
    const [one, two] = [await connect(world), await connect(world)];
    const ack = await subscribe(one);
    await subscribe(two);
    assert.equal(ack.protocol, 1);
    assert.deepEqual(
      ack.snapshot?.states.map(({ u }) => u),
      [light.uid],
    );
    const body = {
      operation: 'services.call',
      input: { domain: 'light', service: 'turn_on', target: { entity_id: light.entityId } },
    };
    const called = (await one.emit('call', body)) as {
      ok: boolean;
      output: { results: { status: string }[] };
    };
    assert.equal(called.output.results[0]?.status, 'done');
    assert.equal(world.sent[0]?.service, 'turn_on');
    world.set(light.entityId, true);
    await Promise.all([one, two].map((client) => client.until(() => changesOf(client).length > 0)));
    for (const client of [one, two]) {
      const [change] = changesOf(client) as Exclude<CompactChange, { r: 1 }>[];
      assert.deepEqual([change?.u, change?.v, change?.s], [light.uid, true, 'ok']);
      await client.end();
    }
  });

  it('sends the first change after quiet at once, and a burst as one frame a tick with the latest of each', async () => {
    await using world = await makeWorld();
    const { power, light } = world.home;
    const client = await connect(world);
    await subscribe(client);
    world.set(power.entityId, 1);
    await client.until(() => client.of('device_state').length === 1);
    for (let i = 2; i <= 50; i++) {
      world.set(power.entityId, i);
      if (i === 40) world.set(light.entityId, true);
    }
    await settled(client);
    assert.equal(client.of('device_state').length, 1, 'nothing before the tick');
    await world.clock.advance(25);
    await client.until(() => client.of('device_state').length === 2);
    const [, burst] = client.of<DeviceStateMessage>('device_state');
    const changes = burst?.changes as Exclude<CompactChange, { r: 1 }>[];
    assert.deepEqual(
      changes.map(({ e, v }) => [e, v]),
      [
        [light.entityId, true],
        [power.entityId, 50],
      ],
    );
    assert.equal(burst?.seq, changes.at(-1)?.q);
    await client.end();
  });

  it('narrows by entity, domain and area, and follows the registry', async () => {
    await using world = await makeWorld();
    const { light, power, area, lamp } = world.home;
    const client = await connect(world);
    const ack = await subscribe(client, {
      topics: ['devices'],
      filter: { area_id: [area.uid], domain: ['light'] },
    });
    assert.deepEqual(ack.snapshot?.states, []);
    world.set(power.entityId, 5);
    world.set(light.entityId, true);
    await client.until(() => changesOf(client).length === 1);
    assert.equal(changesOf(client)[0]?.u, light.uid);
    await world.registries.devices.update(lamp.uid, { areaUid: null }, context);
    await world.clock.advance(25);
    await client.until(() => changesOf(client).length === 2);
    assert.deepEqual(changesOf(client)[1], {
      u: light.uid,
      e: light.entityId,
      q: changesOf(client)[1]?.q,
      r: 1,
    });
    world.set(light.entityId, false);
    await world.registries.devices.update(lamp.uid, { areaUid: area.uid }, context);
    await world.clock.advance(50);
    await client.until(() => changesOf(client).length === 3);
    assert.equal((changesOf(client)[2] as { v: unknown }).v, false);
    await client.end();
  });

  it('shows what is a person’s own to that person alone', async () => {
    await using world = await makeWorld();
    const { pulse, light } = world.home;
    const [mine, other] = [await connect(world, 'member'), await connect(world, 'owner')];
    for (const client of [mine, other]) await subscribe(client, { topics: [...topics] });
    world.set(pulse.entityId, 70);
    world.set(light.entityId, true);
    await world.notifications.create(
      { agent: 'hub', title: 'Yours', body: '', owner: 'user-member' },
      context,
    );
    await world.registries.entities.update(pulse.uid, { name: 'Heart' }, context);
    world.bus.fire(
      'series_written',
      { series: 'health_metrics', source: 'private', count: 1, from: 0, to: 1 },
      context,
    );
    await world.notifications.create({ agent: 'hub', title: 'All', body: '' }, context);
    await world.clock.advance(100);
    for (const client of [mine, other]) {
      await client.until(() =>
        client
          .of<TopicMessage>('notification')
          .some(({ data }) => (data as { title: string }).title === 'All'),
      );
      await settled(client);
    }
    assert.deepEqual(
      changesOf(mine).map(({ u }) => u),
      [pulse.uid, light.uid],
    );
    assert.deepEqual(
      changesOf(other).map(({ u }) => u),
      [light.uid],
    );
    assert.deepEqual([mine.of('notification').length, other.of('notification').length], [2, 1]);
    assert.deepEqual([mine.of('registry').length, other.of('registry').length], [1, 0]);
    for (const client of [mine, other]) await client.end();
  });

  it('tells of each topic that the role may read, by the topic’s event', async () => {
    await using world = await makeWorld();
    const { automation, family, area } = world.home;
    const [owner, guest] = [await connect(world, 'owner'), await connect(world, 'guest')];
    for (const client of [owner, guest]) await subscribe(client, { topics: [...topics] });
    const { bus } = world;
    await world.registries.areas.update(area.uid, { name: 'Galley' }, context);
    bus.fire(
      'config_entry_updated',
      { uid: world.home.shared.uid, action: 'update', changes: [], state: 'loaded' },
      context,
    );
    bus.fire(
      'calendar_events_changed',
      { uid: family.uid as never, added: 1, changed: 0, removed: 0 },
      context,
    );
    bus.fire(
      'series_written',
      { series: 'health_metrics', source: 'demo', count: 1, from: 0, to: 1 },
      context,
    );
    await world.automations.update(automation.row.uid, { enabled: false }, context);
    await world.site.update({ name: 'Cottage' }, context);
    await world.clock.advance(100);
    const events = ['registry', 'integration', 'calendar_event', 'health_metric', 'automation', 'settings'];
    await owner.until(() => events.every((event) => owner.of(event).length > 0));
    await guest.until(() => guest.of('settings').length > 0);
    await settled(guest);
    assert.deepEqual(
      events.filter((event) => guest.of(event).length > 0),
      ['registry', 'settings'],
    );
    const [news] = owner.of<TopicMessage>('settings');
    assert.deepEqual([news?.kind, news?.action, news?.uid], ['settings', 'update', 'site']);
    for (const client of [owner, guest]) await client.end();
  });

  it('refuses topics when the role may read none of them', async () => {
    await using world = await makeWorld();
    const client = await connect(world, 'guest');
    const answer = (await client.emit('subscribe', { topics: ['health'] })) as unknown as Refused;
    assert.deepEqual([answer.ok, answer.problem.code], [false, 'forbidden']);
    await client.end();
  });

  it('ends sockets of a revoked token at once, and of a person who may not come in any more', async () => {
    await using world = await makeWorld();
    const [revoked, banned, other] = [
      await connect(world, 'admin'),
      await connect(world, 'member'),
      await connect(world, 'owner'),
    ];
    const uidOf = (role: string) => world.accounts.tokens.list().find((row) => row.role === role)?.uid ?? '';
    await world.accounts.tokens.revoke(uidOf('admin'));
    await revoked.until(() => revoked.closed);
    const answer = await other.emit('call', {
      operation: 'users.update',
      input: { uid: 'user-member', active: false },
    });
    assert.equal((answer as { ok: boolean }).ok, true);
    await banned.until(() => banned.closed);
    assert.equal(((await other.emit('ping')) as { ok: boolean }).ok, true);
    assert.equal(world.sockets.size, 1);
    await other.end();
  });

  it('ends sockets whose token expires while nothing is asked', async () => {
    await using world = await makeWorld();
    const { secret } = await world.accounts.tokens.create({
      name: 'brief',
      kind: 'token',
      userUid: null,
      role: 'guest',
      expiresAt: world.clock.now() + 30_000,
    });
    const client = await SocketClient.connect(world.port, secret);
    await world.clock.advance(60_000);
    await client.until(() => client.closed);
  });

  it('lets a person whose role changed come back with the new one', async () => {
    await using world = await makeWorld();
    const client = await connect(world, 'member');
    const owner = await connect(world);
    await owner.emit('call', { operation: 'users.update', input: { uid: 'user-member', role: 'guest' } });
    await client.until(() => client.closed);
    const again = await connect(world, 'member');
    const answer = (await again.emit('call', {
      operation: 'automations.list',
      input: {},
    })) as unknown as Refused;
    assert.equal(answer.problem.code, 'forbidden');
    for (const one of [owner, again]) await one.end();
  });

  it('answers a command with its request id and what became of it', async () => {
    await using world = await makeWorld();
    const { light } = world.home;
    world.set(light.entityId, false);
    const client = await connect(world);
    const command = { request_id: 'r1', entity_id: light.entityId, service: 'light.turn_on', data: {} };
    const ack = (await client.emit('command', command)) as { request_id: string; status: string };
    assert.deepEqual([ack.request_id, ack.status], ['r1', 'done']);
    client.tell('command', { ...command, request_id: 'r2', service: 'light.dance' });
    await client.until(() => client.of('ack').length === 1);
    const [refused] = client.of<{ request_id: string; ok: boolean; problem: { code: string } }>('ack');
    assert.deepEqual(
      [refused?.request_id, refused?.ok, refused?.problem.code],
      ['r2', false, 'service-not-found'],
    );
    await client.end();
  });

  it('answers what it does not understand with a problem, and lives through what is no message', async () => {
    await using world = await makeWorld();
    const client = await connect(world);
    for (const [event, payload] of [
      ['dance', {}],
      ['call', 7],
      ['subscribe', { topics: ['moon'] }],
      ['command', null],
      ['error', 'x'],
    ] as const) {
      if (event === 'error') client.tell(event, payload);
      else assert.equal(((await client.emit(event, payload)) as Refused).problem.status < 500, true, event);
    }
    for (const text of [
      '42["connect"]',
      '42{',
      '45',
      '4999',
      '51-["call",{"_placeholder":true,"num":9}]',
      'zzz',
      `42${'['.repeat(50_000)}`,
    ]) {
      const broken = await connect(world);
      broken.ws.send(text);
      broken.tell('ping');
      await broken.until(() => broken.closed || broken.of('pong').length > 0);
      if (!broken.closed) await broken.end();
    }
    const large = await connect(world);
    large.ws.send(`42["call",${JSON.stringify('x'.repeat(1_100_000))}]`);
    await large.until(() => large.closed);
    assert.equal(((await client.emit('ping')) as { ok: boolean }).ok, true);
    await client.end();
    assert.deepEqual(
      world.log.lines.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('limits the messages of a socket', async () => {
    await using world = await makeWorld({ socket: { messagesPerMinute: 3 } });
    const client = await connect(world);
    for (let i = 0; i < 3; i++) await client.emit('ping');
    const refused = (await client.emit('ping')) as Refused & {
      readonly problem: { readonly retry_after_ms: number };
    };
    assert.equal(refused.problem.code, 'too-many-requests');
    assert.equal(refused.problem.retry_after_ms, 20_000);
    await client.end();
  });
});
