import assert from 'node:assert/strict';
import { defineIntegration, light, Queue, select, sensor, toggle, unavailable, z } from '@lifeops/lib';
import type { Entity, Hub, Integration, Source } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

interface Line<D> {
  readonly integration: Integration;
  readonly give: (data: D) => void;
}

/** An integration over data that the test gives. */
function over<D>(describe: (hub: HubOf, source: Source<D>) => void): Line<D> {
  const queue = new Queue<D>('all');
  return {
    give: (data) => queue.push(data),
    integration: defineIntegration({
      id: 'given',
      config: z.object({}),
      setup({ hub }) {
        const source = hub.push<D>({
          stream: async function* (signal) {
            signal.addEventListener('abort', () => queue.end(), { once: true });
            yield* queue;
          },
        });
        describe(hub, source);
      },
    }),
  };
}
type HubOf = Hub;

interface Tyre {
  readonly position: string;
  readonly bar: number;
}
interface Car {
  readonly vin: string;
  readonly name: string;
  readonly battery: number;
  readonly heater: boolean | undefined;
  readonly tyres: readonly Tyre[];
  readonly jobs: readonly { readonly id: string; readonly title: string }[];
}
const car = (vin: string, changes: Partial<Car> = {}): Car => ({
  vin,
  name: `Car ${vin}`,
  battery: 80,
  heater: false,
  tyres: [{ position: 'fl', bar: 2.4 }],
  jobs: [],
  ...changes,
});

const garage = () =>
  over<{ cars: readonly Car[] }>((hub, source) => {
    const cars = source.each(
      (data) => data.cars,
      ({ vin, name }) => ({ key: vin, device: { name } }),
    );
    const tyres = cars.each(
      (c) => c.tyres,
      ({ position }) => ({ key: position, device: { name: `Tyre ${position}` } }),
    );
    const jobs = cars.each(
      (c) => c.jobs,
      ({ id }) => ({ key: id }),
    );
    hub.entities(cars, [
      sensor({ key: 'battery', deviceClass: 'battery', unit: '%', read: (c) => c.battery }),
      toggle({
        key: 'heater',
        exists: (c) => c.heater !== undefined,
        read: (c) => c.heater ?? null,
        commands: { turnOn: () => {}, turnOff: () => {} },
      }),
    ]);
    hub.entities(tyres, [sensor({ key: 'pressure', unit: 'bar', read: (tyre) => tyre.bar })]);
    hub.entities(jobs, [sensor({ key: 'title', read: (job) => job.title })]);
  });

const typed = <T extends string>(messages: readonly { readonly type: string }[], type: T) =>
  messages.filter(
    (message): message is { readonly type: T } & Record<string, never> => message.type === type,
  );

