import { asError, backoffMs, days, hours, Scope } from '@lifeops/lib';
import type {
  ClockDep,
  EntityState,
  EventMap,
  HubEvent,
  LogDep,
  RandomDep,
  RecordPolicy,
  SeriesName,
} from '@lifeops/lib';
import type { EventBus } from '../core/bus/event-bus.ts';
import type { StateMachine } from '../core/state-machine/state-machine.ts';
import type {
  CallRow,
  HistoryQuery,
  HistoryStore,
  SeriesQuery,
  StateRow,
  StoredSeriesPoint,
} from './ports.ts';
import { latestRow, stateOfLatest, stateRow } from './rows.ts';
import { WriteQueue } from './write-queue.ts';

export interface RecorderDeps extends ClockDep, LogDep, RandomDep {
  readonly states: StateMachine;
  readonly bus: EventBus;
  readonly store: HistoryStore;
  /** What the entity's description or a person asks to be kept. */
  readonly policyOf: (uid: string) => RecordPolicy;
}

export interface RecorderOptions {
  readonly flushMs: number;
  readonly queueRows: number;
  readonly keepMs: number;
}

export const recorderDefaults: RecorderOptions = { flushMs: 1000, queueRows: 50_000, keepMs: days(40) };
const retry = { firstMs: 1000, factor: 2, maxMs: 30_000, jitter: 0.1 } as const;
const purgeRows = 5000;

/**
 * Keeps what happens: states, events, calls, series. It listens, queues, and writes one transaction a second; a database
 * that is slow or away costs memory up to a bound and then history, never the hub's time.
 */
export class Recorder implements AsyncDisposable {
  readonly #deps: RecorderDeps;
  readonly #options: RecorderOptions;
  readonly #scope = new Scope('recorder');
  readonly #queue: WriteQueue;
  readonly #lastKept = new Map<string, number>();
  readonly #reports = new Map<string, Disposable>();
  #timer: Disposable | undefined;
  #flushing: Promise<void> | undefined;
  #failures = 0;
  #failureCount = 0;
  #writtenRows = 0;
  #lastError: Error | undefined;

  constructor(deps: RecorderDeps, options: RecorderOptions = recorderDefaults) {
    this.#deps = deps;
    this.#options = options;
    this.#queue = new WriteQueue(options.queueRows);
  }

  /** The states of the last run, for the state machine's `restore`. */
  static async restorable(store: HistoryStore): Promise<EntityState[]> {
    return (await store.latest()).map(stateOfLatest);
  }

  start(): void {
    const { states, bus } = this.#deps;
    this.#scope.use(states.subscribe('all', (change) => this.#onState(change), 'recorder'));
    this.#scope.use(bus.onAny((event) => this.#onEvent(event), { owner: 'recorder' }));
    this.#armPurge(hours(1));
  }

  /** Null while all is well, else what is wrong with the database. */
  get problem(): Error | null {
    return this.#failures > 0 ? (this.#lastError ?? null) : null;
  }

  /** Failed writes since the start. */
  get failureCount(): number {
    return this.#failureCount;
  }

  /** Rows written since the start. */
  get writtenRows(): number {
    return this.#writtenRows;
  }

  get waitingRows(): number {
    return this.#queue.rows;
  }

  recordCall(row: CallRow): void {
    this.#queue.call(row);
    this.#arm(this.#options.flushMs);
  }

  /** Points of the past, back-filled by an integration. */
  recordHistory(rows: readonly StateRow[]): void {
    for (const row of rows) this.#queue.state(row);
    this.#arm(this.#options.flushMs);
  }

