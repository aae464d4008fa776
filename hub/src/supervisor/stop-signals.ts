import type { LogDep } from '@lifeops/lib';

const stopping = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof stopping)[number];

/** Where signals arrive: `process`, or a stand-in. */
export interface SignalSource {
  on(signal: StopSignal, listener: () => void): unknown;
  off(signal: StopSignal, listener: () => void): unknown;
}

/**
 * The first SIGTERM or SIGINT calls `stop`, which must not throw; a second one ends the process at once with code 1, for
 * somebody waits who has lost patience. Disposing leaves both to Node again.
 */
export function stopOnSignals(
  deps: LogDep & {
    readonly signals: SignalSource;
    readonly stop: (signal: StopSignal) => void;
    readonly exit: (code: number) => void;
  },
): Disposable {
  const { signals, log, stop, exit } = deps;
  let isStopping = false;
  const listeners = stopping.map((signal) => ({
    signal,
    listener: () => {
      if (isStopping) {
        log.warn('A second signal: the hub ends at once', { signal });
        exit(1);
        return;
      }
      isStopping = true;
      log.info('The hub is stopping', { signal });
      stop(signal);
    },
  }));
  for (const { signal, listener } of listeners) signals.on(signal, listener);
  return {
    [Symbol.dispose]: () => {
      for (const { signal, listener } of listeners) signals.off(signal, listener);
    },
  };
}
