import { asNodeId, asUid, parseEntityId } from '@lifeops/lib';
import type { ContextRef, EntityState, Instant } from '@lifeops/lib';
import type { LatestRow, StateRow } from './ports.ts';

export const stateRow = (state: EntityState): StateRow => ({
  uid: state.uid,
  at: state.measuredAt ?? state.updatedAt,
  seq: state.seq,
  value: state.value,
  status: state.status,
  attributes: state.attributes,
  contextId: state.context.id,
});

export const latestRow = (state: EntityState, reportedAt: Instant): LatestRow => ({
  ...stateRow(state),
  entityId: state.entityId,
  changedAt: state.changedAt,
  updatedAt: state.updatedAt,
  reportedAt,
  measuredAt: state.measuredAt ?? null,
  context: state.context,
  node: state.node,
});

export const stateOfLatest = (row: LatestRow): EntityState => ({
  uid: asUid(row.uid),
  entityId: parseEntityId(row.entityId),
  value: row.value,
  status: row.status,
  attributes: row.attributes,
  changedAt: row.changedAt,
  updatedAt: row.updatedAt,
  ...(row.measuredAt === null ? {} : { measuredAt: row.measuredAt }),
  context: row.context as ContextRef,
  node: asNodeId(row.node),
  seq: row.seq,
});
