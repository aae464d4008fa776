import { asUid, Conflict } from '@lifeops/lib';
import type { ClockDep, ContextRef, EntityId, EntityState, Instant, NodeId, StateReport } from '@lifeops/lib';
import type { DeliveryOrder } from '../bus/delivery-order.ts';
import type { EventBus } from '../bus/event-bus.ts';
import { EntityIdIndex } from './entity-id-index.ts';
import { nextState } from './next-state.ts';
import { Slot } from './slot.ts';
import type { ReportListener, StateChange, StateListener } from './slot.ts';
import { Notifier } from './notifier.ts';
import type { ListenerWatch } from '../bus/listener-watch.ts';

/** The only hand that writes an entity's state. */
export interface StateWriter extends Disposable {
  /**
   * Makes the present state of what the source says. Value, status or attributes other: a new state, numbered and heard.
   * All the same: only the time of the report is kept, unless forced. The attributes now belong to the state and are frozen.
   */
  report(report: StateReport, context: ContextRef, options?: { readonly force?: boolean }): EntityState;
  /** Takes the state away; false when there was none. The claim stays. */
  remove(context: ContextRef): boolean;
  /** Gives the claim up; the state stays as it is. Disposing does the same. */
  release(): void;
}

export interface ReadStates {
  get(uid: string): EntityState | undefined;
  byEntityId(entityId: string): EntityState | undefined;
  all(): IteratorObject<EntityState>;
  /** When the source last said anything of it, the same value included. */
  reportedAt(uid: string): Instant | undefined;
  readonly size: number;
}

/**
 * The present state of every entity. A write compares, stores and calls those who asked, in the bus's one order, without
 * waiting, copying or touching storage. Each entity has a single writer. States never change once published.
 */
