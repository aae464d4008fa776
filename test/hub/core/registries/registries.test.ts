import assert from 'node:assert/strict';
import { Bug, Conflict, InvalidInput, NotFound } from '@lifeops/lib';
import type { DeviceRecord, EntityRecord } from '@lifeops/lib';
import { ReferenceIndex } from '../../../../hub/src/core/registries/reference-index.ts';
import { context } from '../kernel.ts';
import { makeRegistries, saysDevice, saysEntity } from './registry-fixture.ts';

async function house() {
  const made = makeRegistries();
  const { registries } = made;
  const floor = await registries.floors.create({ name: 'Ground' }, context);
  const garden = await registries.areas.create({ name: 'Garden', floorUid: floor.uid }, context);
  const greenhouse = await registries.areas.create(
    { name: 'Greenhouse', parentUid: garden.uid, aliases: ['Glasshouse'] },
    context,
  );
  const label = await registries.labels.create({ name: 'Water' }, context);
  const devices = await registries.devices.declare(
    [
      saysDevice('pool/pump', { parentKey: 'pool', name: null, viaKey: 'pool' }),
      saysDevice('pool', { suggestedAreaUid: greenhouse.uid, name: 'Pool' }),
    ],
    context,
  );
  const [pump, pool] = devices as [DeviceRecord, DeviceRecord];
  const rows = await registries.entities.declare(
    [
      saysEntity('pool/pump/speed', { deviceUid: pump.uid, name: 'Speed' }),
      saysEntity('pool/water', { deviceUid: pool.uid }),
    ],
    context,
  );
  const [speed, water] = rows as [EntityRecord, EntityRecord];
  made.events.length = 0;
  return { ...made, floor, garden, greenhouse, label, pump, pool, speed, water };
}

