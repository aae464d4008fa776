import type {
  CallRow,
  EventRow,
  LatestRow,
  RecorderBatch,
  StateRow,
  StoredSeriesPoint,
} from '../../../../hub/src/recorder/ports.ts';

export const batch = (part: Partial<RecorderBatch>): RecorderBatch => ({
  states: [],
  latest: [],
  removedLatest: [],
  events: [],
  calls: [],
  series: [],
  ...part,
});

export const state = (uid: string, at: number, seq: number, changes: Partial<StateRow> = {}): StateRow => ({
  uid,
  at,
  seq,
  value: 21.5,
  status: 'ok',
  attributes: { unit: '°C' },
  contextId: `context${seq}`,
  ...changes,
});

export const latest = (uid: string, seq: number, changes: Partial<LatestRow> = {}): LatestRow => ({
  ...state(uid, 1000 + seq, seq),
  entityId: `sensor.${uid}`,
  changedAt: 900,
  updatedAt: 1000 + seq,
  reportedAt: 1001 + seq,
  measuredAt: null,
  context: { id: 'c', parent: null },
  node: 'node1',
  ...changes,
});

export const event = (seq: number, at: number, type: string): EventRow => ({
  seq,
  at,
  type,
  data: { text: 'ö"\'', list: [1, null] },
  context: 'just text',
});

export const call = (commandId: string, at: number): CallRow => ({
  commandId,
  at,
  domain: 'light',
  service: 'turn_on',
  data: { target: {} },
  context: null,
  result: [],
  durationMs: 12.5,
});

export const point = (at: number, changes: Partial<StoredSeriesPoint> = {}): StoredSeriesPoint => ({
  series: 'health_metrics',
  type: 'heart_rate',
  source: 'oura',
  at,
  key: '',
  value: 61,
  unit: 'bpm',
  end: null,
  metadata: { source: 'awake' },
  entryUid: 'entry1',
  owner: 'alex',
  ...changes,
});
