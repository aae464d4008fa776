import assert from 'node:assert/strict';
import { calendar, event, NotReady, sensor, toggle } from '@lifeops/lib';
import type { Integration } from '@lifeops/lib/host';
import { defineIntegration, makeDisk, makeHostWorld, z } from './host-world.ts';
import type { HostWorld } from './host-world.ts';
import { Live } from './live.ts';

interface Lamp {
  readonly on: boolean;
  readonly watts: number;
}

const lamp = (live: Live<Lamp>): Integration =>
  defineIntegration({
    id: 'lamp',
    config: z.object({}),
    setup({ hub }) {
      const source = hub.push({ stream: live.stream });
      hub.device({ key: 'lamp', name: 'Desk', suggestedArea: 'Study' }, source, [
        toggle({
          key: 'relay',
          read: ({ on }) => on,
          commands: {
            turnOn: () => live.push({ on: true, watts: 9 }),
            turnOff: () => live.push({ on: false, watts: 0 }),
          },
        }),
        sensor({ key: 'power', deviceClass: 'power', unit: 'W', read: ({ watts }) => watts }),
        sensor({ key: 'hidden', enabledByDefault: false, read: () => 1 }),
      ]);
    },
  });

describe('the entities of a running entry', () => {
  it('have their rows, area and names durable before the entry is loaded', async () => {
    const live = new Live<Lamp>({ on: false, watts: 0 });
    await using world = await makeHostWorld({
      lamp: { code: lamp(live), texts: { en: { entities: { power: 'Draw' } } } },
    });
    const rowsWhenLoaded: number[] = [];
    const before = world.kernel.bus.on(
      'config_entry_updated',
      ({ data }) => {
        if (data.state !== 'loaded') return;
        void world.disk.tables.entities.all().then((rows) => rowsWhenLoaded.push(rows.length));
      },
      { owner: 'test' },
    );
    const uid = await world.add('lamp');
    before[Symbol.dispose]();
    assert.deepEqual(rowsWhenLoaded, [3]);
    const [device] = world.kernel.registries.devices.ofEntry(uid);
    assert.equal(world.kernel.registries.areas.get(device?.areaUid ?? '')?.name, 'Study');
    assert.equal(world.kernel.registries.entities.resolve('sensor.desk_draw')?.name.source, 'Draw');
    assert.deepEqual(
      Object.fromEntries([...world.kernel.states.all()].map(({ entityId, value }) => [entityId, value])),
      { 'sensor.desk_draw': 0, 'switch.desk_relay': false },
    );
  });

  it('do what they are called to, and confirm it in the context of the call', async () => {
    const live = new Live<Lamp>({ on: false, watts: 0 });
    await using world = await makeHostWorld({ lamp: lamp(live) });
    await world.add('lamp');
    const context = world.kernel.contexts.make('user', 'anna');
    const call = {
      domain: 'switch',
      service: 'turn_on',
      target: { entity_id: 'switch.desk_relay' },
      data: {},
      context,
    };
    const { results } = await world.clock.until(world.kernel.caller.call(call));
    assert.equal(results[0]?.status, 'done');
    assert.equal(world.state('switch.desk_relay')?.value, true);
    assert.equal(world.state('switch.desk_relay')?.context.id, context.id);
  });

  it('are unavailable after an unload and live again after a reload, as the same rows', async () => {
    const live = new Live<Lamp>({ on: true, watts: 9 });
    await using world = await makeHostWorld({ lamp: lamp(live) });
    const uid = await world.add('lamp');
    const before = world.uidOf('switch.desk_relay');
    await world.parts.entries.setDisabled(uid, true, world.context);
    assert.deepEqual(
      [world.state('switch.desk_relay')?.status, world.state('switch.desk_relay')?.value],
      ['unavailable', null],
    );
    assert.equal(world.host.running, 0);
    await world.parts.entries.setDisabled(uid, false, world.context);
    await world.clock.settle();
    assert.deepEqual(
      [world.state('switch.desk_relay')?.status, world.state('switch.desk_relay')?.value],
      ['ok', true],
    );
    assert.equal(world.uidOf('switch.desk_relay'), before);
  });

  it('come back stale after a restart, live when their source speaks, unavailable when it stays away', async () => {
    await using disk = await makeDisk();
    {
      await using world = await makeHostWorld({ lamp: lamp(new Live<Lamp>({ on: true, watts: 9 })) }, disk);
      await world.add('lamp');
    }
    {
      const live = new Live<Lamp>();
      await using world = await makeHostWorld({ lamp: lamp(live) }, disk);
      assert.deepEqual(
        [world.state('switch.desk_relay')?.status, world.state('switch.desk_relay')?.value],
        ['stale', true],
      );
      live.push({ on: true, watts: 8 });
      await world.clock.settle();
      assert.equal(world.state('switch.desk_relay')?.status, 'ok');
    }
    const away = defineIntegration({
      id: 'lamp',
      config: z.object({}),
      setup() {
        throw new NotReady('The lamp does not answer.');
      },
    });
    await using world = await makeHostWorld({ lamp: away }, disk);
    assert.equal(world.state('switch.desk_relay')?.status, 'stale');
    await world.clock.advance(6000);
    assert.equal(world.state('switch.desk_relay')?.status, 'unavailable');
  });

  it('stop writing at once when they are disabled, and show what came meanwhile when they are enabled', async () => {
    const live = new Live<Lamp>({ on: false, watts: 3 });
    await using world = await makeHostWorld({ lamp: lamp(live) });
    await world.add('lamp');
    const uid = world.uidOf('sensor.desk_power');
    const { entities } = world.kernel.registries;
    await entities.update(uid, { disabledBy: 'user' }, world.context);
    assert.equal(world.state('sensor.desk_power'), undefined);
    live.push({ on: false, watts: 5 });
    await world.clock.settle();
    assert.equal(world.state('sensor.desk_power'), undefined);
    await entities.update(uid, { disabledBy: null }, world.context);
    assert.equal(world.state('sensor.desk_power')?.value, 5);
    const hidden = world.uidOf('sensor.desk_hidden');
    await entities.update(hidden, { disabledBy: null }, world.context);
    assert.equal(world.kernel.states.get(hidden)?.value, 1);
  });

  it('keep their names by rename over a reload, and former ids resolve', async () => {
    const live = new Live<Lamp>({ on: false, watts: 3 });
    await using world = await makeHostWorld({ lamp: lamp(live) });
    const entry = await world.add('lamp');
    const uid = world.uidOf('sensor.desk_power');
    await world.kernel.registries.entities.rename(uid, 'sensor.lamp_watts', world.context);
    live.push({ on: false, watts: 4 });
    await world.clock.settle();
    assert.equal(world.state('sensor.lamp_watts')?.value, 4);
    world.parts.entries.reload(entry);
    await world.clock.settle();
    assert.equal(world.uidOf('sensor.lamp_watts'), uid);
    assert.equal(world.uidOf('sensor.desk_power'), uid);
  });
});