export class StateMachine implements ReadStates {
  readonly #clock: ClockDep['clock'];
  readonly #node: NodeId;
  readonly #order: DeliveryOrder;
  readonly #notifier: Notifier;
  readonly #slots = new Map<string, Slot>();
  readonly #ids = new EntityIdIndex();
  #size = 0;

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
    this.#notifier = new Notifier(deps);
  }

  get size(): number {
    return this.#size;
  }

  get(uid: string): EntityState | undefined {
    return this.#slots.get(uid)?.state ?? undefined;
  }

  byEntityId(entityId: string): EntityState | undefined {
    const uid = this.#ids.get(entityId);
    return uid === undefined ? undefined : this.get(uid);
  }

  reportedAt(uid: string): Instant | undefined {
    const slot = this.#slots.get(uid);
    return slot?.state ? slot.reportedAt : undefined;
  }

  /** The states of the moment of each step: what changes meanwhile is seen or not. */
  *all(): Generator<EntityState, void, undefined> {
    for (const slot of this.#slots.values()) if (slot.state) yield slot.state;
  }

  /** Makes `owner` the entity's writer; throws `Conflict` when another is, or when the entity id is another's. */
  claim(entity: { readonly uid: string; readonly entityId: string }, owner: string): StateWriter {
    const slot = this.#slot(entity.uid);
    if (slot.owner !== null) {
      throw new Conflict(
        `${entity.entityId} is written by ${slot.owner} already; ${owner} cannot write it too.`,
        {
          details: { uid: entity.uid, writer: slot.owner },
        },
      );
    }
    this.#ids.set(entity.entityId, entity.uid);
    if (slot.entityId !== null && slot.entityId !== entity.entityId) this.#ids.remove(slot.entityId);
    slot.entityId = entity.entityId;
    slot.owner = owner;
    return this.#writer(slot, owner);
  }

  /** Who writes the entity now. */
  ownerOf(uid: string): string | undefined {
    return this.#slots.get(uid)?.owner ?? undefined;
  }

  /** Holds an entity id between choosing it and its claim; throws `Conflict` when it is used or held. */
  reserve(entityId: string): Disposable {
    return this.#ids.reserve(entityId);
  }

  /** Calls `listener` for every change of these entities, known yet or not, or of all. */
  subscribe(uids: readonly string[] | 'all', listener: StateListener, owner: string): Disposable {
    const subscription = { run: listener, owner, from: this.#order.current };
    if (uids === 'all') return this.#notifier.addToAll(subscription);
    const slots = [...new Set(uids)].map((uid) => this.#slot(uid));
    for (const slot of slots) slot.listeners = [...slot.listeners, subscription];
    return this.#end(slots, subscription, () => {
      for (const slot of slots) slot.listeners = slot.listeners.filter((other) => other !== subscription);
    });
  }

  /** Calls `listener` when a source repeats what it said before, which is no change and no event. */
  subscribeReports(uids: readonly string[], listener: ReportListener, owner: string): Disposable {
    const subscription = { run: listener, owner, from: 0 };
    const slots = [...new Set(uids)].map((uid) => this.#slot(uid));
    for (const slot of slots) slot.reportListeners = [...slot.reportListeners, subscription];
    return this.#end(slots, subscription, () => {
      for (const slot of slots)
        slot.reportListeners = slot.reportListeners.filter((other) => other !== subscription);
    });
  }

  /**
   * Brings back the states of an earlier run as `stale`, with their true times. Nothing is heard of it. The first change of
   * this run carries `restored`, and keeps `changedAt` where the value is what it was.
   */
  restore(rows: Iterable<EntityState>): void {
    for (const row of rows) {
      const slot = this.#slot(row.uid);
      if (slot.state) continue;
      this.#ids.set(row.entityId, row.uid);
      slot.entityId = row.entityId;
      slot.restored = row.status;
      slot.reportedAt = row.updatedAt;
      slot.state = Object.freeze({ ...row, status: row.status === 'ok' ? 'stale' : row.status });
      this.#size += 1;
    }
  }

  /** Gives the entity another id; its times stay. Nothing to do for one that is not known; throws `Conflict` when the id is taken. */
  rename(uid: string, newEntityId: string, context: ContextRef): void {
    const slot = this.#slots.get(uid);
    if (!slot || slot.entityId === null || slot.entityId === newEntityId) return;
    this.#ids.set(newEntityId, uid);
    this.#ids.remove(slot.entityId);
    slot.entityId = newEntityId;
    const old = slot.state;
    if (!old) return;
    const state = Object.freeze({
      ...old,
      entityId: newEntityId as EntityId,
      context,
      seq: this.#order.next(),
    });
    slot.state = state;
    this.#notifier.notify(
      slot,
      { uid: slot.uid, old, new: state },
      { at: this.#clock.now(), seq: state.seq, context },
    );
  }

  /** Forgets an entity that nobody writes: state and id. For what the registry has removed. */
  forget(uid: string, context: ContextRef): void {
    const slot = this.#slots.get(uid);
    if (!slot) return;
    if (slot.owner !== null) throw new Conflict(`${slot.entityId ?? uid} is still written by ${slot.owner}.`);
    this.#remove(slot, context);
    this.#drop(slot);
  }

  #writer(slot: Slot, owner: string): StateWriter {
    let held = true;
    const checked = (): Slot => {
      if (!held) throw new Conflict(`${owner} has given up writing ${slot.entityId ?? slot.uid}.`);
      return slot;
    };
    const release = () => {
      if (!held) return;
      held = false;
      slot.owner = null;
      this.#drop(slot);
    };
    return {
      report: (report, context, options) =>
        this.#report(checked(), report, { context, force: options?.force === true }),
      remove: (context) => this.#remove(checked(), context),
      release,
      [Symbol.dispose]: release,
    };
  }

  #report(
    slot: Slot,
    report: StateReport,
    by: { readonly context: ContextRef; readonly force: boolean },
  ): EntityState {
    const now = this.#clock.now();
    const { context, force } = by;
    const old = slot.state;
    const wasRestored = slot.restored !== null;
    const state = nextState(slot, report, { context, force, now, node: this.#node, seq: this.#order });
    slot.reportedAt = now;
    if (state === old) {
      if (slot.reportListeners.length > 0) this.#notifier.repeat(slot, state, now);
      return state;
    }
    if (old === null) this.#size += 1;
    slot.state = state;
    const change: StateChange = wasRestored
      ? { uid: slot.uid, old, new: state, restored: true }
      : { uid: slot.uid, old, new: state };
    this.#notifier.notify(slot, change, { at: now, seq: state.seq, context });
    return state;
  }

  #remove(slot: Slot, context: ContextRef): boolean {
    const old = slot.state;
    if (old === null) return false;
    slot.state = null;
    slot.restored = null;
    this.#size -= 1;
    this.#notifier.notify(
      slot,
      { uid: slot.uid, old, new: null },
      { at: this.#clock.now(), seq: this.#order.next(), context },
    );
    return true;
  }

  #slot(uid: string): Slot {
    let slot = this.#slots.get(uid);
    if (!slot) {
      slot = new Slot(asUid(uid));
      this.#slots.set(uid, slot);
    }
    return slot;
  }

  /** Forgets a slot that nothing holds any more. */
  #drop(slot: Slot): void {
    if (slot.state === null && slot.owner === null && slot.entityId !== null) {
      this.#ids.remove(slot.entityId);
      slot.entityId = null;
    }
    if (slot.empty) this.#slots.delete(slot.uid);
  }

  #end(slots: readonly Slot[], subscription: { from: number }, remove: () => void): Disposable {
    return {
      [Symbol.dispose]: () => {
        if (subscription.from === Infinity) return;
        subscription.from = Infinity;
        remove();
        for (const slot of slots) this.#drop(slot);
      },
    };
  }
}
