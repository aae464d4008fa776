import type { Clock, Instant } from '../base/clock.ts';
import { Aborted, Bug } from '../base/errors.ts';
import { nextTurn } from '../base/node/next-turn.ts';
import { SystemClock } from '../base/node/system-clock.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
  readonly made: Error;
}

/** A timer that has not run yet: in how many milliseconds it is due, and where it was made. */
export interface PendingTimer {
  readonly dueInMs: number;
  readonly stack: string;
}

/** 2026-01-01T00:00:00Z */
const defaultStart = 1_767_225_600_000;
/** A chain of timers without delay would keep time from moving for ever. */
const mostAtOneInstant = 100_000;
/** Real time that settling gives to work with files and sockets. */
const settleLimitMs = 5000;

/**
 * Time that stands still until it is advanced. `advance` runs each timer at its own instant, in order, and lets all
 * promises settle before each: so code that awaits behaves as with a real clock, in no time. Delays are rounded to whole
 * milliseconds, so that `now` stays an instant.
 */
export class FakeClock implements Clock {
  #now: Instant;
  #elapsed = 0;
  #order = 0;
  #timers: Timer[] = [];
  #work = 0;
  readonly #real = new SystemClock();

  constructor(startAt: Instant = defaultStart) {
    this.#now = startAt;
  }

  now(): Instant {
    return this.#now;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  timer(delayMs: number, run: () => void): Disposable {
    if (Number.isNaN(delayMs)) throw new Bug('A timer was asked for with a delay that is no number.');
    const timer: Timer = {
      due: this.#elapsed + Math.max(0, Math.round(delayMs)),
      order: this.#order++,
      run,
      made: new Bug('Timer'),
    };
    const place = this.#timers.findLastIndex((other) => other.due <= timer.due) + 1;
    this.#timers.splice(place, 0, timer);
    return {
      [Symbol.dispose]: () => {
        const at = this.#timers.indexOf(timer);
        if (at >= 0) this.#timers.splice(at, 1);
      },
    };
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        timer[Symbol.dispose]();
        reject(new Aborted(undefined, { cause: signal?.reason }));
      };
      const timer = this.timer(delayMs, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Moves time on by `ms`, running what is due on the way. What a timer throws is thrown here. */
  async advance(ms: number): Promise<void> {
    const target = this.#elapsed + ms;
    let atThisInstant = 0;
    await this.settle();
    for (let next = this.#timers[0]; next && next.due <= target; next = this.#timers[0]) {
      atThisInstant = next.due > this.#elapsed ? 0 : atThisInstant + 1;
      if (atThisInstant > mostAtOneInstant)
        throw new Bug(`Timers without delay keep time from moving.\n${next.made.stack}`);
      this.#moveTo(next.due);
      this.#timers.shift();
      next.run();
      await this.settle();
    }
    this.#moveTo(target);
  }

  /** Advances to a moment of the wall clock; a past one is refused. */
  async advanceTo(instant: Instant): Promise<void> {
    if (instant < this.#now)
      throw new Bug('Time does not run backwards; use jump for a change of the wall clock.');
    await this.advance(instant - this.#now);
  }

  /** Advances from timer to timer until `work` settles, and gives its outcome. Rejects when it takes longer than `limitMs`. */
  async until<T>(work: Promise<T>, limitMs = 86_400_000): Promise<T> {
    let settled = false;
    const watched = work.finally(() => (settled = true));
    watched.catch(() => {});
    const end = this.#elapsed + limitMs;
    await this.settle();
    while (!settled) {
      const next = this.#timers[0];
      if (!next || next.due > end)
        throw new Bug(`The awaited work did not end within ${limitMs} ms of fake time.`);
      await this.advance(next.due - this.#elapsed);
    }
    return watched;
  }

  /** Sets the wall clock ahead or back by `ms`, as a person or NTP does: `monotonic` and timers do not see it. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** Lets every promise go on that can, and waits for tracked work; time stands still. */
  async settle(): Promise<void> {
    await nextTurn();
    const end = this.#real.monotonic() + settleLimitMs;
    while (this.#work > 0 && this.#real.monotonic() < end) await nextTurn();
    await nextTurn();
  }

  /** Real work, with a file or socket, that settling shall wait for. It must not wait for this clock itself. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#work++;
    return work.finally(() => this.#work--);
  }

  get pending(): readonly PendingTimer[] {
    return this.#timers.map(({ due, made }) => ({ dueInMs: due - this.#elapsed, stack: made.stack ?? '' }));
  }

  #moveTo(elapsed: number): void {
    this.#now += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}
