import { Aborted, asError, TimedOut } from '@lifeops/lib';
import type { ClockDep, LogDep } from '@lifeops/lib';
import type { HealthRegistry, HealthReporter } from './health-registry.ts';

/** What is started and stopped as one. */
export interface LifecyclePart {
  /** As health shows it. */
  readonly name: string;
  /** `signal` fires when the hub is stopped meanwhile, or the part's time is up. */
  start(signal: AbortSignal): void | Promise<void>;
  /** Called once when `start` was called, even where it failed. */
  stop?(): void | Promise<void>;
  /** Default 30 s. */
  readonly startLimitMs?: number;
  /** Default 10 s. What takes longer is left behind. */
  readonly stopLimitMs?: number;
  /** When it fails the hub goes on, degraded. Default false: the hub does not start. */
  readonly optional?: boolean;
  /** It tells its health by itself once it is started; the lifecycle then only tells of its start. */
  readonly reportsHealth?: boolean;
}

export type LifecycleState = 'stopped' | 'starting' | 'running' | 'stopping';

export interface LifecycleDeps extends ClockDep, LogDep {
  readonly health: HealthRegistry;
}

const startLimit = 30_000;
const stopLimit = 10_000;
/** Slower starts are named in the log. */
const slowMs = 1000;

/**
 * Starts named parts in order and stops them in reverse, each within its own time. When a needed part fails, what was
 * started before it is stopped and `start` throws what it threw. `stop` finishes every step, whatever fails, and reports
 * all failures in one `AggregateError`.
 */
export class Lifecycle implements AsyncDisposable {
  readonly #deps: LifecycleDeps;
  readonly #parts: LifecyclePart[] = [];
  readonly #begun: { readonly part: LifecyclePart; readonly health: HealthReporter }[] = [];
  readonly #abort = new AbortController();
  #state: LifecycleState = 'stopped';
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(deps: LifecycleDeps) {
    this.#deps = deps;
  }

  get state(): LifecycleState {
    return this.#state;
  }

  /** Fires when the hub begins to stop. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Parts start in the order of this call; before `start`. */
  add(part: LifecyclePart): this {
    this.#parts.push(part);
    return this;
  }

  /** A second call gives the first one's promise. */
  start(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) this.#abort.abort(new Aborted('The start was cancelled.', { cause: signal.reason }));
    signal?.addEventListener('abort', () => void this.stop().catch(() => {}), { once: true });
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Cancels a start under way and waits for it. A second call gives the first one's promise. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #start(): Promise<void> {
    this.#state = 'starting';
    try {
      for (const part of this.#parts) await this.#startPart(part);
      this.#abort.signal.throwIfAborted();
      this.#state = 'running';
      this.#deps.health.started();
    } catch (cause) {
      await this.#stopAll().catch((failure: unknown) =>
        this.#deps.log.error('What had started could not be stopped cleanly', { error: asError(failure) }),
      );
      throw cause;
    }
  }

  async #startPart(part: LifecyclePart): Promise<void> {
    const { clock, log, health } = this.#deps;
    this.#abort.signal.throwIfAborted();
    const reporter = health.part(part.name);
    this.#begun.push({ part, health: reporter });
    const from = clock.monotonic();
    try {
      await this.#withinTime(part, from);
      if (part.reportsHealth !== true) reporter.ok();
    } catch (cause) {
      const error = asError(cause);
      if (!this.#abort.signal.aborted) reporter.failed(error.message);
      if (part.optional !== true || this.#abort.signal.aborted) throw cause;
      log.error('A part did not start; the hub goes on without it', { part: part.name, error });
    }
    const tookMs = Math.round(clock.monotonic() - from);
    if (tookMs > slowMs) log.info('A part was slow to start', { part: part.name, took_ms: tookMs });
    else log.debug('A part has started', { part: part.name, took_ms: tookMs });
  }

  async #withinTime(part: LifecyclePart, from: number): Promise<void> {
    const limitMs = part.startLimitMs ?? startLimit;
    const ending = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, ending.signal]);
    const late = new TimedOut(`${part.name} did not start within ${limitMs / 1000} s.`);
    const stopped = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => stopped.reject(asError(signal.reason)), { once: true });
    stopped.promise.catch(() => {});
    using _limit = this.#deps.clock.timer(limitMs, () => ending.abort(late));
    const work = Promise.resolve(part.start(signal));
    work.catch((cause: unknown) => {
      // Nobody waits for what was given up, but its failure is told.
      if (signal.aborted)
        this.#deps.log.debug('A part that was given up has ended', {
          part: part.name,
          after_ms: Math.round(this.#deps.clock.monotonic() - from),
          error: asError(cause),
        });
    });
    await Promise.race([work, stopped.promise]);
  }

  async #stop(): Promise<void> {
    if (this.#state !== 'stopped') this.#state = 'stopping';
    this.#abort.abort(new Aborted('The hub is stopping.'));
    // The start's own caller has its failure; it has stopped then what had begun.
    await this.#starting?.catch(() => {});
    await this.#stopAll();
  }

  async #stopAll(): Promise<void> {
    this.#state = 'stopping';
    const failures: Error[] = [];
    for (let begun = this.#begun.pop(); begun; begun = this.#begun.pop()) {
      const { part, health } = begun;
      try {
        await this.#stopPart(part);
      } catch (cause) {
        failures.push(asError(cause));
        this.#deps.log.error('A part did not stop cleanly', { part: part.name, error: asError(cause) });
      }
      health[Symbol.dispose]();
    }
    this.#state = 'stopped';
    if (failures.length > 0) throw new AggregateError(failures, 'Not all parts of the hub stopped cleanly.');
  }

  async #stopPart(part: LifecyclePart): Promise<void> {
    if (!part.stop) return;
    const limitMs = part.stopLimitMs ?? stopLimit;
    const late = Promise.withResolvers<never>();
    using _limit = this.#deps.clock.timer(limitMs, () =>
      late.reject(new TimedOut(`${part.name} did not stop within ${limitMs / 1000} s; it is left behind.`)),
    );
    await Promise.race([part.stop(), late.promise]);
  }
}