describe('things that come and go', () => {
  interface Item {
    readonly id: string;
  }
  const boxes = (live: Live<readonly Item[]>): Integration =>
    defineIntegration({
      id: 'boxes',
      config: z.object({}),
      setup({ hub }) {
        const all = hub.push({ stream: live.stream }).each(
          (items) => items,
          ({ id }) => ({ key: id, device: { name: `Box ${id}` } }),
        );
        hub.entities(all, [sensor({ key: 'level', read: ({ id }) => id.length })]);
      },
    });
  const rowOf = (world: HostWorld, uniqueId: string) =>
    [...world.kernel.registries.entities.all(), ...world.kernel.registries.entities.tombstones()].find(
      (row) => row.uniqueId === uniqueId,
    );

  it('leave their row behind when they go, and are the same when they come back', async () => {
    const live = new Live<readonly Item[]>([{ id: 'a' }, { id: 'b' }]);
    await using world = await makeHostWorld({ boxes: boxes(live) });
    await world.add('boxes');
    const before = world.uidOf('sensor.box_a_level');
    await world.kernel.registries.entities.update(before, { name: 'Cellar' }, world.context);
    live.push([{ id: 'b' }]);
    await world.clock.settle();
    assert.equal(world.kernel.states.get(before), undefined);
    assert.notEqual(rowOf(world, 'a/level')?.removedAt, null);
    assert.equal(world.state('sensor.box_b_level')?.status, 'ok');
    live.push([{ id: 'a' }, { id: 'b' }]);
    await world.clock.settle();
    const again = rowOf(world, 'a/level');
    assert.equal(again?.uid, before);
    assert.equal(again?.removedAt, null);
    assert.equal(world.kernel.states.get(before)?.status, 'ok');
  });
});

