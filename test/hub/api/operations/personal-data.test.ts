import { strict as assert } from 'node:assert';
import { context } from '../../core/kernel.ts';
import { makeWorld } from '../api-world.ts';
import type { World } from '../api-world.ts';
import { ask } from '../http-client.ts';

const get = async (world: World, path: string, role: 'owner' | 'member' | 'admin' = 'owner') =>
  ask(world.url, path, { token: world.token(role) });

describe('personal data', () => {
  it('is there for its person and for nobody else, in every list', async () => {
    await using world = await makeWorld();
    world.set(world.home.pulse.entityId, 61);
    await world.recorder.flush();
    const places: Record<string, string> = {
      '/api/v1/entities': world.home.pulse.uid,
      '/api/v1/devices': world.home.ring.uid,
      '/api/v1/states': world.home.pulse.uid,
      '/api/v1/config-entries': world.home.own.uid,
      '/api/v1/notifications': world.home.secret.uid,
      '/api/v1/calendar/events': 'Doctor',
      '/api/v1/health/metrics': 'readiness_score',
      '/api/v1/health/sleep/latest': '"value":90',
      '/api/v1/health/readiness': '"value":80',
    };
    for (const [path, mark] of Object.entries(places)) {
      assert.ok((await get(world, path, 'member')).text.includes(mark), `${path} for its person`);
      assert.ok(!(await get(world, path)).text.includes(mark), `${path} for another`);
    }
  });

  it('is answered to others as what does not exist is', async () => {
    await using world = await makeWorld();
    const { pulse, ring, own } = world.home;
    world.set(pulse.entityId, 61);
    const pairs: [string, string][] = [
      [`/api/v1/entities/${pulse.uid}`, '/api/v1/entities/none'],
      [`/api/v1/entities/${pulse.entityId}/references`, '/api/v1/entities/none/references'],
      [`/api/v1/states/${pulse.entityId}`, '/api/v1/states/none'],
      [`/api/v1/history?entity_id=${pulse.entityId}`, '/api/v1/history?entity_id=none'],
      [`/api/v1/devices/${ring.uid}`, '/api/v1/devices/none'],
      [`/api/v1/config-entries/${own.uid}/diagnostics`, '/api/v1/config-entries/none/diagnostics'],
    ];
    for (const [hidden, unknown] of pairs) {
      const [a, b] = [await get(world, hidden), await get(world, unknown)];
      assert.equal(a.status, 404, hidden);
      assert.equal(b.status, 404, unknown);
      const plain = (text: string) =>
        text.replaceAll(/sensor\.\w+|01[0-9A-Z]{24}|none/g, '…').replace(/urn:lifeops:request:[^"]*/, '');
      assert.equal(plain(a.text), plain(b.text));
    }
  });

  it('cannot be controlled by others, by name or by area', async () => {
    await using world = await makeWorld();
    const { light, lamp, area } = world.home;
    const [mine] = await world.registries.entities.declare(
      [{ ...said(light), uniqueId: 'own light', owner: 'user-member', deviceUid: lamp.uid }],
      context,
    );
    assert.ok(mine);
    world.hold(mine);
    for (const row of [light, mine]) world.set(row.entityId, false);
    const call = async (target: object, role: 'owner' | 'member') => {
      const body = JSON.stringify({ target });
      const answer = await ask(world.url, '/api/v1/services/light/turn_on', {
        method: 'POST',
        token: world.token(role),
        body,
      });
      const results = (answer.json as { results?: { uid: string; status: string }[] }).results ?? [];
      return {
        status: answer.status,
        done: results.filter(({ status }) => status === 'done').map(({ uid }) => uid),
        text: answer.text,
      };
    };
    const byArea = await call({ area_id: area.uid }, 'owner');
    assert.deepEqual(byArea.done, [light.uid]);
    assert.ok(!byArea.text.includes(mine.uid) && !byArea.text.includes(mine.entityId));
    assert.equal((await call({ entity_id: mine.entityId }, 'owner')).status, 404);
    const both = await call({ entity_id: [light.entityId, mine.entityId] }, 'owner');
    assert.deepEqual(both.done, [light.uid]);
    assert.match(both.text, /There is no entity/);
    assert.ok(!world.sent.some(({ uid }) => uid === mine.uid));
    assert.deepEqual((await call({ entity_id: mine.entityId }, 'member')).done, [mine.uid]);
  });

  it('hides other people’s tokens from all but an owner', async () => {
    await using world = await makeWorld();
    const uidsFor = async (role: 'member' | 'owner') =>
      ((await get(world, '/api/v1/tokens', role)).json as { tokens: { uid: string; user_uid: string }[] })
        .tokens;
    assert.deepEqual(
      [...new Set((await uidsFor('member')).map(({ user_uid }) => user_uid))],
      ['user-member'],
    );
    const all = await uidsFor('owner');
    assert.equal(new Set(all.map(({ user_uid }) => user_uid)).size, 7);
    const foreign = all.find(({ user_uid }) => user_uid === 'user-owner');
    const answer = await ask(world.url, `/api/v1/tokens/${foreign?.uid}`, {
      method: 'DELETE',
      token: world.token('member'),
    });
    assert.equal(answer.status, 404);
  });
});

function said(row: World['home']['light']) {
  const { integration, domain, capability } = row;
  return {
    integration,
    entryId: row.entryId ?? '',
    domain,
    capability,
    nameKey: null,
    name: 'Own light',
    icon: null,
    category: null,
    enabledByDefault: true,
  };
}
