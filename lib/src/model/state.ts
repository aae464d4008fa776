import { z } from 'zod';
import type { Json } from '../base/json.ts';
import type { Instant } from '../base/clock.ts';
import type { ContextRef } from './context.ts';
import type { EntityId, NodeId, Uid } from './ids.ts';

/** `stale`: the last known value, its source silent for a while. `unknown`: reached, nothing measured. `unavailable`: not reached. */
export const stateStatuses = ['ok', 'stale', 'unknown', 'unavailable'] as const;
export type StateStatus = (typeof stateStatuses)[number];
export const stateStatusSchema = z.enum(stateStatuses);

/** Typed by the entity: number, text, boolean, an enum's word; null unless something is known. */
export type StateValue = number | string | boolean | null;
export const stateValueSchema = z.union([z.number(), z.string().max(4096), z.boolean(), z.null()]);

export type Attributes = { readonly [name: string]: Json };

/** Published once and never changed after: share it freely. When it was last reported is kept beside it. */
export interface EntityState {
  readonly uid: Uid;
  readonly entityId: EntityId;
  readonly value: StateValue;
  readonly status: StateStatus;
  readonly attributes: Attributes;
  /** When value or status last changed. */
  readonly changedAt: Instant;
  /** When anything last changed, attributes included. */
  readonly updatedAt: Instant;
  /** When the source measured it, where it says so. */
  readonly measuredAt?: Instant;
  readonly context: ContextRef;
  readonly node: NodeId;
  /** The bus's number of the change that made this state; rises over restarts. */
  readonly seq: number;
}

/** What a source says of an entity; the state machine makes a state of it. */
export interface StateReport {
  readonly value: StateValue;
  readonly status: StateStatus;
  readonly attributes: Attributes;
  readonly measuredAt?: Instant;
}
