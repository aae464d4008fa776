/**
 * What must compile and what must not. Checked by the compiler alone: a line below `@ts-expect-error` that compiles is an
 * error itself.
 */
import {
  calendar,
  defineIntegration,
  light,
  minutes,
  secret,
  select,
  sensor,
  service,
  toggle,
  unavailable,
  z,
} from '@lifeops/lib';
import type { BaseHub, Hub, Json, Ports, Source } from '@lifeops/lib';
import type { NotJson, ToHost, ToIntegration } from '@lifeops/lib/host';

interface Reading {
  readonly celsius: number;
  readonly on: boolean;
  readonly level: number;
  readonly word: string;
}
declare const hub: BaseHub;
declare const source: Source<Reading>;
declare function send(value: unknown): Promise<void>;
const info = { key: 'box' };
const onOff = { turnOn: () => {}, turnOff: () => {} };

hub.device(info, source, [
  sensor({ key: 'a', deviceClass: 'temperature', unit: '°C', read: (r) => r.celsius }),
  sensor({ key: 'b', read: (r) => r.word }),
  sensor({ key: 'c', deviceClass: 'enum', options: ['x', 'y'], read: (r) => (r.on ? 'x' : 'y') }),
  sensor({ key: 'd', deviceClass: 'timestamp', read: (r) => r.level }),
  sensor({ key: 'e', unit: 'bar', read: (r) => (r.on ? r.celsius : unavailable) }),
  sensor({ key: 'f', read: (r) => ({ value: r.celsius, measuredAt: r.level }) }),
  toggle({
    key: 'p',
    read: (r) => r.on,
    commands: { turnOn: () => send(1), turnOff: (_, { data }) => send(data.level) },
  }),
  toggle({ key: 'q', deviceClass: 'outlet', read: (r) => r.on, commands: onOff }),
  light({
    key: 'l',
    features: ['brightness', 'transition'],
    read: (s) => ({ value: s.on, attributes: { brightness: s.on ? s.level : null } }),
    commands: {
      turnOn: ({ brightness, transition }, { signal }) => {
        brightness satisfies number | undefined;
        transition satisfies number | undefined;
        signal satisfies AbortSignal;
      },
      turnOff: ({ transition }) => send(transition ?? 0),
    },
  }),
  light({
    key: 'm',
    features: ['color_temp'],
    capabilities: { min_color_temp_kelvin: 2700, max_color_temp_kelvin: 5000 },
    read: (s) => ({ value: s.on, attributes: { color_temp_kelvin: null } }),
    commands: onOff,
  }),
  calendar({
    key: 'cal',
    events: (r) => [{ id: 'x', uid: 'x', title: r.word, start: 1, end: 2, allDay: false }],
  }),
  calendar({
    key: 'cal2',
    features: ['create'],
    events: () => [],
    commands: { createEvent: ({ summary }) => void summary },
  }),
  // @ts-expect-error: a unit of another class
  sensor({ key: 'a', deviceClass: 'temperature', unit: '%', read: (r) => r.celsius }),
  // @ts-expect-error: a class with units needs one
  sensor({ key: 'a', deviceClass: 'temperature', read: (r) => r.celsius }),
  // @ts-expect-error: no such class
  sensor({ key: 'a', deviceClass: 'warmth', read: (r) => r.celsius }),
  // @ts-expect-error: the class is a number
  sensor({ key: 'a', deviceClass: 'temperature', unit: '°C', read: (r) => r.word }),
  // @ts-expect-error: no such field in the data
  sensor({ key: 'a', read: (r) => r.fahrenheit }),
  // @ts-expect-error: nothing is read
  sensor({ key: 'a' }),
  // @ts-expect-error: no command turnOff
  toggle({ key: 'p', read: (r) => r.on, commands: { turnOn: () => send(1) } }),
  // @ts-expect-error: no commands at all
  toggle({ key: 'p', read: (r) => r.on }),
  // @ts-expect-error: a boolean is wanted
  toggle({ key: 'p', read: (r) => r.level, commands: onOff }),
  // @ts-expect-error: not among the options
  sensor({ key: 'c', deviceClass: 'enum', options: ['x', 'y'], read: () => 'z' as const }),
  // @ts-expect-error: the attribute that the feature promises is missing
  light({ key: 'l', features: ['brightness'], read: (s) => ({ value: s.on }), commands: onOff }),
  // @ts-expect-error: no such feature
  light({ key: 'l', features: ['brightnes'], read: (s) => s.on, commands: onOff }),
  light({
    key: 'l',
    read: (s) => s.on,
    // @ts-expect-error: the input has no brightness without the feature
    commands: { turnOn: (input) => send(input.brightness), turnOff: () => {} },
  }),
  // @ts-expect-error: the feature needs capabilities
  light({
    key: 'm',
    features: ['color_temp'],
    read: () => ({ value: true, attributes: { color_temp_kelvin: null } }),
    commands: onOff,
  }),
  // @ts-expect-error: a choice needs its options
  select({ key: 's', read: (r) => r.word, commands: { selectOption: () => {} } }),
  // @ts-expect-error: a calendar gives events, it does not read
  calendar({ key: 'cal', read: () => true }),
  // @ts-expect-error: an event without an id
  calendar({ key: 'cal', events: () => [{ uid: 'x', title: '', start: 1, end: 2, allDay: false }] }),
]);