describe('Registries', () => {
  it('finds the area of an entity by itself, its device or the device above', async () => {
    const { registries, speed, greenhouse, garden, pump } = await house();
    assert.equal(registries.areaOf(speed), greenhouse.uid);
    await registries.devices.update(pump.uid, { areaUid: garden.uid }, context);
    assert.equal(registries.areaOf(speed), garden.uid);
    const own = await registries.entities.update(speed.uid, { areaUid: greenhouse.uid }, context);
    assert.equal(registries.areaOf(own), greenhouse.uid);
  });

  it('names a nameless child device after the one above, and declares children before parents', async () => {
    const { registries, pump, pool, speed } = await house();
    assert.equal(pump.parentUid, pool.uid);
    assert.equal(pump.viaUid, pool.uid);
    assert.equal(registries.devices.nameOf(pump.uid), 'Pool');
    assert.equal(speed.entityId, 'sensor.pool_speed');
  });

  it('takes a device below one that nobody describes for a bug', async () => {
    const { registries } = makeRegistries();
    await assert.rejects(registries.devices.declare([saysDevice('a/b', { parentKey: 'a' })], context), Bug);
  });

  it('keeps what people chose when a device is described again', async () => {
    const { registries, pool, garden } = await house();
    await registries.devices.update(pool.uid, { areaUid: garden.uid, name: 'Big pool' }, context);
    const [again] = await registries.devices.declare(
      [saysDevice('pool', { name: 'Pool 3', model: 'X' })],
      context,
    );
    assert.deepEqual(
      [again?.uid, again?.areaUid, again?.name, again?.model],
      [pool.uid, garden.uid, { source: 'Pool 3', user: 'Big pool' }, 'X'],
    );
  });

  it('nests areas, finds them by alias, and refuses loops and equal names', async () => {
    const { registries, garden, greenhouse } = await house();
    assert.deepEqual([...registries.areas.within(garden.uid)], [garden.uid, greenhouse.uid]);
    assert.equal(registries.areas.find('glasshouse')?.uid, greenhouse.uid);
    await assert.rejects(
      registries.areas.update(garden.uid, { parentUid: greenhouse.uid }, context),
      InvalidInput,
    );
    await assert.rejects(registries.areas.create({ name: 'GARDEN' }, context), Conflict);
    await assert.rejects(registries.areas.create({ name: 'X', parentUid: 'nowhere' }, context), NotFound);
  });

  it('clears what refers to an area that is removed, and lifts the areas inside it', async () => {
    const { registries, garden, greenhouse, pool, water, events } = await house();
    await registries.entities.update(water.uid, { areaUid: greenhouse.uid }, context);
    const inner = await registries.areas.create({ name: 'Bench', parentUid: greenhouse.uid }, context);
    events.length = 0;
    await registries.removeArea(greenhouse.uid, context);
    assert.equal(registries.devices.get(pool.uid)?.areaUid, null);
    assert.equal(registries.entities.get(water.uid)?.areaUid, null);
    assert.equal(registries.areas.get(inner.uid)?.parentUid, garden.uid);
    assert.deepEqual(events, [
      'entity update areaUid',
      'device update areaUid',
      'area update parentUid',
      'area remove',
    ]);
  });

  it('clears what refers to a floor or label that is removed', async () => {
    const { registries, floor, garden, label, pool, water } = await house();
    await registries.entities.update(water.uid, { labels: [label.uid, 'other'] }, context);
    await registries.devices.update(pool.uid, { labels: [label.uid] }, context);
    await registries.areas.update(garden.uid, { labels: [label.uid] }, context);
    await registries.removeFloor(floor.uid, context);
    await registries.removeLabel(label.uid, context);
    assert.equal(registries.areas.get(garden.uid)?.floorUid, null);
    assert.deepEqual(registries.entities.get(water.uid)?.labels, ['other']);
    assert.deepEqual([...(registries.devices.get(pool.uid)?.labels ?? ['?'])], []);
    assert.deepEqual([...(registries.areas.get(garden.uid)?.labels ?? ['?'])], []);
    assert.equal(registries.labels.find('water'), undefined);
  });

  it('removes a device with those below it and all their entities; what is described again comes back', async () => {
    const { registries, pool, pump, water, speed } = await house();
    await registries.removeDevice(pool.uid, context);
    assert.deepEqual([...registries.devices.all()], []);
    assert.deepEqual([...registries.entities.all()], []);
    const [again] = await registries.devices.declare(
      [saysDevice('pool'), saysDevice('pool/pump', { parentKey: 'pool' })],
      context,
    );
    assert.equal(again?.uid, pool.uid);
    assert.ok(registries.devices.get(pump.uid));
    const back = await registries.entities.declare(
      [saysEntity('pool/water'), saysEntity('pool/pump/speed')],
      context,
    );
    assert.deepEqual(
      back.map(({ uid }) => uid),
      [water.uid, speed.uid],
    );
  });

  it('disables a device with its entities, and enables only those again', async () => {
    const { registries, pool, water, speed } = await house();
    const [own] = await registries.entities.declare(
      [saysEntity('pool/own', { deviceUid: pool.uid, enabledByDefault: false })],
      context,
    );
    await registries.setDeviceDisabled(pool.uid, 'user', context);
    const disabledBy = () =>
      [water, speed, own].map((row) => registries.entities.get(row?.uid ?? '')?.disabledBy);
    assert.deepEqual(disabledBy(), ['device', null, 'integration']);
    assert.equal(registries.devices.get(pool.uid)?.disabledBy, 'user');
    await registries.setDeviceDisabled(pool.uid, null, context);
    assert.deepEqual(disabledBy(), [null, null, 'integration']);
  });

  describe('replacing a device', () => {
    async function replaceable() {
      const made = await house();
      const { registries, pool } = made;
      await registries.devices.update(pool.uid, { name: 'My pool' }, context);
      await registries.entities.rename(made.water.uid, 'sensor.my_water', context);
      await registries.entities.update(made.water.uid, { labels: ['l'] }, context);
      await registries.entities.declare([saysEntity('pool/old_only', { deviceUid: pool.uid })], context);
      const [fresh] = await registries.devices.declare(
        [saysDevice('pool4', { entryId: 'two', name: 'Pool 4', model: '4' })],
        context,
      );
      const said = [
        saysEntity('pool4/water', { entryId: 'two', deviceUid: fresh?.uid ?? null }),
        saysEntity('pool4/chlorine', { entryId: 'two', deviceUid: fresh?.uid ?? null }),
        saysEntity('pool4/old_only', { entryId: 'two', deviceUid: fresh?.uid ?? null, domain: 'switch' }),
      ];
      const rows = await registries.entities.declare(said, context);
      made.events.length = 0;
      return { ...made, fresh: fresh as DeviceRecord, freshRows: rows, said };
    }

    const snapshot = ({ registries }: Awaited<ReturnType<typeof replaceable>>) => ({
      devices: [...registries.devices.all()].map((row) => ({ ...row, modifiedAt: 0 })),
      entities: [...registries.entities.all()].map((row) => ({ ...row, modifiedAt: 0 })),
    });

    it('previews without changing anything', async () => {
      const made = await replaceable();
      const before = snapshot(made);
      const { plan, undo } = await made.registries.replaceDevice(made.pool.uid, made.fresh.uid, {
        preview: true,
        context,
      });
      assert.equal(undo, null);
      assert.deepEqual(
        plan.matched.map(({ entityId, replacedUid }) => [entityId, replacedUid]),
        [['sensor.my_water', made.freshRows[0]?.uid]],
      );
      assert.deepEqual(
        plan.lost.map(({ entityId }) => entityId),
        ['sensor.my_pool_pool_old_only'],
      );
      assert.deepEqual(
        plan.added.map(({ uid }) => uid),
        [made.freshRows[1]?.uid, made.freshRows[2]?.uid],
      );
      assert.deepEqual(snapshot(made), before);
      assert.deepEqual(made.events, []);
    });

    it('lets the old uids, names, areas and labels go on as what the new device describes', async () => {
      const made = await replaceable();
      const { registries, pool, fresh, water } = made;
      await registries.replaceDevice(pool.uid, fresh.uid, { preview: false, context });
      const device = registries.devices.get(pool.uid);
      assert.deepEqual(
        [device?.name, device?.model, device?.entryId, device?.key, device?.areaUid],
        [{ source: 'Pool 4', user: 'My pool' }, '4', 'two', 'pool4', pool.areaUid],
      );
      assert.equal(registries.devices.get(fresh.uid), undefined);
      const [row, chlorine] = await registries.entities.declare(made.said, context);
      assert.deepEqual(
        [row?.uid, row?.entityId, [...(row?.labels ?? [])]],
        [water.uid, 'sensor.my_water', ['l']],
      );
      assert.equal(chlorine?.uid, made.freshRows[1]?.uid);
      const [described] = await registries.devices.declare(
        [saysDevice('pool4', { entryId: 'two' })],
        context,
      );
      assert.equal(described?.uid, pool.uid);
    });

    it('undoes it to the very rows of before', async () => {
      const made = await replaceable();
      const before = snapshot(made);
      const { undo } = await made.registries.replaceDevice(made.pool.uid, made.fresh.uid, {
        preview: false,
        context,
      });
      assert.notDeepEqual(snapshot(made), before);
      await undo?.(context);
      assert.deepEqual(snapshot(made), before);
    });

    it('refuses a device that is not there, and itself', async () => {
      const { registries, pool } = await replaceable();
      await assert.rejects(
        registries.replaceDevice(pool.uid, 'nowhere', { preview: true, context }),
        NotFound,
      );
      await assert.rejects(
        registries.replaceDevice(pool.uid, pool.uid, { preview: true, context }),
        Conflict,
      );
    });
  });
});

describe('ReferenceIndex', () => {
  it('knows who uses what, as last said by each user', () => {
    const references = new ReferenceIndex();
    references.set('automation/1', { kind: 'automation', name: 'Wake', uids: ['a', 'b'] });
    references.set('scene/1', { kind: 'scene', name: 'Night', uids: ['b'] });
    assert.deepEqual(
      references.usersOf('b').map(({ name }) => name),
      ['Wake', 'Night'],
    );
    references.set('automation/1', { kind: 'automation', name: 'Wake up', uids: ['a'] });
    assert.deepEqual(references.usersOf('b'), [{ owner: 'scene/1', kind: 'scene', name: 'Night' }]);
    assert.equal(references.usersOf('a')[0]?.name, 'Wake up');
    references.remove('automation/1');
    assert.deepEqual(references.usersOf('a'), []);
  });
});
