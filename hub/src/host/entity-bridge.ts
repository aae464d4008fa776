import { asUid, jsonEqual } from '@lifeops/lib';
import type { ClockDep, ContextRef, EntityRecord, Instant, StateReport, StateStatus } from '@lifeops/lib';
import type { EntityMessage, Patch } from '@lifeops/lib/host';
import type { EventBus } from '../core/bus/event-bus.ts';
import type { StateMachine, StateWriter } from '../core/state-machine/state-machine.ts';

export interface BridgeDeps extends ClockDep {
  readonly states: StateMachine;
  readonly bus: EventBus;
  /** The context of the command that waits for this entity to confirm it. */
  readonly contextFor: (uid: string) => ContextRef | undefined;
}

/** One entity of a running integration: its number on the pipe, its row, the hand that writes its state. */
export class BridgedEntity {
  readonly message: EntityMessage;
  #record: EntityRecord;
  #writer: StateWriter | undefined;
  #last: StateReport | undefined;
  /** What an event entity was last heard to say; undefined before its first word. */
  #heard: Pick<StateReport, 'value' | 'attributes'> | undefined;
  readonly #deps: BridgeDeps;
  readonly #owner: string;
  readonly #since: Instant;

  constructor(
    deps: BridgeDeps,
    entity: { readonly message: EntityMessage; readonly record: EntityRecord; readonly owner: string },
  ) {
    this.#deps = deps;
    this.message = entity.message;
    this.#record = entity.record;
    this.#owner = entity.owner;
    this.#since = deps.clock.now();
  }

  get record(): EntityRecord {
    return this.#record;
  }

  get uid(): string {
    return this.#record.uid;
  }

  /** Begins to write, unless the entity is disabled. */
  open(): void {
    if (this.#record.disabledBy === null) this.#writer ??= this.#deps.states.claim(this.#record, this.#owner);
  }

  /** A change in the registry: disabling and enabling take effect at once. */
  follow(record: EntityRecord, context: ContextRef): void {
    this.#record = record;
    if (record.disabledBy !== null || record.removedAt !== null) {
      this.#writer?.remove(context);
      this.close();
      return;
    }
    const opening = this.#writer === undefined;
    this.open();
    if (opening && this.#last) this.#writer?.report(this.#last, context);
  }

  patch([, status, value, attributes, measuredAt]: Patch, context: ContextRef): void {
    const report: StateReport = {
      status,
      value,
      attributes: attributes ?? this.#last?.attributes ?? this.#deps.states.get(this.uid)?.attributes ?? {},
      ...(measuredAt === null ? {} : { measuredAt }),
    };
    this.#last = report;
    const happened = this.message.domain === 'event' && this.#happened(report);
    if (!this.#writer) return;
    const cause = this.#deps.contextFor(this.uid) ?? context;
    const { attributes: now } = this.#writer.report(report, cause);
    const { event_type: eventType } = now;
    if (happened && typeof eventType === 'string')
      this.#deps.bus.fire('entity_event', { uid: asUid(this.uid), eventType, data: now }, cause);
  }

  /**
   * Whether an event entity's report is news. The first word after a start tells of the past, unless it happened since; one
   * that is told again, after an outage say, has happened already.
   */
  #happened({ status, value, attributes: said }: StateReport): boolean {
    if (status !== 'ok' && status !== 'unknown') return false;
    const before = this.#heard;
    this.#heard = { value: value ?? before?.value ?? null, attributes: said };
    if (typeof value !== 'number') return false;
    if (!before) return value >= this.#since;
    if (typeof before.value !== 'number' || value > before.value) return true;
    return value === before.value && !jsonEqual(said, before.attributes);
  }

  /** The value stays as last known where the status says so. */
  mark(status: Extract<StateStatus, 'stale' | 'unavailable'>, context: ContextRef): void {
    const present = this.#deps.states.get(this.uid);
    if (!this.#writer || present?.status === status) return;
    const value = status === 'stale' ? (present?.value ?? null) : null;
    this.#writer.report({ status, value, attributes: present?.attributes ?? {} }, context);
  }

  close(): void {
    this.#writer?.release();
    this.#writer = undefined;
  }
}
