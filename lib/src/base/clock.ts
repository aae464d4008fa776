/** Epoch milliseconds, UTC. */
export type Instant = number;

/**
 * Time as a port: real in the hub, fake in tests, recorded in replay. Nothing else in LifeOps reads a clock.
 * `monotonic` is milliseconds that never jump; it measures spans, `now` names moments.
 */
export interface Clock {
  now(): Instant;
  monotonic(): number;
  /** Calls `run` once after `delayMs`; disposing cancels it. Any length is fine (long ones are split inside). */
  timer(delayMs: number, run: () => void): Disposable;
  /** Resolves after `delayMs`; rejects with `Aborted` when the signal fires. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export interface ClockDep {
  readonly clock: Clock;
}

/** Runs a task every `periodMs`, counted from the end of one to the start of the next, so that runs never overlap. */
export function every(
  clock: Clock,
  periodMs: number,
  run: () => void | Promise<void>,
  onError: (cause: unknown) => void,
): Disposable {
  let ended = false;
  let pending: Disposable | undefined;
  const arm = () => {
    if (!ended) pending = clock.timer(periodMs, () => void tick());
  };
  const tick = async () => {
    try {
      await run();
    } catch (cause) {
      onError(cause);
    }
    arm();
  };
  arm();
  return {
    [Symbol.dispose]() {
      ended = true;
      pending?.[Symbol.dispose]();
    },
  };
}
