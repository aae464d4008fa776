import type { ClockDep, ContextRef, EntityState, Instant, NodeId } from '@lifeops/lib';
import type { DeliveryOrder } from '../bus/delivery-order.ts';
import type { EventBus } from '../bus/event-bus.ts';
import { listenerBudgetMs } from '../bus/listener-watch.ts';
import type { ListenerWatch } from '../bus/listener-watch.ts';
import type { ReportListener, Slot, StateChange, StateListener, Subscription } from './slot.ts';

/** Up to so many listeners are timed one by one; reading the clock for each of more would cost more than they do. */
const timedApart = 8;
const watchForMs = 60_000;

interface Numbered {
  readonly at: Instant;
  readonly seq: number;
  readonly context: ContextRef;
}

/** Calls those who asked for a change: of the entity, of all, then listeners of the event. */
export class Notifier {
  readonly #clock: ClockDep['clock'];
  readonly #node: NodeId;
  readonly #order: DeliveryOrder;
  readonly #bus: EventBus;
  readonly #watch: ListenerWatch;
  #all: readonly Subscription<StateListener>[] = [];
  /** Until then (wall time) every listener is timed by itself. */
  #watchUntil = 0;

  constructor(
    deps: ClockDep & {
      readonly node: NodeId;
      readonly order: DeliveryOrder;
      readonly bus: EventBus;
      readonly watch: ListenerWatch;
    },
  ) {
    this.#clock = deps.clock;
    this.#node = deps.node;
    this.#order = deps.order;
    this.#bus = deps.bus;
    this.#watch = deps.watch;
  }

  addToAll(subscription: Subscription<StateListener>): Disposable {
    this.#all = [...this.#all, subscription];
    return {
      [Symbol.dispose]: () => {
        subscription.from = Infinity;
        this.#all = this.#all.filter((other) => other !== subscription);
      },
    };
  }

  notify(slot: Slot, change: StateChange, by: Numbered): void {
    if (this.#order.enter()) {
      this.#deliver(slot, change, by);
      this.#order.leave();
    } else {
      this.#order.wait(() => this.#deliver(slot, change, by));
    }
  }

  /** Tells that the source said the same again, after the changes before it have been heard. */
  repeat(slot: Slot, state: EntityState, at: Instant): void {
    const tell = () => {
      for (const listener of slot.reportListeners) this.#tell(listener, state, at);
    };
    if (this.#order.enter()) {
      tell();
      this.#order.leave();
    } else {
      this.#order.wait(tell);
    }
  }

  #deliver(slot: Slot, change: StateChange, by: Numbered): void {
    if (slot.listeners.length > 0) this.#deliverTo(slot.listeners, change, by);
    if (this.#all.length > 0) this.#deliverTo(this.#all, change, by);
    if (this.#bus.hears('state_changed')) {
      this.#bus.deliver({ type: 'state_changed', data: change, origin: this.#node, ...by });
    }
  }

  #deliverTo(listeners: readonly Subscription<StateListener>[], change: StateChange, by: Numbered): void {
    if (listeners.length <= timedApart || by.at < this.#watchUntil) {
      this.#deliverTimed(listeners, change, by.seq);
      return;
    }
    const before = this.#clock.monotonic();
    const seq = by.seq;
    for (let i = 0; i < listeners.length; i++) {
      const listener = listeners[i] as Subscription<StateListener>;
      if (seq <= listener.from) continue;
      try {
        listener.run(change);
      } catch (cause) {
        this.#watch.failed(listener.owner, 'state_changed', cause);
      }
    }
    const took = this.#clock.monotonic() - before;
    if (took > listenerBudgetMs) {
      this.#watchUntil = by.at + watchForMs;
      this.#watch.slowAmong([...new Set(listeners.map((listener) => listener.owner))], 'state_changed', took);
    }
  }

  #deliverTimed(listeners: readonly Subscription<StateListener>[], change: StateChange, seq: number): void {
    let before = this.#clock.monotonic();
    for (const listener of listeners) {
      if (seq <= listener.from) continue;
      try {
        listener.run(change);
      } catch (cause) {
        this.#watch.failed(listener.owner, 'state_changed', cause);
      }
      const after = this.#clock.monotonic();
      if (after - before > listenerBudgetMs)
        this.#watch.slow(listener.owner, 'state_changed', after - before);
      before = after;
    }
  }

  #tell(listener: Subscription<ReportListener>, state: EntityState, at: Instant): void {
    if (listener.from === Infinity) return;
    try {
      listener.run(state, at);
    } catch (cause) {
      this.#watch.failed(listener.owner, 'state_reported', cause);
    }
  }
}
