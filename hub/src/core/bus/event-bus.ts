import type { ClockDep, ContextRef, EventMap, EventName, HubEvent, NodeId } from '@lifeops/lib';
import type { DeliveryOrder } from './delivery-order.ts';
import { listenerBudgetMs } from './listener-watch.ts';
import type { ListenerWatch } from './listener-watch.ts';
import { ReactionQueue } from './reaction-queue.ts';

export interface ListenOptions<E extends EventName = EventName> {
  /** Who listens, for the log: `recorder`, an automation's uid, an entry. */
  readonly owner: string;
  /** Looks at the payload; the listener hears only what it lets through. A filter that throws lets nothing through. */
  readonly filter?: (data: EventMap[E]) => boolean;
}
export interface ReactOptions<E extends EventName = EventName> extends ListenOptions<E> {
  /** How many events may wait for this owner before the oldest are dropped. Default 1000; the first `react` of an owner sets it. */
  readonly limit?: number;
}

interface Listener {
  readonly run: (event: HubEvent) => void;
  readonly owner: string;
  readonly filter: ((data: EventMap[EventName]) => boolean) | undefined;
  /** Hears events above this number: those fired since it came. Infinity once it has gone. */
  from: number;
}

/**
 * Events by type. `fire` gives the event its number and delivers it to all its listeners before the next one, so that
 * everybody sees one order; an event fired by a listener waits its turn. A listener that throws is logged with its owner
 * and starves nobody. The event object is built only when somebody listens.
 */
export class EventBus {
  readonly #clock: ClockDep['clock'];
  readonly #node: NodeId;
  readonly #order: DeliveryOrder;
  readonly #watch: ListenerWatch;
  readonly #byType = new Map<string, readonly Listener[]>();
  #any: readonly Listener[] = [];
  readonly #queues = new Map<string, { readonly queue: ReactionQueue; users: number }>();

  constructor(
    deps: ClockDep & { readonly node: NodeId; readonly order: DeliveryOrder; readonly watch: ListenerWatch },
  ) {
    this.#clock = deps.clock;
    this.#node = deps.node;
    this.#order = deps.order;
    this.#watch = deps.watch;
  }

  /** The number of the latest event. */
  get seq(): number {
    return this.#order.current;
  }

  /** Returns the event's number. When it returns the event has been heard, unless it was fired from a listener. */
  fire<E extends EventName>(type: E, data: EventMap[E], context: ContextRef): number {
    const seq = this.#order.next();
    const at = this.#clock.now();
    if (this.#order.enter()) {
      if (this.hears(type)) this.deliver({ type, data, at, seq, context, origin: this.#node });
      this.#order.leave();
    } else {
      this.#order.wait(() => {
        if (this.hears(type)) this.deliver({ type, data, at, seq, context, origin: this.#node });
      });
    }
    return seq;
  }

  /** Listeners of a type hear in order of subscription, before those of every type. */
  on<E extends EventName>(
    type: E,
    listener: (event: HubEvent<E>) => void,
    options: ListenOptions<E>,
  ): Disposable {
    return this.#add(type, this.#listener(listener, options));
  }

  onAny(listener: (event: HubEvent) => void, options: ListenOptions): Disposable {
    return this.#add(undefined, this.#listener(listener, options));
  }

  /** Hears one event, even when that one fires more of its kind. */
  once<E extends EventName>(
    type: E,
    listener: (event: HubEvent<E>) => void,
    options: ListenOptions<E>,
  ): Disposable {
    const subscription = this.on(
      type,
      (event) => {
        subscription[Symbol.dispose]();
        listener(event);
      },
      options,
    );
    return subscription;
  }

  /** Listening with work that awaits: one at a time per owner, in order, over a bounded queue. */
  react<E extends EventName>(
    type: E,
    run: (event: HubEvent<E>) => Promise<void>,
    options: ReactOptions<E>,
  ): AsyncDisposable {
    const held = this.#queueOf(options);
    let ended = false;
    const subscription = this.on(
      type,
      (event) => held.queue.add(type, () => (ended ? Promise.resolve() : run(event))),
      options,
    );
    let ending: Promise<void> | undefined;
    const end = async () => {
      ended = true;
      subscription[Symbol.dispose]();
      held.users -= 1;
      if (held.users > 0) return held.queue.idle();
      this.#queues.delete(options.owner);
      await held.queue[Symbol.asyncDispose]();
    };
    return { [Symbol.asyncDispose]: () => (ending ??= end()) };
  }

  /** Whether an event of this type would be heard by anybody. */
  hears(type: EventName): boolean {
    return this.#any.length > 0 || this.#byType.has(type);
  }

  /** How many listeners there are: for leak checks. */
  get listenerCount(): number {
    return this.#byType.values().reduce((sum, list) => sum + list.length, this.#any.length);
  }

  /** For sources that keep the order themselves: hands a numbered event to its listeners, now. */
  deliver(event: HubEvent): void {
    const listeners = this.#byType.get(event.type);
    if (listeners) this.#deliverTo(listeners, event);
    if (this.#any.length > 0) this.#deliverTo(this.#any, event);
  }

  #deliverTo(listeners: readonly Listener[], event: HubEvent): void {
    let before = this.#clock.monotonic();
    for (const listener of listeners) {
      if (event.seq <= listener.from) continue;
      try {
        if (listener.filter === undefined || listener.filter(event.data)) listener.run(event);
      } catch (cause) {
        this.#watch.failed(listener.owner, event.type, cause);
      }
      const after = this.#clock.monotonic();
      if (after - before > listenerBudgetMs) this.#watch.slow(listener.owner, event.type, after - before);
      before = after;
    }
  }

  #listener<E extends EventName>(run: (event: HubEvent<E>) => void, options: ListenOptions<E>): Listener {
    return {
      run: run as unknown as Listener['run'],
      owner: options.owner,
      filter: options.filter as unknown as Listener['filter'],
      from: this.#order.current,
    };
  }

  #add(type: string | undefined, listener: Listener): Disposable {
    if (type === undefined) this.#any = [...this.#any, listener];
    else this.#byType.set(type, [...(this.#byType.get(type) ?? []), listener]);
    return {
      [Symbol.dispose]: () => {
        listener.from = Infinity;
        if (type === undefined) {
          this.#any = this.#any.filter((other) => other !== listener);
          return;
        }
        const left = (this.#byType.get(type) ?? []).filter((other) => other !== listener);
        if (left.length > 0) this.#byType.set(type, left);
        else this.#byType.delete(type);
      },
    };
  }

  #queueOf(options: { readonly owner: string; readonly limit?: number }): {
    readonly queue: ReactionQueue;
    users: number;
  } {
    const held = this.#queues.get(options.owner) ?? {
      queue: new ReactionQueue(
        { watch: this.#watch },
        { owner: options.owner, limit: options.limit ?? 1000 },
      ),
      users: 0,
    };
    held.users += 1;
    this.#queues.set(options.owner, held);
    return held;
  }
}
