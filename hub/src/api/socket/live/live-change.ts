import type { EntityState } from '@lifeops/lib';
import type { CompactChange } from '@lifeops/lib/protocol';
import type { EntityFacts } from './entity-facts.ts';

/** A state as it crosses the wire. */
export function compactState(state: EntityState): Exclude<CompactChange, { r: 1 }> {
  return {
    u: state.uid,
    e: state.entityId,
    q: state.seq,
    v: state.value,
    s: state.status,
    a: state.attributes as Exclude<CompactChange, { r: 1 }>['a'],
    c: state.changedAt,
    t: state.updatedAt,
    ...(state.measuredAt === undefined ? {} : { m: state.measuredAt }),
    x: state.context,
  };
}

/**
 * Something that happened to one entity: its state changed, or who sees it did. Its JSON is made once, when the first
 * subscriber is sent it, and shared by all.
 */
export class LiveChange {
  readonly uid: string;
  readonly seq: number;
  readonly state: EntityState | null;
  /** Who could see it until then, and who can from then on. */
  readonly before: EntityFacts | undefined;
  readonly after: EntityFacts | undefined;
  readonly #entityId: string;
  #shown: string | undefined;
  #gone: string | undefined;

  constructor(change: {
    readonly uid: string;
    readonly seq: number;
    readonly state: EntityState | null;
    readonly before: EntityFacts | undefined;
    readonly after: EntityFacts | undefined;
  }) {
    this.uid = change.uid;
    this.seq = change.seq;
    this.state = change.state;
    this.before = change.before;
    this.after = change.after;
    this.#entityId = change.state?.entityId ?? (change.after ?? change.before)?.ids[0] ?? '';
  }

  /** The state, for who sees the entity; without one, that it is gone. */
  get shown(): string {
    if (this.state === null) return this.gone;
    // A state that only came into view keeps its own, older seq: the message's seq is the later one.
    return (this.#shown ??= JSON.stringify(compactState(this.state)));
  }

  /** For who sees it no more. */
  get gone(): string {
    return (this.#gone ??= JSON.stringify({ u: this.uid, e: this.#entityId, q: this.seq, r: 1 }));
  }

  get takesAway(): boolean {
    return this.state === null || this.before !== this.after;
  }
}
