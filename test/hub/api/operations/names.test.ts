import { strict as assert } from 'node:assert';
import { makeWorld } from '../api-world.ts';
import type { World } from '../api-world.ts';
import { ask } from '../http-client.ts';

interface Named {
  readonly display_name: string;
  readonly full_name?: string;
  readonly area?: string | null;
}
const read = async (world: World, path: string) =>
  (await ask(world.url, path, { token: world.token('owner') })).json as Named;

describe('names', () => {
  it('are in the language asked for, device and entity together', async () => {
    await using world = await makeWorld();
    const { power, light, lamp, area } = world.home;
    const english = await read(world, `/api/v1/entities/${power.uid}`);
    assert.deepEqual([english.display_name, english.full_name], ['Power', 'Lamp Power']);
    assert.equal(english.area, area.uid);
    const polish = await read(world, `/api/v1/entities/${power.uid}?language=pl`);
    assert.deepEqual([polish.display_name, polish.full_name], ['Moc', 'Lampa Moc']);
    const main = await read(world, `/api/v1/entities/${light.uid}?language=pl`);
    assert.deepEqual([main.display_name, main.full_name], ['Lampa', 'Lampa']);
    assert.equal((await read(world, `/api/v1/devices/${lamp.uid}?language=pl`)).display_name, 'Lampa');
  });

  it('are a person’s own where one was given, whatever the language', async () => {
    await using world = await makeWorld();
    const { power, lamp } = world.home;
    const token = world.token('owner');
    const patch = (path: string, body: object) =>
      ask(world.url, path, { method: 'PATCH', token, body: JSON.stringify(body) });
    await patch(`/api/v1/entities/${power.uid}`, { name: 'Watts' });
    await patch(`/api/v1/devices/${lamp.uid}`, { name: 'Spot' });
    const named = await read(world, `/api/v1/entities/${power.uid}?language=pl`);
    assert.equal(named.full_name, 'Spot Watts');
    await patch(`/api/v1/entities/${power.uid}`, { name: null });
    assert.equal((await read(world, `/api/v1/entities/${power.uid}?language=pl`)).full_name, 'Spot Moc');
  });
});
