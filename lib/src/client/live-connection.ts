import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { Emitter } from '../base/emitter.ts';
import { Unavailable, Unauthorized } from '../base/errors.ts';
import { topicEvents } from '../protocol/topics.ts';
import type { Topic } from '../protocol/topics.ts';
import type { DeviceStateMessage, Problem, Subscribe, SubscribeAck, TopicMessage } from '../protocol/live.ts';
import { problemToError } from './http.ts';
import type { StateStore } from './state-store.ts';

export type ConnectionStatus = 'offline' | 'connecting' | 'live' | 'refused';

export interface LiveOptions {
  readonly url: string;
  readonly token: string;
  readonly subscribe: Omit<Subscribe, 'since'>;
  /** Limit of one call, milliseconds. */
  readonly timeoutMs: number;
}

/**
 * One socket to the hub: subscribes, keeps the store current, resumes by the last seq after every reconnect, which
 * socket.io does by itself with backoff.
 */
export class LiveConnection implements Disposable {
  readonly #socket: Socket;
  readonly #store: StateStore;
  readonly #options: LiveOptions;
  readonly #statusChanged: Emitter<ConnectionStatus>;
  readonly #topic: Emitter<TopicMessage & { readonly topic: Topic }>;
  #status: ConnectionStatus = 'connecting';
  #resumable = false;

  constructor(store: StateStore, options: LiveOptions, onError: (cause: unknown) => void) {
    this.#store = store;
    this.#options = options;
    this.#statusChanged = new Emitter(onError);
    this.#topic = new Emitter(onError);
    this.#socket = io(options.url, {
      transports: ['websocket'],
      auth: { token: options.token },
      reconnectionDelay: 250,
      reconnectionDelayMax: 5000,
      forceNew: true,
      autoConnect: false,
    });
    this.#listen(onError);
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  get statusChanged() {
    return this.#statusChanged.event;
  }

  /** Something of a topic other than `devices` changed. */
  get topicChanged() {
    return this.#topic.event;
  }

  start(): void {
    this.#socket.connect();
  }

  /** One operation over the socket. */
  async call(operation: string, input: object): Promise<unknown> {
    let answer:
      { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly problem: Problem };
    try {
      answer = (await this.#socket
        .timeout(this.#options.timeoutMs)
        .emitWithAck('call', { operation, input })) as typeof answer;
    } catch (cause) {
      throw new Unavailable('The hub did not answer.', { cause });
    }
    if (answer.ok) return answer.output;
    throw problemToError(answer.problem);
  }

  [Symbol.dispose](): void {
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
    this.#set('offline');
  }

  #listen(onError: (cause: unknown) => void): void {
    this.#socket.on('connect', () => {
      this.#subscribe().catch((cause: unknown) => {
        onError(cause);
        if (cause instanceof Unauthorized) this.#refuse();
      });
    });
    this.#socket.on('disconnect', (reason) => {
      this.#store.markStale();
      // The hub ends a socket whose token was revoked; socket.io does not try again by itself then.
      if (reason === 'io server disconnect') this.#refuse();
      else this.#set('connecting');
    });
    this.#socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      if (error.data?.code === 'unauthorized') this.#refuse();
      else this.#set('connecting');
    });
    this.#socket.on('device_state', (message: DeviceStateMessage) =>
      this.#store.apply(message.changes, message.seq),
    );
    for (const [topic, event] of Object.entries(topicEvents)) {
      if (topic === 'devices') continue;
      this.#socket.on(event, (message: TopicMessage) =>
        this.#topic.fire({ ...message, topic: topic as Topic }),
      );
    }
  }

  async #subscribe(): Promise<void> {
    const since = this.#resumable ? { since: this.#store.seq } : {};
    const request: Subscribe = { ...this.#options.subscribe, ...since };
    const answer = (await this.#socket
      .timeout(this.#options.timeoutMs)
      .emitWithAck('subscribe', request)) as SubscribeAck;
    if (!answer.ok) throw problemToError(answer.problem);
    if (answer.snapshot) this.#store.reset(answer.snapshot.states, answer.seq);
    // What was missed follows; what was not missed has not changed.
    else this.#store.markLive();
    this.#resumable = true;
    this.#set('live');
  }

  #refuse(): void {
    this.#socket.disconnect();
    this.#set('refused');
  }

  #set(status: ConnectionStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#statusChanged.fire(status);
  }
}
