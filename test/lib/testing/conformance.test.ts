import assert from 'node:assert/strict';
import { defineIntegration, minutes, Queue, secret, sensor, toggle, z } from '@lifeops/lib';
import type { Integration } from '@lifeops/lib';
import { conformanceRules, RecordedHttp } from '@lifeops/lib/testing';
import type { ConformanceRuleName, Scenario, World } from '@lifeops/lib/testing';

const url = 'https://thing.example/state';
const config = { host: 'thing.example', token: 'top-secret-token' };
const schema = z.object({ host: z.hostname(), token: secret(z.string()) });

const scenario: Scenario = {
  world: () => {
    const http = new RecordedHttp({
      [`GET ${url}`]: { json: { celsius: 20, on: true } },
      [`POST ${url}`]: {},
    });
    return {
      config,
      http,
      fail: () => http.fail('broken'),
      heal: () => http.heal(),
      denyAuth: () => http.fail({ status: 401 }),
    };
  },
  wrong: [{ config: { host: 1, token: 'x' }, field: 'host' }],
  noticeMs: minutes(4),
  requestsPerHour: 300,
  manifest: {
    id: 'thing',
    name: 'Thing',
    kind: 'device',
    reach: 'local_polling',
    lifeops: '*',
    needs: ['fetch', 'clock'],
  },
  translations: {
    en: { entities: { water: 'Water', pump: 'Pump' } },
    pl: { entities: { water: { name: 'Woda' }, pump: { name: 'Pompa' } } },
    sv: { entities: { water: 'Vatten', pump: 'Pump' } },
  },
};

type Setup = Parameters<
  typeof defineIntegration<typeof schema, z.ZodObject<{}>, 'fetch' | 'clock'>
>[0]['setup'];
type Hub = Parameters<Setup>[0]['hub'];
type Config = Parameters<Setup>[0]['config'];
interface Reading {
  readonly celsius: number;
  readonly on: boolean;
}

interface Flaws {
  readonly id?: string;
  readonly every?: number;
  readonly key?: string;
  readonly unit?: string;
  readonly celsius?: (reading: Reading) => number;
  readonly turnOn?: (hub: Hub) => unknown;
  readonly fetch?: (hub: Hub, config: Config) => Promise<Reading>;
  readonly extra?: (hub: Hub, config: Config) => void | Promise<void>;
  readonly staleAfter?: number;
  readonly schema?: z.ZodObject;
}

/** A sound integration with the given flaws. */
function thing(flaws: Flaws = {}): Integration {
  const fetch =
    flaws.fetch ??
    ((hub: Hub, { token }: Config) =>
      hub.fetch(
        { url, headers: { authorization: token.reveal() } },
        z.object({ celsius: z.number(), on: z.boolean() }),
      ));
  return defineIntegration({
    id: flaws.id ?? 'thing',
    needs: ['fetch', 'clock'],
    config: (flaws.schema ?? schema) as typeof schema,
    async setup({ config: parsed, hub }) {
      const readings = hub.coordinator({
        every: flaws.every ?? minutes(1),
        fetch: () => fetch(hub, parsed),
        ...(flaws.staleAfter === undefined ? {} : { staleAfter: flaws.staleAfter }),
      });
      await flaws.extra?.(hub, parsed);
      hub.device({ key: 'thing' }, readings, [
        sensor({
          key: flaws.key ?? 'water',
          deviceClass: 'temperature',
          unit: (flaws.unit ?? '°C') as '°C',
          read: flaws.celsius ?? ((r) => r.celsius),
        }),
        toggle({
          key: 'pump',
          read: (r) => r.on,
          commands: {
            turnOn: async () => void (await flaws.turnOn?.(hub)),
            turnOff: async () => void (await hub.fetch({ url, method: 'POST' }, z.unknown())),
          },
        }),
      ]);
    },
  });
}

const run = (rule: ConformanceRuleName, integration: Integration, changes: Partial<Scenario> = {}) =>
  conformanceRules[rule].run({ integration, scenario: { ...scenario, ...changes } });

let counter = 0;

