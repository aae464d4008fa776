import type { Attributes, Json, StateStatus, StateValue } from '@lifeops/lib';
import type { CallRow, EventRow, LatestRow, StateRow, StoredSeriesPoint } from '../../recorder/ports.ts';
import { storedText } from '../stored-text.ts';
import type { ResultRow } from './history-sql.ts';

/** Stored numbers: never reordered, new ones at the end. */
const statuses: readonly StateStatus[] = ['ok', 'stale', 'unknown', 'unavailable'];
const kinds = { none: 0, number: 1, text: 2, boolean: 3 } as const;

export interface StoredValue {
  readonly kind: number;
  /** Numbers, and booleans as 0 and 1, so that the database can calculate with both. */
  readonly number: number | null;
  readonly text: string | null;
}

export function encodeValue(value: StateValue): StoredValue {
  if (typeof value === 'number') return { kind: kinds.number, number: value, text: null };
  if (typeof value === 'string') return { kind: kinds.text, number: null, text: storedText(value) };
  if (typeof value === 'boolean') return { kind: kinds.boolean, number: value ? 1 : 0, text: null };
  return { kind: kinds.none, number: null, text: null };
}

function decodeValue(row: ResultRow): StateValue {
  if (row['kind'] === kinds.number) return row['number'] as number | null;
  if (row['kind'] === kinds.text) return row['text'] as string | null;
  return row['kind'] === kinds.boolean ? row['number'] === 1 : null;
}

export const encodeStatus = (status: StateStatus): number => statuses.indexOf(status);

export function decodeJson(cell: unknown): Json {
  return JSON.parse(cell as string) as Json;
}

export function decodeState(row: ResultRow, uid: string, attributes: Attributes): StateRow {
  return {
    uid,
    at: row['at'] as number,
    seq: row['seq'] as number,
    value: decodeValue(row),
    status: statuses[row['status'] as number] ?? 'unknown',
    attributes,
    contextId: row['context_id'] as string,
  };
}

export function decodeLatest(row: ResultRow): LatestRow {
  return {
    ...decodeState(row, row['uid'] as string, decodeJson(row['attributes']) as Attributes),
    entityId: row['entity_id'] as string,
    changedAt: row['changed_at'] as number,
    updatedAt: row['updated_at'] as number,
    reportedAt: row['reported_at'] as number,
    measuredAt: row['measured_at'] as number | null,
    context: decodeJson(row['context']),
    node: row['node'] as string,
  };
}

export function decodeEvent(row: ResultRow): EventRow {
  return {
    seq: row['seq'] as number,
    at: row['at'] as number,
    type: row['type'] as string,
    data: decodeJson(row['data']),
    context: decodeJson(row['context']),
  };
}

export function decodePoint(row: ResultRow): StoredSeriesPoint {
  return {
    series: row['series'] as StoredSeriesPoint['series'],
    type: row['type'] as string,
    source: row['source'] as string,
    at: row['at'] as number,
    key: row['key'] as string,
    value: row['value'] as number | null,
    unit: row['unit'] as string | null,
    end: row['end_at'] as number | null,
    metadata: decodeJson(row['metadata']) as StoredSeriesPoint['metadata'],
    entryUid: row['entry_uid'] as string,
    owner: row['owner'] as string | null,
  };
}

/** The columns of each kind of row, in the order in which `…Cells` gives their values. */
export const latestColumns =
  'uid, entity_id, at, seq, kind, number, text, status, attributes, context_id, changed_at, updated_at, reported_at, measured_at, context, node';
export const eventColumns = 'seq, at, type, data, context';
export const callColumns = 'command_id, at, domain, service, data, context, result, duration_ms';
export const seriesColumns = 'series, type, at, source, key, value, unit, end_at, metadata, entry_uid, owner';

type Cell = string | number | null;

export function latestCells(row: LatestRow): Cell[] {
  const { kind, number, text } = encodeValue(row.value);
  const attributes = JSON.stringify(row.attributes);
  const context = JSON.stringify(row.context);
  const { uid, entityId, at, seq, contextId, changedAt, updatedAt, reportedAt, measuredAt, node } = row;
  return [
    uid,
    entityId,
    at,
    seq,
    kind,
    number,
    text,
    encodeStatus(row.status),
    attributes,
    contextId,
    changedAt,
    updatedAt,
    reportedAt,
    measuredAt,
    context,
    node,
  ];
}

export function eventCells({ seq, at, type, data, context }: EventRow): Cell[] {
  return [seq, at, type, JSON.stringify(data), JSON.stringify(context)];
}

export function callCells(row: CallRow): Cell[] {
  const { commandId, at, domain, service, data, context, result, durationMs } = row;
  return [
    commandId,
    at,
    domain,
    service,
    JSON.stringify(data),
    JSON.stringify(context),
    JSON.stringify(result),
    durationMs,
  ];
}

export function seriesCells(point: StoredSeriesPoint): Cell[] {
  const { series, at, value, end, metadata, entryUid, owner } = point;
  const [type, source, key] = [storedText(point.type), storedText(point.source), storedText(point.key)];
  const unit = point.unit === null ? null : storedText(point.unit);
  return [series, type, at, source, key, value, unit, end, JSON.stringify(metadata), entryUid, owner];
}
