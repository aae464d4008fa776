import assert from 'node:assert/strict';
import { domains, hours, minutes, seconds } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import { FakeClock, testHub } from '@lifeops/lib/testing';
import demo from '../../../integrations/demo/src/index.ts';
import { devices, lampEntityIds } from '../../../integrations/demo/src/entities/devices.data.ts';
import { packageOf } from '../package-of.ts';

/** A Wednesday in winter, noon in Stockholm. */
const noon = Date.parse('2026-01-14T12:00:00+01:00');
const start = (at = noon) => testHub(demo, { config: {}, clock: new FakeClock(at) });

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');

describe('the demo house', () => {
  it('has something of every domain', async () => {
    await using hub = await start();
    const present = new Set(hub.entities.map(({ domain }) => domain));
    assert.deepEqual(
      [...domains.keys()].filter((domain) => !present.has(domain)),
      [],
    );
  });

  it('puts every device that can be touched into a room, the phones apart', async () => {
    await using hub = await start();
    const homeless = hub.devices.filter(
      ({ kind, suggested_area }) => kind === 'device' && suggested_area === null,
    );
    assert.deepEqual(
      homeless.map(({ key }) => key),
      ['alex_phone', 'sam_phone'],
    );
    const areas = new Set(
      hub.devices.map(({ suggested_area }) => suggested_area).filter((area) => area !== null),
    );
    assert.deepEqual([...areas].sort(), [
      'Bathroom',
      'Bedroom',
      'Garden',
      'Hallway',
      'Kitchen',
      'Living room',
      'Office',
    ]);
  });

  it('names lamps so that their entity ids are those that the default automations and scenes use', async () => {
    await using hub = await start();
    for (const [key, entityId] of Object.entries(lampEntityIds)) {
      const device = hub.devices.find((one) => one.key === key);
      const entity = hub.entities.find((one) => one.device === key && one.domain === 'light');
      assert.equal(entity?.name_key, null);
      assert.equal(`light.${slug(device?.name ?? '')}`, entityId);
    }
  });

  it('has a name for every device in each language, in English the one that it is made with', () => {
    const { translations } = packageOf('demo');
    const names = Object.fromEntries(Object.entries(devices).map(([key, { name }]) => [key, name]));
    assert.deepEqual(translations['en']?.['device'], names);
    for (const language of ['pl', 'sv']) {
      assert.deepEqual(Object.keys(translations[language]?.['device'] ?? {}), Object.keys(names));
    }
  });

  it('shows a lamp as it was set, and off at brightness 0', async () => {
    await using hub = await start();
    await hub.call('living_room_lamp/lamp', 'turn_on', { brightness_pct: 40, color_temp_kelvin: 3000 });
    await hub.advance(0);
    const lit = hub.state('living_room_lamp/lamp');
    assert.deepEqual(
      [lit?.value, lit?.attributes['brightness'], lit?.attributes['color_temp_kelvin']],
      [true, 102, 3000],
    );
    await hub.call('living_room_lamp/lamp', 'turn_on', { brightness: 0 });
    await hub.advance(0);
    const off = hub.state('living_room_lamp/lamp');
    assert.deepEqual([off?.value, off?.attributes['brightness']], [false, null]);
  });

  it('draws more at the meter when a lamp is switched on', async () => {
    await using hub = await start();
    await hub.advance(seconds(10));
    const before = Number(hub.state('meter/power')?.value);
    await hub.call('kitchen_lamp/lamp', 'turn_on', { brightness_pct: 100 });
    await hub.advance(seconds(10));
    assert.ok(Math.abs(Number(hub.state('meter/power')?.value) - before - 18) <= 2);
  });

  it('keeps an outlet without draw while it is off, and its meter still', async () => {
    await using hub = await start(Date.parse('2026-01-14T20:00:00+01:00'));
    await hub.advance(minutes(5));
    assert.ok(Number(hub.state('tv_outlet/power')?.value) > 50, 'the television runs in the evening');
    await hub.call('tv_outlet/outlet', 'turn_off');
    await hub.advance(seconds(20));
    const energy = hub.state('tv_outlet/energy')?.value;
    await hub.advance(hours(1));
    assert.deepEqual(
      [hub.state('tv_outlet/power')?.value, hub.state('tv_outlet/energy')?.value],
      [0, energy],
    );
  });

  it('moves a blind for 15 seconds, seen on its way', async () => {
    await using hub = await start();
    await hub.call('living_room_blind/cover', 'close_cover');
    const seen: unknown[] = [];
    for (const second of [3, 6, 14, 15]) {
      await hub.clock.advanceTo(noon + seconds(second));
      const state = hub.state('living_room_blind/cover');
      seen.push([second, state?.value, state?.attributes['current_position']]);
    }
    assert.deepEqual(seen, [
      [3, 'closing', 80],
      [6, 'closing', 60],
      [14, 'closing', 7],
      [15, 'closed', 0],
    ]);
  });

  it('stops a blind where it is', async () => {
    await using hub = await start();
    await hub.call('bedroom_blind/cover', 'set_cover_position', { position: 0 });
    await hub.advance(seconds(6));
    await hub.call('bedroom_blind/cover', 'stop_cover');
    await hub.advance(seconds(30));
    const state = hub.state('bedroom_blind/cover');
    assert.deepEqual([state?.value, state?.attributes['current_position']], ['open', 60]);
  });

  it('turns the bolt for two seconds', async () => {
    await using hub = await start();
    const seen = [hub.state('front_door/lock')?.value];
    await hub.call('front_door/lock', 'unlock');
    await hub.advance(0);
    seen.push(hub.state('front_door/lock')?.value);
    await hub.advance(seconds(2));
    seen.push(hub.state('front_door/lock')?.value);
    assert.deepEqual(seen, ['locked', 'unlocking', 'unlocked']);
    assert.equal(hub.state('front_door/lock')?.attributes['changed_by'], 'LifeOps');
  });

  it('warms a room to its set point and keeps it there', async () => {
    await using hub = await start();
    await hub.call('living_room_thermostat/thermostat', 'set_temperature', { temperature: 24 });
    await hub.advance(minutes(1));
    assert.equal(hub.state('living_room_thermostat/thermostat')?.attributes['hvac_action'], 'heating');
    await hub.advance(hours(2));
    for (let hour = 0; hour < 3; hour++) {
      const measured = Number(hub.state('living_room_thermostat/temperature')?.value);
      assert.ok(Math.abs(measured - 24) <= 0.4, `${measured} °C`);
      await hub.advance(hours(1));
    }
  });

  it('lets a room cool when its thermostat is off, and shows no target', async () => {
    await using hub = await start();
    const before = Number(hub.state('bedroom_thermostat/temperature')?.value);
    await hub.call('bedroom_thermostat/thermostat', 'turn_off');
    await hub.advance(hours(3));
    assert.ok(Number(hub.state('bedroom_thermostat/temperature')?.value) < before - 0.3);
    const state = hub.state('bedroom_thermostat/thermostat');
    assert.deepEqual([state?.value, state?.attributes['temperature']], ['off', null]);
    await hub.call('bedroom_thermostat/thermostat', 'turn_on');
    await hub.advance(0);
    assert.equal(hub.state('bedroom_thermostat/thermostat')?.value, 'heat');
  });

  it('plays one track after another and tells where it began', async () => {
    await using hub = await start();
    await hub.call('speaker/player', 'media_play');
    await hub.advance(seconds(215));
    const state = hub.state('speaker/player');
    assert.deepEqual(
      [state?.value, state?.attributes['media_title'], state?.attributes['media_position_updated_at']],
      ['playing', 'Tram 7', noon + seconds(214)],
    );
    await hub.call('speaker/player', 'media_pause');
    await hub.advance(0);
    assert.equal(hub.state('speaker/player')?.attributes['media_position'], 1);
  });

  it('installs the update of the router in steps and restarts it', async () => {
    await using hub = await start();
    await hub.call('router/firmware', 'install');
    await hub.advance(seconds(9));
    const halfway = hub.state('router/firmware')?.attributes;
    assert.deepEqual([halfway?.['in_progress'], halfway?.['update_percentage']], [true, 40]);
    await hub.advance(seconds(12));
    const done = hub.state('router/firmware');
    assert.deepEqual(
      [done?.value, done?.attributes['installed_version'], hub.state('router/online')?.value],
      [false, '7.3.0', false],
    );
    await hub.advance(seconds(16));
    assert.equal(hub.state('router/online')?.value, true);
  });

  it('sets several lamps by a scene and remembers when', async () => {
    await using hub = await start();
    await hub.call('house/movie_night', 'turn_on');
    await hub.advance(0);
    assert.equal(hub.state('house/movie_night')?.value, noon);
    assert.equal(hub.state('floor_lamp/lamp')?.attributes['color_mode'], 'hs');
    assert.equal(hub.state('living_room_lamp/lamp')?.attributes['brightness'], 25);
  });

  it('keeps a shopping list', async () => {
    await using hub = await start();
    const items = async (status: string[]) =>
      (
        (await hub.call('shopping_list/shopping_list', 'get_items', { status })) as { items: JsonObject[] }
      ).items.map((item) => item['summary']);
    await hub.call('shopping_list/shopping_list', 'add_item', { item: 'Lemons' });
    await hub.call('shopping_list/shopping_list', 'update_item', { item: 'Milk', status: 'completed' });
    await hub.call('shopping_list/shopping_list', 'remove_item', { item: ['Apples', 'Rye bread'] });
    await hub.call('shopping_list/shopping_list', 'move_item', { uid: 'item-6', previous_uid: null });
    await hub.advance(0);
    assert.equal(hub.state('shopping_list/shopping_list')?.value, 3);
    assert.deepEqual(await items(['needs_action']), ['Lemons', 'Coffee beans', 'Dishwasher tablets']);
    assert.deepEqual(await items(['completed']), ['Milk']);
    await assert.rejects(hub.call('shopping_list/shopping_list', 'remove_item', { item: 'Gold' }), {
      name: 'NotFound',
    });
  });

  it('turns its calendar on while an entry runs', async () => {
    await using hub = await start(Date.parse('2026-01-13T17:59:00+01:00'));
    const yoga = () => hub.state('household_calendar/calendar');
    assert.deepEqual([yoga()?.value, yoga()?.attributes['message']], [false, 'Yoga']);
    await hub.advance(minutes(1));
    assert.equal(yoga()?.value, true);
    await hub.advance(minutes(60));
    assert.equal(yoga()?.value, false);
  });

  it('shows motion when somebody walks by, for a minute', async () => {
    await using hub = await start();
    await hub.call('hallway_motion/walk_by', 'press');
    await hub.advance(0);
    assert.deepEqual(
      [hub.state('hallway_motion/motion')?.value, hub.state('hallway_motion/walk_by')?.value],
      [true, noon],
    );
    await hub.advance(minutes(60));
    assert.ok(
      hub.messages.some(
        (message) => message.type === 'patch' && message.patches.some(([, , value]) => value === false),
      ),
    );
  });

  it('forecasts what comes', async () => {
    await using hub = await start();
    const { forecast } = (await hub.call('weather/weather', 'get_forecasts', { type: 'hourly' })) as {
      forecast: JsonObject[];
    };
    await hub.advance(hours(3));
    assert.equal(hub.state('weather/weather')?.attributes['temperature'], forecast[3]?.['temperature']);
    const week = (await hub.call('weather/weather', 'get_forecasts', { type: 'daily' })) as {
      forecast: JsonObject[];
    };
    assert.equal(week.forecast.length, 7);
    for (const day of week.forecast) assert.ok(Number(day['templow']) <= Number(day['temperature']));
  });

  it('is the same house after a restart, and its meters go on', async () => {
    await using hub = await start();
    await hub.advance(hours(5) + seconds(30));
    const [energy, temperature] = [
      Number(hub.state('meter/energy')?.value),
      hub.state('weather/weather')?.attributes['temperature'],
    ];
    await hub.restart();
    await hub.advance(0);
    assert.ok(Math.abs(Number(hub.state('meter/energy')?.value) - energy) < 0.2);
    assert.equal(hub.state('weather/weather')?.attributes['temperature'], temperature);
  });

  it('tells little while nothing is touched', async () => {
    await using hub = await start();
    await hub.advance(hours(1));
    const patches = hub.messages.flatMap((message) => (message.type === 'patch' ? message.patches : []));
    assert.ok(patches.length < 1500, `${patches.length} patches in an hour`);
    assert.ok(patches.length > 300, 'charts look dead');
  });
});