const broken: Record<ConformanceRuleName, readonly [string, () => Promise<void>, RegExp][]> = {
  manifest: [
    ['another id', () => run('manifest', thing({ id: 'other' })), /another id/],
    [
      'other ports',
      () => run('manifest', thing(), { manifest: { ...(scenario.manifest as object), needs: ['fetch'] } }),
      /other ports/,
    ],
  ],
  config: [
    [
      'a schema that takes anything',
      () => run('config', thing({ schema: z.object({ host: z.any(), token: z.any() }) })),
      /wrong host is taken/,
    ],
    [
      'a field that the error does not name',
      () => run('config', thing(), { wrong: [{ config: { host: 1, token: 'x' }, field: 'token' }] }),
      /names \/host/,
    ],
    [
      'a world that its own schema refuses',
      () => run('config', thing({ schema: z.object({ host: z.string() }) })),
      /own config is refused/,
    ],
  ],
  keys: [['a key in capitals', () => run('keys', thing({ key: 'Water' })), /is no key/]],
  names: [
    [
      'a name missing in one language',
      () => run('names', thing({ key: 'air' })),
      /en.json lacks entities.air/,
    ],
  ],
  ready: [
    [
      'a set-up that throws',
      () =>
        run(
          'ready',
          thing({
            extra: () => {
              throw new Error('odd vendor');
            },
          }),
        ),
      /odd vendor/,
    ],
  ],
  stableIds: [
    [
      'a key that changes',
      () =>
        run(
          'stableIds',
          thing({
            get key() {
              return `water_${counter++}`;
            },
          }),
        ),
      /differ after a restart/,
    ],
  ],
  unload: [
    [
      'a timer on the clock',
      () => run('unload', thing({ extra: (hub) => void hub.clock.timer(minutes(60), () => {}) })),
      /a timer is left/,
    ],
    [
      'a real timer',
      () => run('unload', thing({ extra: () => void strays.push(setInterval(() => {}, 1000)) })),
      /timer is left open/,
    ],
    [
      'an end that hangs',
      () =>
        run(
          'unload',
          thing({ extra: (hub) => void hub.use({ [Symbol.asyncDispose]: () => hub.clock.sleep(60_000) }) }),
        ),
      /took 60000 ms/,
    ],
  ],
  silence: [
    [
      'work on a path of its own',
      async () => {
        const world = scenario.world() as World & { readonly http: RecordedHttp };
        const later = async (hub: Hub) => {
          await hub.clock.sleep(minutes(1));
          await world.http.fetch(url, {
            method: 'GET',
            headers: {},
            redirect: 'manual',
            signal: new AbortController().signal,
          });
        };
        await run('silence', thing({ extra: (hub) => void later(hub) }), { world: () => world });
      },
      /is asked after the stop/,
    ],
  ],
  traffic: [['a poll every second', () => run('traffic', thing({ every: 1000 })), /requests in an hour/]],
  pipes: [['a random state', () => run('pipes', thing({ celsius: () => counter++ })), /not all JSON/]],
  valid: [
    [
      'a value of another type',
      () => run('valid', thing({ celsius: () => 'warm' as unknown as number })),
      /does not fit/,
    ],
    ['a unit of another class', () => run('valid', thing({ unit: '%' })), /% is no unit/],
  ],
  availability: [
    [
      'entities that never go away',
      () => run('availability', thing({ staleAfter: minutes(999) })),
      /is stale though/,
    ],
    [
      'failures that are swallowed',
      () => run('availability', thing({ fetch: async () => ({ celsius: 20, on: true }) })),
      /is ok though/,
    ],
  ],
  signIn: [
    [
      'refused credentials taken for trouble',
      () =>
        run(
          'signIn',
          thing({
            fetch: async (hub) => {
              const { status } = await hub.fetch.raw({ url });
              if (status !== 200) throw new Error('trouble');
              return { celsius: 1, on: true };
            },
          }),
        ),
      /do not lead to a new sign-in/,
    ],
  ],
  commands: [
    [
      'a command that breaks',
      () => run('commands', thing({ turnOn: () => (undefined as unknown as Hub).site })),
      /turn_on of thing\/pump does not take/,
    ],
  ],
  secrets: [
    [
      'a secret as the name of a device',
      () =>
        run(
          'secrets',
          thing({
            extra: (hub, { token }) =>
              hub.device({ key: 'x', name: token.reveal() }, hub.push({ stream: quiet }), []),
          }),
        ),
      /in a message of type add/,
    ],
  ],
};

const strays: NodeJS.Timeout[] = [];
const quiet = () => new Queue<null>();

describe('conformance', () => {
  for (const [name, rule] of Object.entries(conformanceRules)) {
    it(`lets a sound integration pass: ${rule.title}`, () => run(name as ConformanceRuleName, thing()));
  }

  afterEach(() => strays.splice(0).forEach((stray) => clearInterval(stray)));

  for (const [name, cases] of Object.entries(broken)) {
    for (const [flaw, attempt, message] of cases) {
      it(`goes red over ${flaw} (${name})`, () => assert.rejects(attempt(), message));
    }
  }
});
