import type { EntityState, EventMap, StateStatus, Uid } from '@lifeops/lib';

export type StateChange = EventMap['state_changed'];
export type StateListener = (change: StateChange) => void;
/** Hears that a source said the same again. */
export type ReportListener = (state: EntityState, reportedAt: number) => void;

export interface Subscription<L> {
  readonly run: L;
  readonly owner: string;
  /** Hears changes above this number: those made since it came. Infinity once it has gone. */
  from: number;
}

/** What the state machine holds of one entity, whether or not it has a state yet. */
export class Slot {
  readonly uid: Uid;
  state: EntityState | null = null;
  reportedAt = 0;
  owner: string | null = null;
  entityId: string | null = null;
  /** The status before the restart, until the first change of this run. */
  restored: StateStatus | null = null;
  listeners: readonly Subscription<StateListener>[] = [];
  reportListeners: readonly Subscription<ReportListener>[] = [];

  constructor(uid: Uid) {
    this.uid = uid;
  }

  get empty(): boolean {
    return (
      this.state === null &&
      this.owner === null &&
      this.listeners.length === 0 &&
      this.reportListeners.length === 0
    );
  }
}
