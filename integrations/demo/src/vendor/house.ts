import type { Clock, ClockDep } from '@lifeops/lib';
import { HomeTime } from './home-time.ts';
import { firstState, nextState, restMs } from './house-state.ts';
import type { HouseState, MeterReadings, Slice } from './house-state.ts';
import type { Place, Step } from './step.ts';

export interface HouseOptions {
  readonly seed: number;
  readonly place: Place;
  /** IANA name. */
  readonly timeZone: string;
  /** What the meters had counted in an earlier run. */
  readonly meters?: MeterReadings | undefined;
}

const longestStepMs = 6 * 3_600_000;

/** A house in memory that goes on by itself, on one timer, and does what it is told. Begins with `start`. */
export class House implements Disposable {
  readonly time: HomeTime;
  readonly #clock: Clock;
  readonly #options: HouseOptions;
  readonly #watchers = new Set<() => void>();
  #state: HouseState;
  #at: number;
  #timer: Disposable | undefined;
  #over = false;

  constructor({ clock }: ClockDep, options: HouseOptions) {
    this.#clock = clock;
    this.#options = options;
    this.time = new HomeTime(options.timeZone);
    this.#at = clock.now();
    this.#state = firstState(this.#step(this.#at, 0), options.meters);
  }

  get state(): HouseState {
    return this.#state;
  }

  get options(): HouseOptions {
    return this.#options;
  }

  start(): void {
    this.#arm();
  }

  /** Changes one slice, as of now, and wakes whoever watches it. */
  change<S extends Slice>(slice: S, change: (present: HouseState[S], now: number) => HouseState[S]): void {
    this.#goOn();
    this.#take({ ...this.#state, [slice]: change(this.#state[slice], this.#at) });
    this.#arm();
  }

  /** The slice as it is, then as it becomes with each change, the newest only; ends with the signal. */
  async *watch<S extends Slice>(slice: S, signal: AbortSignal): AsyncGenerator<HouseState[S]> {
    let woken = Promise.withResolvers<void>();
    const wake = (): void => woken.resolve();
    this.#watchers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    try {
      let shown: HouseState[S] | undefined;
      while (!signal.aborted) {
        const present = this.#state[slice];
        if (present !== shown) {
          shown = present;
          yield present;
          continue;
        }
        await woken.promise;
        woken = Promise.withResolvers<void>();
      }
    } finally {
      this.#watchers.delete(wake);
      signal.removeEventListener('abort', wake);
    }
  }

  [Symbol.dispose](): void {
    this.#over = true;
    this.#timer?.[Symbol.dispose]();
  }

  #arm(): void {
    this.#timer?.[Symbol.dispose]();
    if (this.#over) return;
    this.#timer = this.#clock.timer(restMs(this.#state, this.#clock.now()), () => {
      this.#goOn();
      this.#arm();
    });
  }

  #goOn(): void {
    const now = this.#clock.now();
    // A wall clock may be set back; then the house waits until it is where it was.
    const elapsedMs = Math.min(longestStepMs, Math.max(0, now - this.#at));
    if (elapsedMs === 0) return;
    this.#at = now;
    this.#take(nextState(this.#state, this.#step(now, elapsedMs)));
  }

  #take(state: HouseState): void {
    const isSame = (Object.keys(state) as Slice[]).every((slice) => state[slice] === this.#state[slice]);
    if (isSame) return;
    this.#state = state;
    for (const wake of this.#watchers) wake();
  }

  #step(now: number, elapsedMs: number): Step {
    const { seed, place } = this.#options;
    return { now, elapsedMs, local: this.time.at(now), time: this.time, seed, place };
  }
}
