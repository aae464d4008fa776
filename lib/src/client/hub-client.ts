import { Emitter } from '../base/emitter.ts';
import { Unavailable } from '../base/errors.ts';
import type { CallResult } from '../model/service.ts';
import type { Subscribe, TopicMessage } from '../protocol/live.ts';
import { topics } from '../protocol/topics.ts';
import type { Topic } from '../protocol/topics.ts';
import type { Operation, OperationInput, OperationOutput } from '../protocol/operation.ts';
import { operations } from '../protocol/operations/all.ts';
import type { OperationName, Operations } from '../protocol/operations/all.ts';
import { requestOf, send } from './http.ts';
import { LiveConnection } from './live-connection.ts';
import type { ConnectionStatus } from './live-connection.ts';
import { OfflineQueue } from './offline-queue.ts';
import type { QueuedWrite, QueueStorage } from './offline-queue.ts';
import { StateStore } from './state-store.ts';
import { webPlatform } from './web-platform.ts';
import type { ClientPlatform } from './web-platform.ts';
import { serviceProxy, typedStates } from './typed-home.ts';
import type { ServiceCall, Services, TypedStates } from './typed-home.ts';

export interface HubClientOptions {
  /** As `http://hub.local:8000`. */
  readonly url: string;
  readonly token?: string;
  /** Keeps writes made offline over a restart of the client. */
  readonly queueStorage?: QueueStorage;
  /** Milliseconds. Default 15 s. */
  readonly timeoutMs?: number;
  /** Errors that have no caller to go to. */
  readonly onError?: (cause: unknown) => void;
  /** Time, keys and network. Default: the platform's own. */
  readonly platform?: ClientPlatform;
}

/**
 * A hub over its public API: typed operations over REST, live states over one socket, writes that wait while it cannot be
 * reached. Disposing it closes the socket; the token stays valid until `auth.sign_out`.
 */
export class HubClient implements Disposable {
  readonly states: StateStore;
  readonly queue: OfflineQueue;
  /** `services.light.turn_on({ target: { entity_id: 'light.kitchen' } })` */
  readonly services: Services;
  readonly home: TypedStates;
  readonly #options: HubClientOptions;
  readonly #onError: (cause: unknown) => void;
  readonly #platform: ClientPlatform;
  readonly #statusChanged: Emitter<ConnectionStatus>;
  readonly #topicChanged: Emitter<TopicMessage & { readonly topic: Topic }>;
  #token: string | undefined;
  #live: LiveConnection | undefined;

  constructor(options: HubClientOptions) {
    this.#options = options;
    this.#onError = options.onError ?? (() => {});
    this.#platform = options.platform ?? webPlatform;
    this.#token = options.token;
    this.states = new StateStore(this.#onError);
    this.queue = new OfflineQueue(options.queueStorage, this.#onError);
    this.#statusChanged = new Emitter(this.#onError);
    this.#topicChanged = new Emitter(this.#onError);
    this.services = serviceProxy((domain, service, call) => this.callService(domain, service, call));
    this.home = typedStates(this.states);
  }

  get token(): string | undefined {
    return this.#token;
  }

  get status(): ConnectionStatus {
    return this.#live?.status ?? 'offline';
  }

  get statusChanged() {
    return this.#statusChanged.event;
  }

  get topicChanged() {
    return this.#topicChanged.event;
  }

  /** Uses a token from now on; a live connection under another one is closed. */
  useToken(token: string | undefined): void {
    if (token === this.#token) return;
    this.#token = token;
    this.disconnect();
  }

  async signIn(
    name: string,
    password: string,
    device?: string,
  ): Promise<OperationOutput<Operations['auth.sign_in']>> {
    const session = await this.call('auth.sign_in', {
      name,
      password,
      ...(device === undefined ? {} : { device }),
    });
    this.useToken(session.token);
    return session;
  }

  /** One operation, by REST. Throws the hub's own typed errors, `Unavailable` when it cannot be reached. */
  async call<Name extends OperationName>(
    name: Name,
    input: OperationInput<Operations[Name]>,
    signal?: AbortSignal,
  ): Promise<OperationOutput<Operations[Name]>> {
    const declaration: Operation = operations[name];
    const request = requestOf(this.#options.url, declaration, input as object, this.#token);
    const answer = await send(this.#platform.fetch, request, this.#limit(signal));
    return answer as OperationOutput<Operations[Name]>;
  }

  /** A service call, over the socket while it is live: one round trip, no new connection. */
  async callService(domain: string, service: string, call: ServiceCall): Promise<CallResult> {
    const input = { domain, service, ...call };
    if (this.#live?.status === 'live') return (await this.#live.call('services.call', input)) as CallResult;
    return this.call('services.call', input as OperationInput<Operations['services.call']>);
  }

  /**
   * A write that may wait: sent now when the hub answers, else kept and sent when it is back. The answer is undefined
   * when it was queued. Service calls get an idempotency key, so that one whose answer was lost is not done twice.
   */
  async write<Name extends OperationName>(
    name: Name,
    input: OperationInput<Operations[Name]>,
  ): Promise<OperationOutput<Operations[Name]> | undefined> {
    const key = this.#platform.newKey();
    const keyed = name === 'services.call' ? withIdempotency(input as object, key) : (input as object);
    try {
      return await this.call(name, keyed as OperationInput<Operations[Name]>);
    } catch (cause) {
      if (!(cause instanceof Unavailable)) throw cause;
      this.queue.add({ key, operation: name, input: keyed, queuedAt: this.#platform.now() });
      return undefined;
    }
  }

  /** Opens the live connection; states, topics and status follow by themselves from then on. */
  connect(subscribe: Omit<Subscribe, 'since'> = { topics: [...topics] }): void {
    if (this.#live || this.#token === undefined) return;
    const live = new LiveConnection(
      this.states,
      { url: this.#options.url, token: this.#token, subscribe, timeoutMs: this.#timeoutMs },
      this.#onError,
    );
    this.#live = live;
    live.statusChanged((status) => {
      if (status === 'live') void this.queue.replay((write) => this.#resend(write)).catch(this.#onError);
      this.#statusChanged.fire(status);
    });
    live.topicChanged((message) => this.#topicChanged.fire(message));
    live.start();
  }

  disconnect(): void {
    this.#live?.[Symbol.dispose]();
    this.#live = undefined;
  }

  [Symbol.dispose](): void {
    this.disconnect();
  }

  #resend(write: QueuedWrite): Promise<unknown> {
    return this.call(write.operation as OperationName, write.input as never);
  }

  get #timeoutMs(): number {
    return this.#options.timeoutMs ?? 15_000;
  }

  #limit(signal: AbortSignal | undefined): AbortSignal {
    const limit = this.#platform.timeout(this.#timeoutMs);
    return signal ? AbortSignal.any([signal, limit]) : limit;
  }
}

function withIdempotency(input: object, key: string): object {
  const policy = 'policy' in input && typeof input.policy === 'object' ? input.policy : {};
  return { ...input, policy: { idempotency_key: key, ...policy } };
}
