import { errorFromRecord, errorToRecord, NotFound } from '../base/errors.ts';
import type { ErrorRecord } from '../base/errors.ts';
import { isPlainObject } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { LogLevel } from '../base/logger.ts';
import type { EntityState } from '../model/state.ts';
import type { StateStatus, StateValue } from '../model/state.ts';
import type { CallResult } from '../model/service.ts';
import type { FlowResult, FlowStep } from '../integration/flow.ts';
import type {
  Asks,
  DeviceMessage,
  EntityMessage,
  HistoryPoint,
  HostPipe,
  SetupOutcome,
  ToHost,
  ToIntegration,
} from '../integration/messages.ts';

export interface ShownState {
  readonly value: StateValue;
  readonly status: StateStatus;
  readonly attributes: JsonObject;
  readonly measuredAt: number | null;
}
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: JsonObject;
}
export interface WrittenSeries {
  readonly series: string;
  readonly points: readonly JsonObject[];
}
export interface CallAsk {
  readonly service: string;
  readonly target: JsonObject;
  readonly data: JsonObject;
}
export type Respond = (call: CallAsk) => CallResult | Promise<CallResult>;

/** What an entry keeps in the hub over restarts. */
export interface Kept {
  readonly store: Map<string, Json>;
  readonly secrets: Map<string, string>;
}

type Waiting = { readonly resolve: (value: Json) => void; readonly reject: (error: Error) => void };

/** The hub's side of one pipe, in memory: believes what it is told, answers what it is asked, keeps every message. */
export class HostSide implements Disposable {
  readonly entities = new Map<number, EntityMessage>();
  readonly devices = new Map<string, DeviceMessage>();
  readonly states = new Map<number, ShownState>();
  readonly feeds = new Map<number, Map<string, JsonObject>>();
  readonly history: HistoryPoint[] = [];
  readonly events: { readonly name: string; readonly payload: Json }[] = [];
  readonly logs: LogLine[] = [];
  readonly series: WrittenSeries[] = [];
  readonly calls: CallAsk[] = [];
  readonly reauths: ErrorRecord[] = [];
  readonly sourceChanges: { readonly ok: boolean; readonly error: ErrorRecord | null }[] = [];
  readonly received: ToHost[] = [];
  readonly outcome = Promise.withResolvers<SetupOutcome>();
  readonly stopped = Promise.withResolvers<ErrorRecord | null>();
  onFlow:
    | ((
        message:
          | { readonly step: FlowStep }
          | { readonly result: FlowResult | null; readonly error: ErrorRecord | null },
      ) => void)
    | undefined;
  isStopped = false;
  readonly #pipe: HostPipe;
  readonly #kept: Kept;
  readonly #respond: Respond;
  readonly #watches = new Map<number, Asks['states.watch']['args']>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscription: Disposable;
  #id = 0;

  constructor(pipe: HostPipe, kept: Kept, respond: Respond) {
    this.#pipe = pipe;
    this.#kept = kept;
    this.#respond = respond;
    this.#subscription = pipe.receive((message) => this.#receive(message));
  }

  send(message: ToIntegration): void {
    this.#pipe.send(message);
  }

  /** Sends a message that is answered; rejects with the error of a `fail`. The signal cancels it. */
  request(make: (id: number) => ToIntegration, signal?: AbortSignal): Promise<Json> {
    const id = ++this.#id;
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    this.#waiting.set(id, { resolve, reject });
    signal?.addEventListener('abort', () => this.send({ type: 'cancel', id }), { once: true });
    this.send(make(id));
    return promise;
  }

  /** A state of another entity, for those who watch it. */
  publish(state: EntityState): void {
    for (const [id, { entity_id, domain }] of this.#watches) {
      const named = entity_id?.includes(state.entityId) ?? false;
      const ofDomain = domain?.includes(state.entityId.split('.', 1)[0] ?? '') ?? false;
      if (named || ofDomain || (entity_id === null && domain === null)) {
        this.send({ type: 'state', id, state: state as unknown as JsonObject });
      }
    }
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #receive(message: ToHost): void {
    this.received.push(message);
    switch (message.type) {
      case 'setup':
        return this.outcome.resolve(message);
      case 'add':
        for (const device of message.devices) this.devices.set(device.key, device);
        for (const entity of message.entities) this.entities.set(entity.n, entity);
        return;
      case 'remove':
        for (const key of message.devices) this.devices.delete(key);
        for (const n of message.entities)
          [this.entities, this.states, this.feeds].forEach((map) => map.delete(n));
        return;
      case 'patch':
        return message.patches.forEach(([n, status, value, attributes, measuredAt]) => {
          const kept = attributes ?? this.states.get(n)?.attributes ?? {};
          this.states.set(n, { status, value, attributes: kept, measuredAt });
        });
      case 'feed': {
        const feed = (message.full ? undefined : this.feeds.get(message.n)) ?? new Map<string, JsonObject>();
        for (const item of message.put) feed.set(textOf(item['id']), item);
        for (const id of message.remove) feed.delete(id);
        this.feeds.set(message.n, feed);
        return;
      }
      case 'history':
        return void this.history.push(...message.points);
      case 'event':
        return void this.events.push({ name: message.name, payload: message.payload });
      case 'log':
        return void this.logs.push({
          level: message.level,
          message: message.message,
          fields: message.fields,
        });
      case 'reauth':
        return void this.reauths.push(message.error);
      case 'source':
        return void this.sourceChanges.push({ ok: message.ok, error: message.error });
      case 'step':
        return this.onFlow?.({ step: message.step });
      case 'flow_ended':
        return this.onFlow?.({ result: message.result, error: message.error });
      case 'reply':
        return this.#settle(message.id)?.resolve(message.result);
      case 'fail':
        return this.#settle(message.id)?.reject(errorFromRecord(message.error));
      case 'ask':
        return void this.#answer(message);
      case 'unask':
        return void this.#watches.delete(message.id);
      case 'stopped':
        this.isStopped = true;
        for (const { reject } of this.#waiting.values()) reject(new NotFound('The integration was stopped.'));
        return this.stopped.resolve(message.error);
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  async #answer({ id, port, args }: Extract<ToHost, { type: 'ask' }>): Promise<void> {
    if (port === 'states.watch') {
      this.#watches.set(id, args as Asks['states.watch']['args']);
      return;
    }
    try {
      this.send({ type: 'got', id, value: await this.#ask(port, args) });
    } catch (cause) {
      this.send({ type: 'got_error', id, error: errorToRecord(cause) });
    }
  }

  async #ask(port: keyof Asks, args: JsonObject): Promise<Json> {
    const { store, secrets } = this.#kept;
    const key = textOf(args['key']);
    switch (port) {
      case 'store.get':
        return store.has(key) ? { value: store.get(key) ?? null } : null;
      case 'store.set':
        store.set(key, args['value'] ?? null);
        return null;
      case 'store.remove':
        store.delete(key);
        return null;
      case 'secrets.get':
        return secrets.get(key) ?? null;
      case 'secrets.set':
        secrets.set(key, textOf(args['value']));
        return null;
      case 'secrets.remove':
        secrets.delete(key);
        return null;
      case 'series.write':
        this.series.push(args as unknown as WrittenSeries);
        return null;
      case 'call': {
        const call = args as unknown as CallAsk;
        this.calls.push(call);
        const result = await this.#respond(call);
        return isPlainObject(result) ? (result as unknown as JsonObject) : null;
      }
      case 'states.watch':
        return null;
    }
  }
}

const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
