import { jsonEqual } from '@lifeops/lib';
import type { ContextRef, EntityId, EntityState, Instant, NodeId, StateReport } from '@lifeops/lib';
import type { Slot } from './slot.ts';

/**
 * What a report makes of an entity's state: the very same object when value, status and attributes are the same and
 * nothing is forced; else a new one, which takes the next number. Equal attributes are shared with the state before.
 * - value or status other, or forced: changedAt and updatedAt are now;
 * - only attributes other: updatedAt is now, changedAt is kept;
 * - the first word after a restart: changedAt is kept where value and status are those of before the restart.
 */
export function nextState(
  slot: Slot,
  report: StateReport,
  by: {
    readonly context: ContextRef;
    readonly force: boolean;
    readonly now: Instant;
    readonly node: NodeId;
    readonly seq: { next(): number };
  },
): EntityState {
  const old = slot.state;
  let attributes = report.attributes;
  let changedAt = by.now;
  if (old !== null) {
    const sameAttributes = jsonEqual(old.attributes, attributes);
    if (sameAttributes) attributes = old.attributes;
    if (Object.is(old.value, report.value) && !by.force) {
      if (old.status === report.status) {
        // The source itself confirms what was brought back; only its silence (stale) says nothing yet.
        if (sameAttributes && report.status !== 'stale') slot.restored = null;
        if (sameAttributes) return old;
        changedAt = old.changedAt;
      } else if (slot.restored !== null && isBack(slot.restored, report.status)) {
        changedAt = old.changedAt;
      }
    }
    slot.restored = null;
  }
  const state = {
    uid: slot.uid,
    entityId: slot.entityId as EntityId,
    value: report.value,
    status: report.status,
    attributes: Object.freeze(attributes),
    changedAt,
    updatedAt: by.now,
    context: by.context,
    node: by.node,
    seq: by.seq.next(),
  };
  return Object.freeze(report.measuredAt === undefined ? state : { ...state, measuredAt: report.measuredAt });
}

/** A source that answers again brings back `ok` for what was known before the restart; other statuses themselves. */
function isBack(before: EntityState['status'], now: EntityState['status']): boolean {
  return before === now || (now === 'ok' && before === 'stale');
}
