import { every } from '../../base/clock.ts';
import { asError, AuthExpired, Bug, errorToRecord } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import type { Scope } from '../../base/scope.ts';
import type { Entity } from '../../domains/description.ts';
import type { Integration } from '../define-integration.ts';
import type { SiteMessage, ToHost } from '../messages.ts';
import { notJson } from '../pipe.ts';
import { portNames } from '../ports.ts';
import type { BaseHub, Hub, PortName } from '../ports.ts';
import type { RuntimeIo } from '../runtime-io.ts';
import type { CoordinatorOptions, DeviceInfo, Many, PushOptions } from '../source.ts';
import { parseOrRefuse } from '../parse-or-refuse.ts';
import type { AsksToHub } from './asks.ts';
import { Collection } from './collection.ts';
import type { TreeDeps } from './entity-tree.ts';
import { grantPorts, refuseUndeclared } from './hub-ports.ts';
import { LiveSource } from './live-source.ts';
import { Outbox } from './outbox.ts';
import { PollSource } from './poll-source.ts';
import { PushSource } from './push-source.ts';
import type { Redactor } from './redactor.ts';

const pointsPerMessage = 1000;

export interface EntryHubDeps {
  readonly integration: Integration;
  readonly io: RuntimeIo;
  readonly asks: AsksToHub;
  readonly redactor: Redactor;
  readonly log: Logger;
  readonly scope: Scope;
  readonly site: SiteMessage;
  readonly simulator: JsonObject | null;
  /** Entity numbers go on from here. */
  readonly lastNumber: number;
  readonly send: (message: ToHost) => void;
}

/** What stands behind the `hub` of one running entry: its sources, entities and ports. */
export class EntryHub {
  readonly outbox: Outbox;
  readonly sources: LiveSource<unknown>[] = [];
  readonly slots: TreeDeps['slots'] = new Map();
  readonly devices = new Map<string, readonly string[]>();
  readonly #deps: EntryHubDeps;
  readonly #taken = new Set<string>();
  readonly #down = new Map<object, Error>();
  #running = false;
  #askedToSignIn = false;

  constructor(deps: EntryHubDeps) {
    this.#deps = deps;
    this.outbox = new Outbox(deps.send, deps.lastNumber);
    deps.scope.defer(() => {
      for (const { slot } of this.slots.values()) slot[Symbol.dispose]();
    });
  }

  /** The object that the integration's `setup` gets. */
  hub(): Hub<PortName> {
    const { integration, io, scope, log, site } = this.#deps;
    const base: BaseHub = {
      site,
      simulator: this.#deps.simulator ?? undefined,
      signal: scope.signal,
      log,
      coordinator: (options) => this.#coordinator(options),
      push: (options) => this.#push(options),
      device: (info, source, entities) => this.#device(info, source, entities),
      entities: (of, entities) => this.#entities(of, entities),
      event: (name, payload) => this.#event(name, payload),
      every: (ms, run) => this.#every(ms, run),
      use: (held) => scope.use(held),
    };
    const ports = grantPorts(integration.needs, { ...this.#deps, io, signal: scope.signal });
    return refuseUndeclared({ ...base, ...ports } as Hub<PortName>, integration.id, portNames);
  }

  /** Waits for the first fetch of every coordinator; the first failure is set-up's. */
  async firstData(): Promise<void> {
    await Promise.all(
      this.sources.filter((source) => source instanceof PollSource).map((source) => source.first()),
    );
  }

  /** Makes the entities and tells the hub of them. */
  begin(): void {
    this.#running = true;
    for (const source of this.sources) source.begin();
    this.outbox.open();
  }

  reauth(error: AuthExpired): void {
    if (this.#askedToSignIn) return;
    this.#askedToSignIn = true;
    this.#deps.send({ type: 'reauth', error: this.#deps.redactor.error(errorToRecord(error)) });
  }

  #treeDeps(): TreeDeps {
    const { io, log } = this.#deps;
    return {
      outbox: this.outbox,
      log,
      clock: io.clock,
      slots: this.slots,
      taken: this.#taken,
      devices: this.devices,
    };
  }

  #coordinator<D>(options: CoordinatorOptions<D>): LiveSource<D> {
    if (!(options.every > 0)) throw new Bug('A coordinator needs an interval above 0 ms.');
    const { asks, send } = this.#deps;
    const key = `~covered/${this.sources.length}`;
    const source = new PollSource<D>(
      {
        ...this.#sourceDeps(),
        history: (points) => {
          for (let at = 0; at < points.length; at += pointsPerMessage) {
            send({ type: 'history', points: points.slice(at, at + pointsPerMessage) });
          }
        },
        covered: {
          get: async () => (await asks.ask('store.get', { key }))?.value,
          set: async (at: Json) => void (await asks.ask('store.set', { key, value: at })),
        },
      },
      options,
    );
    return this.#keep(source);
  }

  #push<D>(options: PushOptions<D>): LiveSource<D> {
    return this.#keep(new PushSource<D>(this.#sourceDeps(), options));
  }

