import { Aborted, asLifeOpsError, AuthExpired } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import type { CoordinatorOptions } from '../source.ts';
import type { HistoryPoint } from '../messages.ts';
import { LiveSource } from './live-source.ts';
import type { SourceDeps } from './live-source.ts';
import { withTimeLimit } from './time-limit.ts';

const coolDownMs = 10_000;
const defaultTimeoutMs = 300_000;
const jitter = 0.05;

export interface PollDeps extends SourceDeps {
  history(points: readonly HistoryPoint[]): void;
  /** Keeps up to when history is known, over restarts; absent unless the source can fill gaps. */
  readonly covered: { get(): Promise<Json | undefined>; set(at: Json): Promise<void> };
}

/** Polls one thing: every interval ±5 %, counted from the end of a fetch, one fetch at a time. */
export class PollSource<D> extends LiveSource<D> {
  readonly kind = 'poll';
  readonly #options: CoordinatorOptions<D>;
  readonly #poll: PollDeps;
  #running: Promise<void> | undefined;
  #readings = 0;
  #coolUntil = Number.NEGATIVE_INFINITY;
  #queued: PromiseWithResolvers<void> | undefined;
  #timer: Disposable | undefined;
  #nextPollAt = Number.POSITIVE_INFINITY;
  #covered: number | undefined;

  constructor(deps: PollDeps, options: CoordinatorOptions<D>) {
    super(deps, options.staleAfter ?? 3 * options.every);
    this.#poll = deps;
    this.#options = options;
    deps.scope.defer(() => this.#queued?.reject(new Aborted()));
  }

  /** The fetch that set-up waits for. Its failure is set-up's, so it is not reported beside. */
  async first(): Promise<void> {
    if (this.#options.fetchRange) {
      const stored = await this.#poll.covered.get();
      if (typeof stored === 'number') this.#covered = stored;
    }
    // Set-up may have asked for fresh data itself.
    if (this.current() !== undefined) return;
    this.succeed(await this.#fetch());
    this.#planNext(this.#options.every);
  }

  /** Set-up is done: fills the gap since the last run, if there is one. */
  override begin(): void {
    super.begin();
    this.deps.scope.track(this.#fillGap(), (cause) => this.fail(cause));
  }

  refresh(): Promise<void> {
    if (this.error instanceof AuthExpired) return handled(Promise.reject(this.error));
    if (this.deps.scope.closed) return handled(Promise.reject(new Aborted()));
    const now = this.deps.clock.monotonic();
    if (!this.#running && now >= this.#coolUntil) {
      this.#coolUntil = now + coolDownMs;
      return handled(this.#run());
    }
    this.#queued ??= Promise.withResolvers<void>();
    void handled(this.#queued.promise);
    this.#arm();
    return this.#queued.promise;
  }

  get readings(): number {
    return this.#readings;
  }

  refreshAfter(readings: number): void {
    if (this.#readings === readings) void this.refresh();
  }

  #run(): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const answers = this.#queued;
    this.#queued = undefined;
    const run = this.#attempt().finally(() => {
      this.#running = undefined;
      this.#arm();
    });
    this.#running = run;
    if (answers) run.then(answers.resolve, answers.reject);
    this.deps.scope.track(handled(run), () => {});
    return run;
  }

  /** One fetch and what follows from it. Rejects when it failed, after telling so. */
  async #attempt(): Promise<void> {
    try {
      this.succeed(await this.#fetch());
      this.#planNext(this.#options.every);
    } catch (cause) {
      this.fail(cause);
      const { retryAfterMs } = asLifeOpsError(cause);
      if (cause instanceof AuthExpired) this.#nextPollAt = Number.POSITIVE_INFINITY;
      else if (retryAfterMs === undefined) this.#planNext(this.#options.every);
      else this.#nextPollAt = this.deps.clock.monotonic() + Math.max(1000, retryAfterMs);
      throw cause;
    }
    await this.#fillGap();
  }

  #fetch(): Promise<D> {
    const { clock, scope } = this.deps;
    this.#readings++;
    const limit = this.#options.timeoutMs ?? defaultTimeoutMs;
    return withTimeLimit(clock, limit, scope.signal, (signal) => this.#options.fetch(signal));
  }

  #planNext(everyMs: number): void {
    const { clock, random } = this.deps;
    this.#nextPollAt = clock.monotonic() + Math.round(everyMs * (1 + jitter * (2 * random.next() - 1)));
    this.#arm();
  }

  #arm(): void {
    if (this.#running || this.deps.scope.closed) return;
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const { clock, scope } = this.deps;
    const at = this.#queued ? Math.min(this.#nextPollAt, this.#coolUntil) : this.#nextPollAt;
    if (!Number.isFinite(at)) return;
    this.#timer = scope.timer(clock, Math.max(0, at - clock.monotonic()), () => {
      if (this.#queued) this.#coolUntil = clock.monotonic() + coolDownMs;
      void this.#run();
    });
  }

  /** Asks for what was measured while the source could not be reached; tried again after the next success if it fails. */
  async #fillGap(): Promise<void> {
    const { every } = this.#options;
    if (!this.#options.fetchRange) return;
    const { clock, scope, log } = this.deps;
    const now = clock.now();
    const from = this.#covered;
    if (from !== undefined && now - from > 2 * every) {
      try {
        const past = await withTimeLimit(
          clock,
          this.#options.timeoutMs ?? defaultTimeoutMs,
          scope.signal,
          async (signal) => (await this.#options.fetchRange?.({ from, to: now }, signal)) ?? [],
        );
        this.#poll.history(past.flatMap(({ at, data }) => this.tree.history(at, data)));
      } catch (cause) {
        if (!scope.closed)
          log.warn('The gap in history could not be filled; it is tried again.', {
            error: asLifeOpsError(cause),
          });
        return;
      }
    }
    this.#covered = now;
    await this.#poll.covered.set(now);
  }
}

/** A rejection that nobody waits for must not end the process: whoever does wait still gets it. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
