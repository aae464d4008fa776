import type { z } from 'zod';
import { InvalidInput, Bug } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import type { CallResult, Target } from '../../model/service.ts';
import type { EntityState } from '../../model/state.ts';
import { seriesPointSchema } from '../../model/series.ts';
import { Queue } from '../queue.ts';
import type { PortName, Ports } from '../ports.ts';
import type { RuntimeIo } from '../runtime-io.ts';
import { parseOrRefuse } from '../parse-or-refuse.ts';
import type { AsksToHub } from './asks.ts';
import { createFetchPort } from './fetch-port.ts';
import { defined } from './reading.ts';
import type { Redactor } from './redactor.ts';

export interface PortDeps {
  readonly io: RuntimeIo;
  readonly asks: AsksToHub;
  readonly log: Logger;
  readonly redactor: Redactor;
  readonly signal: AbortSignal;
}

/** The ports that an integration declared, and no other: what is not asked for is not there. */
export function grantPorts(needs: readonly PortName[], deps: PortDeps): Partial<Ports> {
  const granted: Partial<Record<PortName, unknown>> = {};
  for (const name of needs) granted[name] = makers[name](deps);
  return granted as Partial<Ports>;
}

const makers: { readonly [N in PortName]: (deps: PortDeps) => Ports[N] } = {
  fetch: ({ io, log, signal }) =>
    createFetchPort({ clock: io.clock, random: io.random, fetch: io.fetch, log, signal }),
  clock: ({ io }) => io.clock,
  random: ({ io }) => io.random,
  machine: ({ io }) => io.machine,
  files: ({ io, signal }) => ({
    read: (path, own) => io.readFile(path, own ? AbortSignal.any([signal, own]) : signal),
  }),
  socket: ({ io, signal }) => ({
    tcp: (address, own) => io.connectTcp(address, AbortSignal.any([signal, own])),
  }),
  // Storing goes on while the entry is unloaded: a token that was just renewed must not be lost.
  store: ({ asks, log }) => ({
    get: async (key, schema) => {
      const found = await asks.ask('store.get', { key });
      if (found === null) return undefined;
      const parsed = schema.safeParse(found.value);
      if (parsed.success) return parsed.data as z.output<typeof schema>;
      log.warn('A stored value is of an older shape and is left aside.', { key });
      return undefined;
    },
    set: async (key, value) => void (await asks.ask('store.set', { key, value })),
    remove: async (key) => void (await asks.ask('store.remove', { key })),
  }),
  secrets: ({ asks, redactor }) => ({
    get: async (key) => {
      const value = await asks.ask('secrets.get', { key });
      if (value === null) return undefined;
      redactor.learn(value);
      return value;
    },
    set: async (key, value) => {
      redactor.learn(value);
      await asks.ask('secrets.set', { key, value });
    },
    remove: async (key) => void (await asks.ask('secrets.remove', { key })),
  }),
  series: ({ asks, signal }) => ({
    write: async (series, points) => {
      const checked = points.map((point) => parseOrRefuse(seriesPointSchema, point, `A point of ${series}`));
      // In parts, so that years of history do not make one huge message.
      for (let at = 0; at < checked.length; at += 1000) {
        await asks.ask(
          'series.write',
          { series, points: checked.slice(at, at + 1000) as readonly JsonObject[] },
          signal,
        );
      }
    },
  }),
  call:
    ({ asks, signal }) =>
    async (service, { target, data }: { readonly target?: Target; readonly data?: JsonObject }) => {
      if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(service)) {
        throw new InvalidInput(`"${service}" is no service; it looks like light.turn_on.`, [
          { path: '/service', message: 'no service' },
        ]);
      }
      const result = await asks.ask(
        'call',
        { service, target: defined(target ?? {}), data: data ?? {} },
        signal,
      );
      return result as unknown as CallResult;
    },
  states: ({ asks, signal }) => ({
    watch: (selector, own) => watchStates(asks, selector, AbortSignal.any([signal, own])),
  }),
};

async function* watchStates(
  asks: AsksToHub,
  selector: { readonly entity_id?: readonly string[]; readonly domain?: readonly string[] },
  signal: AbortSignal,
): AsyncGenerator<EntityState> {
  const ended = new AbortController();
  const states = new Queue<JsonObject>('all');
  const args = { entity_id: selector.entity_id ?? null, domain: selector.domain ?? null };
  const watching = asks.watch(args, AbortSignal.any([signal, ended.signal]), (state) => states.push(state));
  watching.then(
    () => states.end(),
    (cause: unknown) => (signal.aborted ? states.end() : states.fail(cause)),
  );
  try {
    for await (const state of states) yield state as unknown as EntityState;
  } finally {
    ended.abort();
  }
}

/** Fails loudly where a port is used that was not declared: in JavaScript nothing else would say why. */
export function refuseUndeclared<H extends object>(hub: H, id: string, names: readonly PortName[]): H {
  return new Proxy(hub, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target) && (names as readonly string[]).includes(name)) {
        throw new Bug(`${id} uses hub.${name} without declaring it: needs: ['${name}'].`);
      }
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}