describe('things that come and go', () => {
  it('get devices, child devices and entities by path, and lose them', async () => {
    const { integration, give } = garage();
    await using hub = await testHub(integration, { config: {} });
    give({
      cars: [car('a', { jobs: [{ id: 'oil', title: 'Change oil' }] }), car('b', { heater: undefined })],
    });
    await hub.advance(0);
    assert.deepEqual(hub.values(), {
      'a/battery': 80,
      'a/heater': false,
      'a/fl/pressure': 2.4,
      'a/oil/title': 'Change oil',
      'b/battery': 80,
      'b/fl/pressure': 2.4,
    });
    assert.deepEqual(
      hub.devices.map(({ key, parent, name }) => [key, parent, name]),
      [
        ['a', null, 'Car a'],
        ['a/fl', 'a', 'Tyre fl'],
        ['b', null, 'Car b'],
        ['b/fl', 'b', 'Tyre fl'],
      ],
    );
    assert.equal(hub.entities.find(({ unique_id }) => unique_id === 'a/oil/title')?.device, 'a');
    give({ cars: [car('b', { heater: true, tyres: [] })] });
    await hub.advance(0);
    assert.deepEqual(hub.values(), { 'b/battery': 80, 'b/heater': true });
    assert.deepEqual(
      hub.devices.map(({ key }) => key),
      ['b'],
    );
  });

  it('cost one patch for each snapshot, with what changed alone', async () => {
    const { integration, give } = garage();
    await using hub = await testHub(integration, { config: {} });
    const [a, b, c] = [car('a'), car('b'), car('c')];
    give({ cars: [a, b, c] });
    await hub.advance(0);
    const before = hub.messages.length;
    give({ cars: [{ ...a, battery: 79 }, b, { ...c, tyres: [{ position: 'fl', bar: 2.1 }] }] });
    await hub.advance(0);
    const sent = hub.messages.slice(before);
    assert.equal(sent.length, 1);
    const [patch] = typed(sent, 'patch') as unknown as { patches: readonly unknown[][] }[];
    assert.deepEqual(
      patch?.patches.map(([, ...rest]) => rest),
      [
        ['ok', 79, null, null],
        ['ok', 2.1, null, null],
      ],
    );
    give({
      cars: [a, b, c]
        .map((one) => structuredClone(one))
        .with(0, { ...a, battery: 79 })
        .with(2, { ...c, tyres: [{ position: 'fl', bar: 2.1 }] }),
    });
    await hub.advance(0);
    assert.equal(hub.messages.length, before + 1, 'equal data are told again');
  });

  it('are not read again when they are the same object, wherever they stand', async () => {
    let reads = 0;
    const { integration, give } = over<readonly { readonly id: string }[]>((hub, source) => {
      const items = source.each(
        (data) => data,
        ({ id }) => ({ key: id }),
      );
      hub.entities(items, [sensor({ key: 'x', read: () => ++reads })]);
    });
    await using hub = await testHub(integration, { config: {} });
    const items = Array.from({ length: 100 }, (_, i) => ({ id: String(i) }));
    give(items);
    await hub.advance(0);
    assert.equal(reads, 100);
    give([...items]);
    await hub.advance(0);
    give(items.toReversed());
    await hub.advance(0);
    assert.equal(reads, 100);
    give(items.with(7, { id: '7' }));
    await hub.advance(0);
    assert.equal(reads, 101);
  });

  it('tell a new name of their device', async () => {
    const { integration, give } = garage();
    await using hub = await testHub(integration, { config: {} });
    give({ cars: [car('a')] });
    await hub.advance(0);
    give({ cars: [car('a', { name: 'Beetle' })] });
    await hub.advance(0);
    assert.equal(hub.devices[0]?.name, 'Beetle');
  });

  it('with the same key twice lose the second, said once', async () => {
    const { integration, give } = garage();
    await using hub = await testHub(integration, { config: {} });
    for (const battery of [1, 2]) {
      give({ cars: [car('a', { battery }), car('a', { battery: 50 })] });
      await hub.advance(0);
      assert.equal(hub.state('a/battery')?.value, battery);
    }
    assert.equal(hub.logs.filter(({ level }) => level === 'error').length, 1);
  });

  it('keep keys with a slash apart from paths', async () => {
    const { integration, give } = garage();
    await using hub = await testHub(integration, { config: {} });
    give({ cars: [car('a/fl', { tyres: [] }), car('a')] });
    await hub.advance(0);
    assert.deepEqual(
      hub.devices.map(({ key }) => key),
      ['a%2Ffl', 'a', 'a/fl'],
    );
  });
});

