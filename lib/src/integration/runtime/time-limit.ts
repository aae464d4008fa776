import type { Clock } from '../../base/clock.ts';
import { Aborted, TimedOut } from '../../base/errors.ts';

/**
 * Runs work with a signal of its own that fires with the outer one and when the time is up. Settles then even when the
 * work does not listen: `Aborted` or `TimedOut`.
 */
export function withTimeLimit<T>(
  clock: Clock,
  limitMs: number,
  outer: AbortSignal,
  run: (signal: AbortSignal) => Promise<T> | T,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const own = new AbortController();
    const end = (error: Error) => {
      own.abort(error);
      settle();
      reject(error);
    };
    const abort = () => end(new Aborted(undefined, { cause: outer.reason }));
    const timer = Number.isFinite(limitMs)
      ? clock.timer(limitMs, () => end(new TimedOut(`No answer within ${Math.round(limitMs / 1000)} s.`)))
      : undefined;
    const settle = () => {
      timer?.[Symbol.dispose]();
      outer.removeEventListener('abort', abort);
    };
    if (outer.aborted) {
      abort();
      return;
    }
    outer.addEventListener('abort', abort, { once: true });
    new Promise<T>((start) => start(run(own.signal))).then(
      (value) => {
        settle();
        resolve(value);
      },
      (cause: unknown) => {
        settle();
        reject(cause as Error);
      },
    );
  });
}
