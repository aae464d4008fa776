import assert from 'node:assert/strict';
import { HubClient, NotFound, Unavailable } from '@lifeops/lib/client';
import { webPlatform } from '../../../lib/src/client/web-platform.ts';
import { goLive, makeClientWorld } from './client-world.ts';

const clientWith = (fetch: (url: string, init: RequestInit) => Promise<Response>) =>
  new HubClient({ url: 'http://hub.test', platform: { ...webPlatform, fetch } });

describe('calls of a client', () => {
  it('answer with what the hub holds, with fields in path, query and body', async () => {
    await using it = await makeClientWorld();
    const { light, area } = it.world.home;
    it.world.set(light.entityId, true);
    const state = await it.client.call('states.get', { entity_id: light.entityId });
    assert.deepEqual([state.uid, state.value], [light.uid, true]);
    const history = await it.client.call('history.get', { entity_id: [light.entityId], limit: 5 });
    assert.deepEqual(Object.keys(history.entities), [light.entityId]);
    const renamed = await it.client.call('areas.update', { uid: area.uid, name: 'Köket' });
    assert.equal(renamed.name, 'Köket');
    assert.deepEqual(it.asked, [
      `/api/v1/states/${light.entityId}`,
      '/api/v1/history',
      `/api/v1/areas/${area.uid}`,
    ]);
  });

  it('fail with the hub’s own error: class, code, message and issues', async () => {
    await using it = await makeClientWorld();
    await assert.rejects(it.client.call('states.get', { entity_id: 'light.none' }), (cause) => {
      assert.ok(cause instanceof NotFound);
      assert.match(cause.message, /light\.none/);
      return true;
    });
    await assert.rejects(it.client.call('history.get', { entity_id: ['light.none'], limit: 0 }), (cause) => {
      const { kind, issues } = cause as { kind?: string; issues?: readonly { readonly path?: string }[] };
      assert.equal(kind, 'InvalidInput');
      assert.equal(issues?.[0]?.path, '/limit');
      return true;
    });
    it.client.useToken(it.world.token('guest'));
    await assert.rejects(it.client.call('users.list', {}), { kind: 'Forbidden' });
    it.client.useToken(undefined);
    await assert.rejects(it.client.call('states.list', {}), { kind: 'Unauthorized', code: 'unauthorized' });
  });

  it('tell an answer that is not the hub’s from one of the hub', async () => {
    const page = clientWith(async () => new Response('<html>Bad gateway</html>', { status: 502 }));
    await assert.rejects(page.call('states.list', {}), (cause) => {
      assert.ok(cause instanceof Unavailable);
      assert.deepEqual(cause.details, { status: 502 });
      return true;
    });
    const empty = clientWith(async () => new Response(null, { status: 404 }));
    await assert.rejects(empty.call('states.list', {}), { kind: 'Unavailable', details: { status: 404 } });
  });

  it('fail as unavailable when nobody is there, when the answer breaks off and when it does not come in time', async () => {
    await using it = await makeClientWorld();
    it.link.down();
    await assert.rejects(it.client.call('states.list', {}), { kind: 'Unavailable' });
    const broken = clientWith(
      async () =>
        new Response(
          new ReadableStream({
            start: (stream) => stream.error(new TypeError('terminated')),
          }),
        ),
    );
    await assert.rejects(broken.call('states.list', {}), { kind: 'Unavailable' });
    const silent = new HubClient({
      url: 'http://hub.test',
      timeoutMs: 5,
      platform: { ...webPlatform, fetch: neverAnswers },
    });
    await assert.rejects(silent.call('states.list', {}), { kind: 'Unavailable' });
  });

  it('end with the caller’s own reason when the caller gives up', async () => {
    const giveUp = new AbortController();
    const asking = clientWith(neverAnswers).call('states.list', {}, giveUp.signal);
    const reason = new TypeError('the page was closed');
    giveUp.abort(reason);
    await assert.rejects(asking, reason);
  });

  it('sign in, use the session from then on, and sign out', async () => {
    await using it = await makeClientWorld({ empty: true });
    const { token } = await it.client.call('auth.create_owner', {
      name: 'Anna',
      password: 'a long sentence',
    });
    assert.equal(it.client.token, undefined);
    await assert.rejects(it.client.signIn('Anna', 'a wrong sentence'), { kind: 'Unauthorized' });
    const session = await it.client.signIn('Anna', 'a long sentence', 'Phone');
    assert.equal(it.client.token, session.token);
    assert.notEqual(session.token, token);
    assert.equal((await it.client.call('auth.me', {})).user?.name, 'Anna');
    await it.client.call('auth.sign_out', {});
    await assert.rejects(it.client.call('auth.me', {}), { kind: 'Unauthorized' });
  });

  it('to services go by the socket while it is live, else by REST', async () => {
    await using it = await makeClientWorld();
    const { light } = it.world.home;
    const target = { entity_id: [light.entityId] };
    await it.client.services['light']?.['turn_on']?.({ target });
    assert.equal(it.asked.length, 1);
    await goLive(it.client);
    await it.client.services['light']?.['turn_off']?.({ target });
    assert.equal(it.asked.length, 1);
    assert.deepEqual(
      it.world.sent.map(({ service, uid }) => [service, uid]),
      [
        ['turn_on', light.uid],
        ['turn_off', light.uid],
      ],
    );
    await assert.rejects(it.client.callService('light', 'explode', { target }), { kind: 'NotFound' });
  });
});

const neverAnswers = (_: string, { signal }: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