describe('a reading', () => {
  const single = (entity: Entity<unknown>) => over<unknown>((hub, source) => hub.entities(source, [entity]));
  const read = (raw: unknown): Entity<unknown> =>
    sensor({ key: 'x', deviceClass: 'temperature', unit: '°C', read: (() => raw) as () => number });

  for (const [name, raw, expected] of [
    ['a number', 21.5, { value: 21.5, status: 'ok' }],
    ['null', null, { value: null, status: 'unknown' }],
    ['unavailable', unavailable, { value: null, status: 'unavailable' }],
    [
      'a value with the time it was measured',
      { value: 3, measuredAt: 5 },
      { value: 3, status: 'ok', measuredAt: 5 },
    ],
    ['a value of another type', 'warm', { value: null, status: 'unknown' }],
    ['no number', Number.NaN, { value: null, status: 'unknown' }],
    ['nothing', undefined, { value: null, status: 'unknown' }],
    [
      'attributes that the domain does not have',
      { value: 1, attributes: { humidity: 3 } },
      { value: null, status: 'unknown' },
    ],
    [
      'attributes that are undefined',
      { value: 1, attributes: { last_reset: undefined } },
      { value: 1, status: 'ok' },
    ],
  ] as const) {
    it(`of ${name} is shown as ${expected.status}`, async () => {
      const { integration, give } = single(read(raw));
      await using hub = await testHub(integration, { config: {} });
      give({});
      give({ again: 1 });
      await hub.advance(0);
      assert.deepEqual(hub.state('x'), { attributes: {}, measuredAt: null, ...expected });
      const fits = expected.status !== 'unknown' || raw === null;
      assert.equal(hub.logs.length, fits ? 0 : 1);
    });
  }

  it('that throws is unknown, said once, and comes back', async () => {
    const { integration, give } = over<{ inner?: { x: number } }>((hub, source) =>
      hub.entities(source, [
        sensor({ key: 'x', read: (data) => (data as { inner: { x: number } }).inner.x }),
      ]),
    );
    await using hub = await testHub(integration, { config: {} });
    give({});
    give({});
    await hub.advance(0);
    assert.equal(hub.state('x')?.status, 'unknown');
    assert.match(JSON.stringify(hub.logs), /read failed/);
    assert.equal(hub.logs.length, 1);
    give({ inner: { x: 4 } });
    await hub.advance(0);
    assert.equal(hub.state('x')?.value, 4);
  });

  it('of a choice must be among its options, which may change with the data', async () => {
    const { integration, give } = over<{ options: string[]; now: string }>((hub, source) =>
      hub.entities(source, [
        select({
          key: 'mode',
          capabilities: (d) => ({ options: d.options }),
          read: (d) => d.now,
          commands: { selectOption: () => {} },
        }),
      ]),
    );
    await using hub = await testHub(integration, { config: {} });
    assert.equal(hub.entities.length, 0);
    give({ options: ['eco', 'warm'], now: 'eco' });
    await hub.advance(0);
    assert.equal(hub.state('mode')?.value, 'eco');
    give({ options: ['eco', 'warm'], now: 'hot' });
    await hub.advance(0);
    assert.equal(hub.state('mode')?.status, 'unknown');
    give({ options: ['eco', 'hot'], now: 'hot' });
    await hub.advance(0);
    assert.equal(hub.state('mode')?.value, 'hot');
    assert.equal(hub.entities.length, 1);
    assert.deepEqual(hub.entities.at(0)?.capability.attributes, { options: ['eco', 'hot'] });
  });

  it('sends attributes only when they changed', async () => {
    const { integration, give } = over<{ on: boolean; level: number }>((hub, source) =>
      hub.entities(source, [
        light({
          key: 'l',
          features: ['brightness'],
          read: (s) => ({ value: s.on, attributes: { brightness: s.level } }),
          commands: { turnOn: () => {}, turnOff: () => {} },
        }),
      ]),
    );
    await using hub = await testHub(integration, { config: {} });
    give({ on: true, level: 5 });
    give({ on: false, level: 5 });
    give({ on: false, level: 6 });
    await hub.advance(0);
    const patches = hub.messages.flatMap((message) => (message.type === 'patch' ? message.patches : []));
    assert.deepEqual(
      patches.map(([, , value, attributes]) => [value, attributes]),
      [
        [true, { brightness: 5 }],
        [false, null],
        [false, { brightness: 6 }],
      ],
    );
  });
});

describe('a description', () => {
  it('with a key that is no slug fails set-up and says which', async () => {
    const { integration } = over<number>((hub, source) =>
      hub.entities(source, [sensor({ key: 'Not OK', read: () => 1 })]),
    );
    await using hub = await testHub(integration, { config: {} });
    assert.equal(hub.outcome.outcome, 'failed');
    assert.match(JSON.stringify(hub.outcome), /Not OK.* is no key/);
  });

  it('carries what the hub must know of the entity', async () => {
    const { integration } = over<number>((hub, source) =>
      hub.device({ key: 'd', kind: 'service', serialNumber: '7' }, source, [
        sensor({
          key: 'x',
          name: null,
          category: 'diagnostic',
          enabledByDefault: false,
          precision: 2,
          stateClass: 'total',
          unit: 'm',
          record: 'none',
          icon: 'mdi:x',
          read: (d) => d,
        }),
      ]),
    );
    await using hub = await testHub(integration, { config: {} });
    assert.deepEqual(hub.entities, [
      {
        n: 1,
        device: 'd',
        domain: 'sensor',
        key: 'x',
        unique_id: 'd/x',
        name_key: null,
        category: 'diagnostic',
        enabled_by_default: false,
        icon: 'mdi:x',
        capability: {
          features: [],
          deviceClass: null,
          stateClass: 'total',
          unit: 'm',
          precision: 2,
          attributes: {},
          record: 'none',
        },
      },
    ]);
    assert.equal(hub.devices[0]?.kind, 'service');
    assert.equal(hub.devices[0]?.serial_number, '7');
  });
});