describe('event entities', () => {
  interface Press {
    readonly at: number | null;
    readonly type: string;
  }
  const button = (live: Live<Press>): Integration =>
    defineIntegration({
      id: 'button',
      config: z.object({}),
      setup({ hub }) {
        hub.device({ key: 'b', name: 'Button' }, hub.push({ stream: live.stream, staleAfter: 1000 }), [
          event({
            key: 'press',
            name: null,
            capabilities: { event_types: ['press', 'long'] },
            read: ({ at, type }) => ({ value: at, attributes: { event_type: type, data: null } }),
          }),
        ]);
      },
    });
  const fired = (world: HostWorld) =>
    world.events
      .filter(({ type }) => type === 'entity_event')
      .map(({ data }) => (data as { eventType: string }).eventType);

  it('fire once for each press, the first of all included, and not for the same one told again', async () => {
    const live = new Live<Press>({ at: null, type: 'press' });
    await using world = await makeHostWorld({ button: button(live) });
    await world.add('button');
    assert.deepEqual(fired(world), []);
    await world.clock.advance(1000);
    live.push({ at: world.clock.now(), type: 'press' });
    await world.clock.settle();
    live.push({ at: world.clock.now(), type: 'press' });
    await world.clock.advance(50);
    live.push({ at: world.clock.now(), type: 'press' });
    live.push({ at: world.clock.now() + 1, type: 'long' });
    await world.clock.settle();
    assert.deepEqual(fired(world), ['press', 'press', 'long']);
  });

  it('fire for the first press ever of a button that said nothing before', async () => {
    const live = new Live<Press>();
    await using world = await makeHostWorld({ button: button(live) });
    await world.add('button');
    await world.clock.advance(1000);
    live.push({ at: world.clock.now(), type: 'press' });
    await world.clock.settle();
    assert.deepEqual(fired(world), ['press']);
  });

  it('do not fire again what happened before a reload, an outage or a restart', async () => {
    await using disk = await makeDisk();
    const live = new Live<Press>({ at: null, type: 'press' });
    let last = 0;
    {
      await using world = await makeHostWorld({ button: button(live) }, disk);
      const uid = await world.add('button');
      await world.clock.advance(10_000);
      live.push({ at: (last = world.clock.now()), type: 'press' });
      await world.clock.advance(5000);
      world.parts.entries.reload(uid);
      await world.clock.settle();
      live.fail(new NotReady('gone'));
      await world.clock.advance(3000);
      assert.equal(world.state('event.button')?.status, 'unavailable');
      await world.clock.advance(60_000);
      assert.equal(world.state('event.button')?.value, last);
      await world.parts.entries.setDisabled(uid, true, world.context);
      await world.parts.entries.setDisabled(uid, false, world.context);
      await world.clock.settle();
      assert.deepEqual(fired(world), ['press']);
    }
    await using world = await makeHostWorld({ button: button(live) }, disk);
    assert.equal(world.state('event.button')?.value, last);
    assert.deepEqual(fired(world), []);
    live.push({ at: world.clock.now(), type: 'long' });
    await world.clock.settle();
    assert.deepEqual(fired(world), ['long']);
  });
});

describe('a calendar', () => {
  interface Item {
    readonly id: string;
    readonly title: string;
    readonly start: number;
  }
  const family = (live: Live<readonly Item[]>): Integration =>
    defineIntegration({
      id: 'family',
      config: z.object({}),
      setup({ hub }) {
        hub.device({ key: 'c', name: 'Family' }, hub.push({ stream: live.stream }), [
          calendar({
            key: 'events',
            name: null,
            events: (items) =>
              items.map(({ id, title, start }) => ({
                id,
                uid: id,
                title,
                start,
                end: start + 3_600_000,
                allDay: false,
                attendees: [],
                status: 'confirmed' as const,
              })),
          }),
        ]);
      },
    });

  it('goes to the store, is answered by get_events, and loses what its feed no longer has, also over a restart', async () => {
    await using disk = await makeDisk();
    const start = disk.clock.now() + 3_600_000;
    const dinner = { id: 'e1', title: 'Dinner', start };
    const sport = { id: 'e2', title: 'Sport', start: start + 7_200_000 };
    {
      const live = new Live<readonly Item[]>([dinner, sport]);
      await using world = await makeHostWorld({ family: family(live) }, disk);
      await world.add('family');
      const uid = world.uidOf('calendar.family');
      const titles = async () =>
        (await world.calendarEvents.between([uid], start, start + 86_400_000)).map(({ title }) => title);
      assert.deepEqual(await titles(), ['Dinner', 'Sport']);
      live.push([{ ...dinner, title: 'Late dinner' }, sport]);
      await world.clock.settle();
      assert.deepEqual(await titles(), ['Late dinner', 'Sport']);
      const call = {
        domain: 'calendar',
        service: 'get_events',
        target: { entity_id: 'calendar.family' },
        data: { start, end: start + 3_600_000 },
        context: world.context,
      };
      const { results } = await world.clock.until(world.kernel.caller.call(call));
      const output = results[0]?.response as { events: { title: string }[] } | undefined;
      assert.deepEqual(
        output?.events.map(({ title }) => title),
        ['Late dinner'],
      );
    }
    await using world = await makeHostWorld({ family: family(new Live<readonly Item[]>([sport])) }, disk);
    const left = await world.calendarEvents.between(
      [world.uidOf('calendar.family')],
      start,
      start + 86_400_000,
    );
    assert.deepEqual(
      left.map(({ title }) => title),
      ['Sport'],
    );
  });
});