  #sourceDeps() {
    const { io, scope, log } = this.#deps;
    return {
      ...this.#treeDeps(),
      random: io.random,
      scope,
      log,
      reauth: (error: AuthExpired) => this.reauth(error),
      sourceChanged: (source: object, error: Error | null) => this.#sourceChanged(source, error),
    };
  }

  #keep<D>(source: LiveSource<D>): LiveSource<D> {
    this.sources.push(source as unknown as LiveSource<unknown>);
    if (this.#running) {
      const started = source instanceof PollSource ? source.first() : Promise.resolve();
      this.#deps.scope.track(
        started.then(() => source.begin()),
        (cause) =>
          this.#deps.log.error('A source that was added later did not start.', { error: asError(cause) }),
      );
    }
    return source;
  }

  /** The hub hears of the entry as a whole: down with the first source, up when all answer. */
  #sourceChanged(source: object, error: Error | null): void {
    const wasDown = this.#down.size > 0;
    if (error) this.#down.set(source, error);
    else this.#down.delete(source);
    const isDown = this.#down.size > 0;
    if (!isDown) this.#askedToSignIn = false;
    if (wasDown === isDown) return;
    const record = error ? this.#deps.redactor.error(errorToRecord(error)) : null;
    this.#deps.send({ type: 'source', ok: !isDown, error: record });
  }

  #device<D>(info: DeviceInfo, source: Many<D>, entities: readonly Entity<NoInfer<D>>[]): void {
    if (info.key === '') throw new Bug('A device needs a key.');
    this.#collection(source).device(info, entities as readonly Entity<never>[]);
  }

  #entities<D>(of: Many<D>, entities: readonly Entity<NoInfer<D>>[]): void {
    this.#collection(of).add(entities as readonly Entity<never>[]);
  }

  #collection(of: Many<unknown>): Collection<unknown> {
    if (of instanceof LiveSource) return of.root as Collection<unknown>;
    if (of instanceof Collection) return of;
    throw new Bug('Entities hang on a source of hub.coordinator or hub.push, or on an each() of one.');
  }

  #event(name: string, payload: Json): void {
    const { integration, send, scope } = this.#deps;
    if (scope.closed) return;
    const schema = integration.events[name];
    if (!schema) throw new Bug(`${integration.id} fires ${name} without declaring it under events.`);
    const checked = parseOrRefuse(schema, payload, `The payload of ${name}`);
    const place = notJson(checked, '');
    if (place !== undefined) throw new Bug(`The payload of ${name} is no JSON at ${place}.`);
    send({ type: 'event', name, payload: checked as Json });
  }

  #every(ms: number, run: (signal: AbortSignal) => void | Promise<void>): Disposable {
    const { io, scope, log } = this.#deps;
    const failed = (cause: unknown) => {
      if (scope.closed) return;
      if (cause instanceof AuthExpired) this.reauth(cause);
      log.error('A repeated task failed; it runs again at its next time.', { error: asError(cause) });
    };
    const tracked = async () => {
      const work = Promise.resolve(run(scope.signal));
      scope.track(work, () => {});
      await work;
    };
    return scope.use(every(io.clock, ms, tracked, failed));
  }
}
