/** What came of a fault that was done many times. All but `runs` should be 0. */
export interface FaultResult {
  readonly runs: number;
  /** Confirmed edits that are not there afterwards, and states that were shown more than a moment before. */
  readonly lost: number;
  /** Things that are there twice though they were asked for once. */
  readonly doubled: number;
  /** Databases that do not pass their own check, and starts that were refused. */
  readonly corrupt: number;
  /** Rows of history that stand twice, and numbers of events that were given out twice. */
  readonly duplicates: number;
  /** What grew without bound or was left behind: memory, files, processes. */
  readonly leaked: number;
  /** Ends of the hub that nobody asked for, and answers of the 500s. */
  readonly crashed: number;
}

export interface FaultOptions {
  /** How often; default: the fault's own number. */
  readonly runs?: number;
  readonly seed: number;
  /** Says how far it is, and what it found. */
  readonly tell: (line: string) => void;
}

/** A fault: what it does, and what came of it. */
export type Fault = (options: FaultOptions) => Promise<FaultResult>;

export const nothingWrong = {
  lost: 0,
  doubled: 0,
  corrupt: 0,
  duplicates: 0,
  leaked: 0,
  crashed: 0,
} as const;