const config = z.object({ host: z.string(), token: secret(z.string()), every: z.int().default(5) });

defineIntegration({
  id: 'sound',
  needs: ['fetch', 'clock'],
  config,
  services: {
    plan: service({
      target: 'entry',
      input: z.object({ at: z.int() }),
      output: z.object({ limit: z.number() }),
    }),
  },
  flows: {
    async *user({ form, done, abort, hub: flowHub }) {
      const { host } = yield* form('host', z.object({ host: z.string() }));
      flowHub.clock.now() satisfies number;
      if (host === '') return abort('empty');
      return done({ title: host, config: { host, token: 'x' } });
    },
  },
  setup({ config: parsed, hub: given }) {
    parsed.every satisfies number;
    parsed.token.reveal() satisfies string;
    const polled = given.coordinator({
      every: minutes(1),
      fetch: async () => ({ list: [{ id: 'a', n: 1 }] }),
    });
    const items = polled.each(
      (d) => d.list,
      (item) => ({ key: item.id }),
    );
    given.entities(items, [sensor({ key: 'n', read: (item) => item.n })]);
    // @ts-expect-error: entities over other data than the source's
    given.entities(polled, [sensor({ key: 'n', read: (item: { readonly n: number }) => item.n })]);
    // @ts-expect-error: a secret is no string
    parsed.token satisfies string;
    // @ts-expect-error: a port that was not declared
    void given.store;
    // @ts-expect-error: no such event
    given.event('nobody.declared_it', {});
    return { plan: ({ at }) => ({ limit: at }) };
  },
});

defineIntegration({
  id: 'x',
  config,
  services: { plan: service({ target: 'entry', input: z.object({}) }) },
  // @ts-expect-error: the declared service has no handler
  setup: (_) => {},
});
defineIntegration({
  id: 'x',
  config,
  services: {
    plan: service({ target: 'entry', input: z.object({}), output: z.object({ limit: z.number() }) }),
  },
  // @ts-expect-error: the answer is of another type
  setup: (_) => ({ plan: () => ({ limit: 'much' }) }),
});
// @ts-expect-error: no such port
defineIntegration({ id: 'x', needs: ['filesystem'], config, setup() {} });
// @ts-expect-error: a config is an object
defineIntegration({ id: 'x', config: z.string(), setup() {} });
// @ts-expect-error: an answer that is no JSON
service({ target: 'none', input: z.object({}), output: z.date() });
defineIntegration({
  id: 'x',
  config,
  flows: {
    async *user({ form, done }) {
      yield* form('nothing', z.object({}));
      // @ts-expect-error: a field of the config is missing
      return done({ title: 'x', config: { host: 'h' } });
    },
  },
  setup() {},
});

/** Ports take JSON: nothing live crosses the border. */
declare const store: Ports['store'];
void store.set('a', { b: [1, null] });
// @ts-expect-error: a Date is no JSON
void store.set('a', new Date(0));
// @ts-expect-error: a function is no JSON
void store.set('a', () => 1);

type Expect<T extends true> = T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The check that all messages are JSON has teeth. */
export type Messages = [
  Expect<Same<NotJson<ToHost | ToIntegration>, never>>,
  Expect<Same<NotJson<{ readonly type: 'x'; readonly at: Date }>, { readonly type: 'x'; readonly at: Date }>>,
  Expect<Same<NotJson<{ readonly f: () => void } | 1>, { readonly f: () => void }>>,
  // @ts-expect-error: a message with a Map in it is found
  Expect<Same<NotJson<{ readonly map: Map<string, Json> } | ToHost>, never>>,
];
export type OnlyWhatIsAskedFor = [
  Expect<Same<keyof Hub<'fetch'>, keyof BaseHub | 'fetch'>>,
  Expect<Same<Hub<never>, BaseHub>>,
];