  /** Resolves when the points are stored. */
  async writeSeries(points: readonly StoredSeriesPoint[]): Promise<void> {
    if (points.length === 0) return;
    await this.#deps.store.write({
      states: [],
      latest: [],
      removedLatest: [],
      events: [],
      calls: [],
      series: points,
    });
  }

  /** Recorded states, what still waits included. */
  async history(query: HistoryQuery): Promise<ReadonlyMap<string, readonly StateRow[]>> {
    await this.flush();
    return this.#deps.store.states(query);
  }

  series(query: SeriesQuery): Promise<readonly StoredSeriesPoint[]> {
    return this.#deps.store.series(query);
  }

  /** The newest point of a series' type that these owners may see. */
  async newest(
    series: SeriesName,
    type: string | undefined,
    owners: readonly (string | null)[],
  ): Promise<StoredSeriesPoint | undefined> {
    const end = this.#deps.clock.now() + days(2);
    const [newest] = await this.#deps.store.series({
      series,
      ...(type === undefined ? {} : { type }),
      start: 0,
      end,
      limit: 1,
      owners,
      newestFirst: true,
    });
    return newest;
  }

  async forget(what: { readonly uids?: readonly string[]; readonly entryUid?: string }): Promise<void> {
    await this.flush();
    await this.#deps.store.forget(what);
    for (const uid of what.uids ?? []) this.#lastKept.delete(uid);
  }

  /** Writes all that waits; rejects when the database does not take it, and keeps it. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    for (const following of this.#reports.values()) following[Symbol.dispose]();
    await this.#scope[Symbol.asyncDispose]();
    await this.flush();
  }

  #onState({ uid, new: state }: EventMap['state_changed']): void {
    if (state === null) {
      this.#queue.removeLatest(uid);
      this.#followReports(uid, false);
    } else {
      this.#queue.latest(latestRow(state, this.#deps.states.reportedAt(uid) ?? state.updatedAt));
      if (this.#keeps(state)) this.#queue.state(stateRow(state));
      this.#followReports(uid, this.#deps.policyOf(uid) === 'all');
    }
    this.#arm(this.#options.flushMs);
  }

  /** The policy `all` keeps what is said again, too: such an entity is listened to apart. */
  #followReports(uid: string, wanted: boolean): void {
    const following = this.#reports.get(uid);
    if (wanted === (following !== undefined)) return;
    if (following) {
      following[Symbol.dispose]();
      this.#reports.delete(uid);
      return;
    }
    const repeated = (state: EntityState, at: number) => {
      this.#queue.state({ ...stateRow(state), at });
      this.#arm(this.#options.flushMs);
    };
    this.#reports.set(uid, this.#deps.states.subscribeReports([uid], repeated, 'recorder'));
  }

  /** A dead band compares with what was last kept, not with what was last seen: slow drifts are kept too. */
  #keeps(state: EntityState): boolean {
    const policy = this.#deps.policyOf(state.uid);
    if (policy === 'none') return false;
    if (typeof policy === 'string' || typeof state.value !== 'number' || state.status !== 'ok') {
      this.#lastKept.delete(state.uid);
      return true;
    }
    const last = this.#lastKept.get(state.uid);
    if (last !== undefined && Math.abs(state.value - last) < policy.deadband) return false;
    this.#lastKept.set(state.uid, state.value);
    return true;
  }

  #onEvent(event: HubEvent): void {
    if (event.type === 'state_changed') return;
    this.#queue.event({
      seq: event.seq,
      at: event.at,
      type: event.type,
      data: event.data as EventRowData,
      context: event.context,
    });
    this.#arm(this.#options.flushMs);
  }

  #arm(delayMs: number): void {
    if (this.#timer || this.#scope.closed) return;
    this.#timer = this.#deps.clock.timer(delayMs, () => {
      this.#timer = undefined;
      this.#scope.track(this.flush(), () => {});
    });
  }

  async #flush(): Promise<void> {
    while (!this.#queue.empty) {
      const batch = this.#queue.take();
      try {
        await this.#deps.store.write(batch);
      } catch (cause) {
        this.#queue.putBack(batch);
        this.#failed(cause);
        throw cause;
      }
      this.#writtenRows +=
        batch.states.length + batch.events.length + batch.calls.length + batch.series.length;
      this.#recovered();
    }
  }

  #failed(cause: unknown): void {
    this.#failures += 1;
    this.#failureCount += 1;
    this.#lastError = asError(cause);
    if (this.#failures === 1)
      this.#deps.log.error('History cannot be written; it waits in memory and is tried again', {
        error: this.#lastError,
      });
    this.#arm(backoffMs(retry, this.#failures, this.#deps.random));
  }

  #recovered(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    const dropped = this.#queue.takeDropped();
    this.#deps.log.info('History is written again', { lost_rows: dropped });
  }

  #armPurge(delayMs: number): void {
    this.#scope.timer(this.#deps.clock, delayMs, () =>
      this.#scope.track(this.#purge(), (cause) =>
        this.#deps.log.warn('Old history was not removed', { error: asError(cause) }),
      ),
    );
  }

  /** A small batch at a time, with a pause between: never a long transaction. */
  async #purge(): Promise<void> {
    const gone = await this.#deps.store.purge(this.#deps.clock.now() - this.#options.keepMs, purgeRows);
    this.#armPurge(gone < purgeRows ? hours(1) : 1000);
  }
}

type EventRowData = Parameters<WriteQueue['event']>[0]['data'];
