export interface RateTimers {
  readonly now: () => number;
  readonly later: (work: () => void, ms: number) => void;
}

const browserTimers: RateTimers = {
  now: () => performance.now(),
  later: (work, ms) => void setTimeout(work, ms),
};

/** Passes the first value at once, then at most one each `everyMs`; the last one always arrives. */
export function limitRate<T>(pass: (value: T) => void, everyMs: number, timers: RateTimers = browserTimers) {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: { readonly value: T } | undefined;
  let armed = false;
  const send = (value: T) => {
    last = timers.now();
    pass(value);
  };
  return (value: T): void => {
    const rest = last + everyMs - timers.now();
    if (rest <= 0 && !armed) {
      send(value);
      return;
    }
    waiting = { value };
    if (armed) return;
    armed = true;
    timers.later(
      () => {
        armed = false;
        const latest = waiting;
        waiting = undefined;
        if (latest) send(latest.value);
      },
      Math.max(0, rest),
    );
  };
}
