import { performance } from 'node:perf_hooks';
import { setTimeout as startTimer, clearTimeout as stopTimer } from 'node:timers';
import type { Clock } from '../clock.ts';
import { Aborted, Bug } from '../errors.ts';

/** setTimeout takes at most 2^31 − 1 ms; longer timers are split. */
const longest = 2 ** 31 - 1;

/** The machine's own time. A pending timer keeps the process alive: whoever starts one ends it. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  timer(delayMs: number, run: () => void): Disposable {
    if (Number.isNaN(delayMs)) throw new Bug('A timer was asked for with a delay that is no number.');
    let left = Math.max(0, delayMs);
    let handle: NodeJS.Timeout;
    const arm = () => {
      const step = Math.min(left, longest);
      left -= step;
      handle = startTimer(left > 0 ? arm : run, step);
    };
    arm();
    return { [Symbol.dispose]: () => stopTimer(handle) };
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new Aborted(undefined, { cause: signal.reason }));
        return;
      }
      const abort = () => {
        timer[Symbol.dispose]();
        reject(new Aborted(undefined, { cause: signal?.reason }));
      };
      const timer = this.timer(delayMs, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}
