import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Conflict, days, InvalidInput, NotFound } from '@lifeops/lib';
import type { EntityRecord } from '@lifeops/lib';
import { context, report } from '../kernel.ts';
import { makeRegistries, saysDevice, saysEntity } from './registry-fixture.ts';

async function setUp(...uniqueIds: string[]) {
  const made = makeRegistries();
  const rows = await made.registries.entities.declare(
    uniqueIds.map((id) => saysEntity(id)),
    context,
  );
  made.events.length = 0;
  return { ...made, entities: made.registries.entities, rows, row: rows[0] as EntityRecord };
}

describe('EntityRegistry', () => {
  it('makes the id of the device and the entity name, in plain letters', async () => {
    const { registries } = makeRegistries();
    const [device] = await registries.devices.declare([saysDevice('d', { name: 'Basen Łódź' })], context);
    const rows = await registries.entities.declare(
      [
        saysEntity('water', { deviceUid: device?.uid ?? null, name: 'Vattnets värme' }),
        saysEntity('main', { deviceUid: device?.uid ?? null, nameKey: null, name: null }),
      ],
      context,
    );
    assert.deepEqual(
      rows.map((row) => row.entityId),
      ['sensor.basen_lodz_vattnets_varme', 'sensor.basen_lodz'],
    );
  });

  it('counts up when an id is taken by an entity, in the same batch or by a state', async () => {
    const { registries, states } = makeRegistries();
    states.claim({ uid: 'x', entityId: 'sensor.a_2' }, 'o').report(report(1), context);
    const rows = await registries.entities.declare(
      [saysEntity('a'), saysEntity('b', { name: 'a' })],
      context,
    );
    assert.deepEqual(
      rows.map((row) => row.entityId),
      ['sensor.a', 'sensor.a_3'],
    );
  });

  it('writes all entities of a set-up in one transaction, and nothing when nothing is new', async () => {
    const { registries, tables, events } = makeRegistries();
    const said = Array.from({ length: 50 }, (_, i) => saysEntity(`e${i}`));
    await registries.entities.declare(said, context);
    assert.equal(tables.entities.puts, 1);
    assert.equal(events.length, 50);
    await registries.entities.declare(said, context);
    assert.equal(tables.entities.puts, 1);
    assert.equal(events.length, 50);
  });

  it('tells apart the same unique id of another entry, domain or integration', async () => {
    const { entities } = await setUp('a');
    const rows = await entities.declare(
      [
        saysEntity('a', { entryId: 'two' }),
        saysEntity('a', { domain: 'switch' }),
        saysEntity('a', { integration: 'x' }),
      ],
      context,
    );
    assert.equal(new Set([...rows, ...entities.all()].map(({ uid }) => uid)).size, 4);
  });

  it('refuses a batch that names an entity twice, and keeps nothing of it', async () => {
    const { registries } = makeRegistries();
    await assert.rejects(registries.entities.declare([saysEntity('a'), saysEntity('a')], context), Conflict);
    assert.deepEqual([...registries.entities.all()], []);
  });

  it('leaves memory as it was when storage fails, and tells nobody', async () => {
    const { entities, row, tables, events } = await setUp('a');
    tables.entities.failNext = new RangeError('disk full');
    await assert.rejects(entities.update(row.uid, { name: 'Mine' }, context), /disk full/);
    assert.deepEqual(entities.get(row.uid), row);
    assert.deepEqual(events, []);
    await entities.update(row.uid, { name: 'Mine' }, context);
    assert.equal(tables.entities.rows.get(row.uid)?.name.user, 'Mine');
  });

  it('keeps both of two changes made at once', async () => {
    const { entities, row } = await setUp('a');
    await Promise.all([
      entities.update(row.uid, { name: 'Mine' }, context),
      entities.update(row.uid, { icon: 'sun' }, context),
    ]);
    assert.deepEqual([entities.get(row.uid)?.name.user, entities.get(row.uid)?.icon.user], ['Mine', 'sun']);
  });

  it('tells each real change once, with the fields that changed', async () => {
    const { entities, row, events } = await setUp('a');
    await entities.update(row.uid, { name: 'Mine', labels: ['l', 'l'] }, context);
    await entities.update(row.uid, { name: 'Mine', labels: ['l'] }, context);
    assert.deepEqual(events, ['entity update name labels']);
  });

  it("lets a person's name win over the source's, which goes on changing beside it", async () => {
    const { entities, row } = await setUp('a');
    await entities.update(row.uid, { name: 'Mine' }, context);
    await entities.declare([saysEntity('a', { name: 'Theirs' })], context);
    assert.deepEqual(entities.get(row.uid)?.name, { source: 'Theirs', user: 'Mine' });
    await entities.update(row.uid, { name: null }, context);
    assert.deepEqual(entities.get(row.uid)?.name, { source: 'Theirs', user: null });
  });

  it('does not undo a choice to enable when it is declared again', async () => {
    const { registries } = makeRegistries();
    const said = saysEntity('a', { enabledByDefault: false });
    const [row] = await registries.entities.declare([said], context);
    assert.equal(row?.disabledBy, 'integration');
    await registries.entities.update(row?.uid ?? '', { disabledBy: null }, context);
    const [again] = await registries.entities.declare([said], context);
    assert.equal(again?.disabledBy, null);
  });

  describe('renaming', () => {
    it('keeps the old id resolving, moves the state and tells the old id', async () => {
      const { entities, row, states, bus } = await setUp('a');
      states.claim(row, 'entry').report(report(1), context);
      const former: unknown[] = [];
      bus.on('entity_registry_updated', ({ data }) => former.push(data.formerEntityId), { owner: 'test' });
      await entities.rename(row.uid, 'Sensor.Kitchen', context);
      assert.equal(entities.resolve('sensor.a')?.entityId, 'sensor.kitchen');
      assert.equal(entities.resolve('SENSOR.KITCHEN')?.uid, row.uid);
      assert.equal(states.byEntityId('sensor.kitchen')?.uid, row.uid);
      assert.deepEqual(former, ['sensor.a']);
    });

    it('lets the present holder of an id win over a former one, until it gives it up', async () => {
      const { entities, rows } = await setUp('a', 'b');
      const [a, b] = rows as [EntityRecord, EntityRecord];
      await entities.rename(a.uid, 'sensor.moved', context);
      await entities.rename(b.uid, 'sensor.a', context);
      assert.equal(entities.resolve('sensor.a')?.uid, b.uid);
      await entities.rename(b.uid, 'sensor.c', context);
      assert.equal(entities.resolve('sensor.a')?.uid, b.uid, 'the one that gave it up last');
      await entities.remove([b.uid], context);
      assert.equal(entities.resolve('sensor.a')?.uid, a.uid);
    });

    it('refuses a taken id, another domain and what is no id', async () => {
      const { entities, row } = await setUp('a', 'b');
      await assert.rejects(entities.rename(row.uid, 'sensor.b', context), Conflict);
      await assert.rejects(entities.rename(row.uid, 'light.a', context), InvalidInput);
      await assert.rejects(entities.rename(row.uid, 'sensor.', context), InvalidInput);
      assert.deepEqual(entities.get(row.uid), row);
    });

    it('forgets a former id that becomes the present one again', async () => {
      const { entities, row } = await setUp('a');
      await entities.rename(row.uid, 'sensor.b', context);
      const back = await entities.rename(row.uid, 'sensor.a', context);
      assert.deepEqual(back.formerIds, ['sensor.b']);
    });
  });

  it('names the nearest id for one that is unknown', async () => {
    const { entities } = await setUp('kitchen');
    assert.throws(
      () => entities.need('sensor.kitchn'),
      (error: unknown) => error instanceof NotFound && /Did you mean sensor\.kitchen\?/.test(error.message),
    );
  });

  describe('removing', () => {
    it('gives the same uid, id and settings when it is described again', async () => {
      const { entities, row, events } = await setUp('a');
      await entities.update(row.uid, { name: 'Mine', areaUid: 'area' }, context);
      await entities.remove([row.uid], context);
      assert.equal(entities.get(row.uid), undefined);
      assert.equal(entities.resolve('sensor.a'), undefined);
      const [back] = await entities.declare([saysEntity('a')], context);
      assert.deepEqual(
        [back?.uid, back?.entityId, back?.name.user, back?.areaUid],
        [row.uid, 'sensor.a', 'Mine', 'area'],
      );
      assert.deepEqual(events.slice(1), ['entity remove', 'entity create']);
    });

    it('gives it back with a free id when its own has been taken meanwhile', async () => {
      const { entities, row } = await setUp('a');
      await entities.remove([row.uid], context);
      const [other] = await entities.declare([saysEntity('other', { name: 'a' })], context);
      assert.equal(other?.entityId, 'sensor.a');
      assert.equal((await entities.undelete(row.uid, context)).entityId, 'sensor.a_2');
      assert.equal(entities.resolve('sensor.a')?.uid, other?.uid);
    });

    it('gives it back to a new entry of the same integration once its own entry has gone', async () => {
      const { registries, row, entities } = await setUp('a');
      await registries.removeEntry('entry', context);
      const [back] = await entities.declare([saysEntity('a', { entryId: 'new entry' })], context);
      assert.equal(back?.uid, row.uid);
    });

    it('forgets it for good after 90 days', async () => {
      const { entities, row, clock, tables } = await setUp('a');
      await entities.remove([row.uid], context);
      clock.jump(days(90) - 1);
      assert.deepEqual(await entities.purge(context), []);
      clock.jump(1);
      assert.deepEqual(await entities.purge(context), [row.uid]);
      assert.equal(tables.entities.rows.size, 0);
      const [again] = await entities.declare([saysEntity('a')], context);
      assert.notEqual(again?.uid, row.uid);
    });
  });

  it('takes the state of a removed or disabled entity away at once, unless its writer is there to do so', async () => {
    const { entities, rows, states } = await setUp('a', 'b', 'c');
    const [a, b, c] = rows as [EntityRecord, EntityRecord, EntityRecord];
    const writers = rows.map((row) => states.claim(row, 'entry'));
    for (const writer of writers) writer.report(report(1), context);
    writers[0]?.release();
    writers[1]?.release();
    await entities.remove([a.uid], context);
    await entities.update(b.uid, { disabledBy: 'user' }, context);
    await entities.remove([c.uid], context);
    assert.deepEqual(
      [a, b, c].map(({ uid }) => states.get(uid)?.value),
      [undefined, undefined, 1],
    );
  });

  it('knows after a restart what it knew before', async () => {
    const { entities, row, tables } = await setUp('a', 'b');
    await entities.rename(row.uid, 'sensor.moved', context);
    const after = makeRegistries(tables);
    await after.registries.load();
    assert.deepEqual([...after.registries.entities.all()], [...entities.all()]);
    assert.equal(after.registries.entities.resolve('sensor.a')?.uid, row.uid);
    const [again] = await after.registries.entities.declare([saysEntity('a')], context);
    assert.equal(again?.uid, row.uid);
  });

  it('never changes the uid, whatever sequence of renaming, disabling, removing, re-adding and restarts', async () => {
    const step = fc.record({
      what: fc.constantFrom('rename', 'disable', 'enable', 'remove', 'declare', 'undelete', 'restart'),
      which: fc.nat({ max: 2 }),
      to: fc.constantFrom('sensor.x', 'sensor.y', 'sensor.a', 'sensor.b'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        let hub = await setUp('a', 'b', 'c');
        const said = ['a', 'b', 'c'].map((id) => saysEntity(id));
        const uids = hub.rows.map(({ uid }) => uid);
        for (const { what, which, to } of steps) {
          const entities = hub.registries.entities;
          const uid = uids[which] as string;
          const present = entities.get(uid) !== undefined;
          if (what === 'rename' && present) await entities.rename(uid, to, context).catch(() => {});
          if (what === 'disable' && present) await entities.update(uid, { disabledBy: 'user' }, context);
          if (what === 'enable' && present) await entities.update(uid, { disabledBy: null }, context);
          if (what === 'remove') await entities.remove([uid], context);
          if (what === 'undelete') await entities.undelete(uid, context);
          if (what === 'declare') await entities.declare([said[which] as (typeof said)[number]], context);
          if (what === 'restart') {
            const next = makeRegistries(hub.tables);
            await next.registries.load();
            hub = { ...hub, ...next, entities: next.registries.entities };
          }
          const ids = [...hub.registries.entities.all()].map((row) => row.entityId);
          assert.equal(new Set(ids).size, ids.length, 'no id belongs to two');
        }
        const back = await hub.registries.entities.declare(said, context);
        assert.deepEqual(
          back.map((row) => row.uid),
          uids,
        );
        for (const row of back) assert.equal(hub.registries.entities.resolve(row.entityId)?.uid, row.uid);
      }),
      { numRuns: 60 },
    );
  });
});
