import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InvalidInput, NotFound, Unavailable } from '@lifeops/lib';
import type { CallResult } from '@lifeops/lib';
import { context } from '../kernel.ts';
import { makeServices, outcomes } from './service-fixture.ts';

describe('planCall', () => {
  describe('targets', () => {
    async function house() {
      const made = makeServices();
      const { registries, add } = made;
      const floor = await registries.floors.create({ name: 'Ground' }, context);
      const room = await registries.areas.create({ name: 'Living room', floorUid: floor.uid }, context);
      const corner = await registries.areas.create({ name: 'Corner', parentUid: room.uid }, context);
      const label = await registries.labels.create({ name: 'Cosy' }, context);
      const put = async (
        name: string,
        more: Parameters<typeof add>[1],
        patch: Parameters<typeof registries.entities.update>[1],
      ) => {
        const made_ = await add(name, more);
        await registries.entities.update(made_.uid, patch, context);
        return made_;
      };
      await put('ceiling', {}, { areaUid: room.uid });
      await put('reading', {}, { areaUid: corner.uid, labels: [label.uid] });
      await put('hidden', {}, { areaUid: room.uid, hiddenBy: 'user' });
      await put('disabled', {}, { areaUid: room.uid, disabledBy: 'user' });
      await put('led', { category: 'config' }, { areaUid: room.uid });
      await put('plug', { domain: 'switch' }, { areaUid: room.uid });
      await put('elsewhere', {}, {});
      return { ...made, floor, room, corner, label };
    }
    const ids = (result: CallResult) => result.results.map((one) => one.entity_id ?? '').toSorted();

    it('reaches the ordinary entities of the domain in an area and those inside it', async () => {
      const { caller, room, floor, label } = await house();
      const call = (target: object) => caller.call({ domain: 'light', service: 'turn_on', target, context });
      assert.deepEqual(ids(await call({ area_id: room.uid })), ['light.ceiling', 'light.reading']);
      assert.deepEqual(ids(await call({ area_id: 'living room' })), ['light.ceiling', 'light.reading']);
      assert.deepEqual(ids(await call({ floor_id: floor.uid })), ['light.ceiling', 'light.reading']);
      assert.deepEqual(ids(await call({ label_id: label.uid })), ['light.reading']);
      assert.deepEqual(ids(await call({ entity_id: 'all' })), [
        'light.ceiling',
        'light.elsewhere',
        'light.reading',
      ]);
    });

    it('reaches what is hidden or config when it is named itself, by id, former id or uid, once', async () => {
      const { turnOn, registries, room } = await house();
      const hidden = registries.entities.need('light.hidden');
      await registries.entities.rename(hidden.uid, 'light.secret', context);
      const result = await turnOn(['light.hidden', 'light.secret', hidden.uid, 'light.led'], {
        target: { entity_id: ['light.hidden', 'light.secret', hidden.uid, 'light.led'], area_id: room.uid },
      });
      assert.deepEqual(ids(result), ['light.ceiling', 'light.led', 'light.reading', 'light.secret']);
    });

    it('skips what is disabled, with the reason', async () => {
      const { turnOn } = await house();
      assert.deepEqual(outcomes(await turnOn('light.disabled')), [['light.disabled', 'skipped', 'disabled']]);
    });

    it('reports names that mean nothing beside those that do, and throws when none does', async () => {
      const { turnOn } = await house();
      const result = await turnOn(['light.ceiling', 'light.ceilin', 'light.ceilin']);
      assert.deepEqual(outcomes(result), [
        ['light.ceiling', 'done', null],
        ['light.ceilin', 'failed', 'not-found'],
      ]);
      await assert.rejects(turnOn('light.ceilin'), /Did you mean light\.ceiling\?/);
      await assert.rejects(turnOn([]), InvalidInput);
    });
  });

  describe('what an entity cannot do', () => {
    it('is an error for an entity named itself, before anything is sent', async () => {
      const { add, turnOn, sent } = makeServices();
      await add('bright', { features: ['brightness'] });
      await add('plain');
      await add('plug', { domain: 'switch' });
      await assert.rejects(
        turnOn(['light.bright', 'light.plain'], { data: { brightness: 9 } }),
        InvalidInput,
      );
      await assert.rejects(turnOn('switch.plug'), InvalidInput);
      assert.deepEqual(sent, []);
    });

    it('skips an entity that was reached through something else', async () => {
      const { add, caller, sent } = makeServices();
      await add('bright', { features: ['brightness'] });
      await add('plain');
      const result = await caller.call({
        domain: 'light',
        service: 'turn_on',
        target: { entity_id: 'all' },
        data: { brightness: 9 },
        context,
      });
      assert.deepEqual(outcomes(result), [
        ['light.bright', 'done', null],
        ['light.plain', 'skipped', 'unsupported'],
      ]);
      assert.equal(sent.length, 1);
    });

    it('refuses a field that no entity of the domain takes, even where nothing is reached', async () => {
      const { caller } = makeServices();
      const call = { domain: 'light', service: 'turn_on', target: { entity_id: 'all' }, context };
      assert.deepEqual((await caller.call(call)).results, []);
      await assert.rejects(caller.call({ ...call, data: { brightnes: 9 } }), InvalidInput);
    });

    it('skips what is unavailable or whose integration does not run', async () => {
      const { add, turnOn, sent } = makeServices();
      await add('gone', { status: 'unavailable' });
      const orphan = await add('orphan');
      orphan.handler[Symbol.dispose]();
      await add('stale', { status: 'stale' });
      assert.deepEqual(outcomes(await turnOn(['light.gone', 'light.orphan', 'light.stale'])), [
        ['light.gone', 'skipped', 'unavailable'],
        ['light.orphan', 'skipped', 'unavailable'],
        ['light.stale', 'done', null],
      ]);
      assert.equal(sent.length, 1);
    });
  });

  it('reports every target exactly once, whatever the targets, states and handlers', async () => {
    const lamp = fc.record({
      status: fc.constantFrom('ok' as const, 'stale' as const, 'unavailable' as const),
      disabled: fc.boolean(),
      hidden: fc.boolean(),
      inArea: fc.boolean(),
      features: fc.constantFrom([], ['brightness']),
      does: fc.constantFrom('works', 'fails', 'hangs', 'no handler'),
    });
    const names = fc.array(fc.constantFrom(0, 1, 2, 3, 4, 'light.typo', 'light.typo2'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(lamp, { minLength: 5, maxLength: 5 }),
        names,
        fc.boolean(),
        async (lamps, chosen, area) => {
          const { add, caller, registries, clock } = makeServices();
          const room = await registries.areas.create({ name: 'Room' }, context);
          const uids: string[] = [];
          for (const [i, { status, features, does, ...one }] of lamps.entries()) {
            const works = () =>
              does === 'works'
                ? Promise.resolve()
                : does === 'fails'
                  ? Promise.reject(new Unavailable('x'))
                  : new Promise<void>(() => {});
            const made = await add(`l${i}`, { status, features, does: works });
            if (does === 'no handler') made.handler[Symbol.dispose]();
            const disabledBy = one.disabled ? ('user' as const) : null;
            await registries.entities.update(
              made.uid,
              { disabledBy, hiddenBy: one.hidden ? 'user' : null, areaUid: one.inArea ? room.uid : null },
              context,
            );
            uids.push(made.uid);
          }
          const texts = chosen.map((name, i) =>
            typeof name === 'string' ? name : i % 2 === 0 ? `light.l${name}` : (uids[name] as string),
          );
          const target = { entity_id: texts, ...(area ? { area_id: room.uid } : {}) };
          const expected = new Set(texts.map((text) => registries.entities.resolve(text)?.uid ?? text));
          for (const [i, one] of lamps.entries())
            if (area && one.inArea && !one.hidden && !one.disabled) expected.add(uids[i] as string);
          const call = caller.call({ domain: 'light', service: 'turn_on', target, context });
          try {
            const { results } = await clock.until(call);
            assert.deepEqual(
              results.map((one) => one.uid ?? one.entity_id ?? '').toSorted(),
              [...expected].toSorted(),
            );
          } catch (error) {
            if (error instanceof NotFound)
              assert.ok([...expected].every((name) => name.startsWith('light.typo')));
            else if (error instanceof InvalidInput) assert.ok(texts.length === 0 && !area);
            else throw error;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
