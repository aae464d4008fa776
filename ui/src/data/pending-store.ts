import type { ClientState, StateStore } from '@lifeops/lib/client';

/** What the state will show when the hub has done what was asked. */
export interface Expected {
  readonly value?: ClientState['value'];
  readonly attributes?: ClientState['attributes'];
}

/** A state as a card shows it: with what was asked for laid over it until the hub answers. */
export interface ShownState extends ClientState {
  /** `sent`: on its way. `queued`: kept in this browser until the hub is back. */
  readonly pending?: 'sent' | 'queued';
}

interface Ask {
  readonly expected: Expected;
  readonly how: 'sent' | 'queued';
  readonly ticket: number;
  shown?: ShownState;
  over?: ClientState;
}

/**
 * Optimistic display: each ask lies over the live state until a newer state arrives, the call fails (roll-back), or the
 * ask is let go. One ask an entity; a later one replaces it and carries on what the earlier one asked of other fields.
 */
export class PendingStore {
  readonly #states: StateStore;
  readonly #asks = new Map<string, Ask>();
  readonly #watchers = new Map<string, Set<() => void>>();
  #ticket = 0;

  constructor(states: StateStore) {
    this.#states = states;
    states.changed((uids) => {
      for (const uid of uids) {
        const ask = this.#asks.get(uid);
        if (ask && states.get(uid)?.status === 'ok' && ask.over?.seq !== states.get(uid)?.seq)
          this.#settleIfShown(uid, ask);
      }
    });
  }

  /** The same object until something of it changes. */
  get(uid: string): ShownState | undefined {
    const live = this.#states.get(uid);
    const ask = this.#asks.get(uid);
    if (!live || !ask) return live;
    if (ask.over !== live || !ask.shown) {
      ask.over = live;
      ask.shown = {
        ...live,
        ...(ask.expected.value === undefined ? {} : { value: ask.expected.value }),
        attributes: { ...live.attributes, ...ask.expected.attributes },
        pending: ask.how,
      };
    }
    return ask.shown;
  }

  subscribe(uid: string, listener: () => void): () => void {
    const live = this.#states.watch(uid, listener);
    const set = this.#watchers.get(uid) ?? new Set();
    this.#watchers.set(uid, set);
    set.add(listener);
    return () => {
      live[Symbol.dispose]();
      set.delete(listener);
      if (set.size === 0) this.#watchers.delete(uid);
    };
  }

  /** The ticket tells a late failure of an earlier ask from the present one. */
  ask(uid: string, expected: Expected, how: Ask['how'] = 'sent'): number {
    const before = this.#asks.get(uid)?.expected;
    const merged: Expected = {
      ...before,
      ...expected,
      attributes: { ...before?.attributes, ...expected.attributes },
    };
    const ticket = ++this.#ticket;
    this.#asks.set(uid, { expected: merged, how, ticket });
    this.#announce(uid);
    return ticket;
  }

  queue(uid: string, ticket: number): void {
    const ask = this.#asks.get(uid);
    if (ask?.ticket !== ticket) return;
    this.#asks.set(uid, { expected: ask.expected, how: 'queued', ticket });
    this.#announce(uid);
  }

  /** Takes the ask away: done, or rolled back. */
  settle(uid: string, ticket: number): void {
    if (this.#asks.get(uid)?.ticket !== ticket) return;
    this.#asks.delete(uid);
    this.#announce(uid);
  }

  /** The queue was sent: the live states tell from here on. */
  settleQueued(): void {
    for (const [uid, ask] of this.#asks) if (ask.how === 'queued') this.settle(uid, ask.ticket);
  }

  /** A change that is not yet what was asked (a cover on its way) leaves the ask in place. */
  #settleIfShown(uid: string, ask: Ask): void {
    const live = this.#states.get(uid);
    if (!live) return;
    const { value, attributes = {} } = ask.expected;
    const reached =
      (value === undefined || live.value === value) &&
      Object.entries(attributes).every(([name, wanted]) => Object.is(live.attributes[name], wanted));
    if (reached) this.settle(uid, ask.ticket);
  }

  #announce(uid: string): void {
    for (const listener of this.#watchers.get(uid) ?? []) listener();
  }
}
