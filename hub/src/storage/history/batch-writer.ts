import type { RecorderBatch } from '../../recorder/ports.ts';
import type { HistorySession } from './history-sql.ts';

/** Writes batches in the way that its database does fastest. */
export interface BatchWriter {
  /** Inside the transaction of `session`. */
  write(session: HistorySession, batch: RecorderBatch): Promise<void>;
  /** Forgets the row numbers that it remembers: a transaction failed, or rows were removed. */
  reset(): void;
}

/** An attribute set is marked as used at most this often, so that a batch seldom writes for it. */
export const usedAtStepMs = 86_400_000;

/** The highest seq of a batch; 0 when it has none. */
export function highestSeq({ states, latest, events }: RecorderBatch): number {
  let highest = 0;
  for (const rows of [states, latest, events]) for (const { seq } of rows) if (seq > highest) highest = seq;
  return highest;
}

export const raiseLastSeq = `INSERT INTO meta (key, value) VALUES ('last_seq', $1)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE excluded.value > meta.value`;
