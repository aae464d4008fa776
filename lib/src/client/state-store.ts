import { Emitter } from '../base/emitter.ts';
import type { StateStatus, StateValue } from '../model/state.ts';
import type { Json } from '../base/json.ts';
import type { CompactChange } from '../protocol/live.ts';

/** A state as a client holds it. */
export interface ClientState {
  readonly uid: string;
  readonly entityId: string;
  readonly value: StateValue;
  readonly status: StateStatus;
  readonly attributes: { readonly [name: string]: Json };
  readonly changedAt: number;
  readonly updatedAt: number;
  readonly measuredAt?: number;
  readonly contextId: string;
  readonly seq: number;
}

/**
 * The live states of a connection. Each state object stays the same until it changes, so that a view of one entity is
 * drawn again for that entity alone (`useSyncExternalStore(store.subscribe(uid), () => store.get(uid))`).
 */
export class StateStore {
  readonly #states = new Map<string, ClientState>();
  readonly #byEntityId = new Map<string, string>();
  readonly #watchers = new Map<string, Set<() => void>>();
  /** What each state was before the connection went. */
  readonly #beforeStale = new Map<string, ClientState>();
  readonly #changed: Emitter<readonly string[]>;
  #seq = 0;
  #list: readonly ClientState[] | undefined;

  constructor(onError: (cause: unknown) => void) {
    this.#changed = new Emitter(onError);
  }

  /** Uids that changed, once per message. */
  get changed() {
    return this.#changed.event;
  }

  /** The highest seq seen: what a resumed subscription gives as `since`. */
  get seq(): number {
    return this.#seq;
  }

  /** By uid or present entity id. */
  get(id: string): ClientState | undefined {
    return this.#states.get(id) ?? this.#states.get(this.#byEntityId.get(id) ?? '');
  }

  /** All states; the same array until one changes. */
  all(): readonly ClientState[] {
    this.#list ??= [...this.#states.values()];
    return this.#list;
  }

  /** Calls `listener` when that one entity changes. */
  watch(id: string, listener: () => void): Disposable {
    const uid = this.#states.has(id) ? id : (this.#byEntityId.get(id) ?? id);
    let set = this.#watchers.get(uid);
    if (!set) this.#watchers.set(uid, (set = new Set()));
    const own = () => listener();
    set.add(own);
    return {
      [Symbol.dispose]: () => {
        set.delete(own);
        if (set.size === 0) this.#watchers.delete(uid);
      },
    };
  }

  /** Takes a snapshot: what it does not hold is gone. Kept from the cache: objects that did not change. */
  reset(states: readonly CompactChange[], seq: number): void {
    const present = new Set(states.map((state) => state.u));
    const gone = [...this.#states.keys()].filter((uid) => !present.has(uid));
    this.#take(states, gone, seq);
  }

  apply(changes: readonly CompactChange[], seq: number): void {
    this.#take(changes, [], seq);
  }

  /** Marks everything stale: the connection is gone, the values are the last known. */
  markStale(): void {
    const uids: string[] = [];
    for (const [uid, state] of this.#states) {
      if (state.status !== 'ok') continue;
      this.#beforeStale.set(uid, state);
      this.#states.set(uid, { ...state, status: 'stale' });
      uids.push(uid);
    }
    this.#announce(uids);
  }

  /** The connection is back where it left off: what did not change meanwhile is as good as it was. */
  markLive(): void {
    const before = [...this.#beforeStale];
    this.#beforeStale.clear();
    for (const [uid, state] of before) this.#states.set(uid, state);
    this.#announce(before.map(([uid]) => uid));
  }

  #take(changes: readonly CompactChange[], gone: readonly string[], seq: number): void {
    const touched: string[] = [...gone];
    for (const uid of gone) this.#drop(uid);
    for (const change of changes) {
      const known = this.#states.get(change.u);
      if ('r' in change) {
        if (known) this.#drop(change.u);
      } else {
        // The same seq again, from a snapshot after a reconnect, brings a state back from stale.
        if (known && (known.seq > change.q || (known.seq === change.q && known.status === change.s)))
          continue;
        this.#beforeStale.delete(change.u);
        if (known && known.entityId !== change.e) this.#byEntityId.delete(known.entityId);
        this.#states.set(change.u, stateOf(change));
        this.#byEntityId.set(change.e, change.u);
      }
      touched.push(change.u);
    }
    this.#seq = Math.max(this.#seq, seq);
    this.#announce(touched);
  }

  #drop(uid: string): void {
    const known = this.#states.get(uid);
    if (!known) return;
    this.#beforeStale.delete(uid);
    this.#states.delete(uid);
    if (this.#byEntityId.get(known.entityId) === uid) this.#byEntityId.delete(known.entityId);
  }

  #announce(uids: readonly string[]): void {
    if (uids.length === 0) return;
    this.#list = undefined;
    for (const uid of uids) for (const listener of this.#watchers.get(uid) ?? []) listener();
    this.#changed.fire(uids);
  }
}

function stateOf(change: Exclude<CompactChange, { r: 1 }>): ClientState {
  return {
    uid: change.u,
    entityId: change.e,
    value: change.v,
    status: change.s,
    attributes: change.a,
    changedAt: change.c,
    updatedAt: change.t,
    contextId: change.x.id,
    seq: change.q,
    ...(change.m === undefined ? {} : { measuredAt: change.m }),
  };
}
