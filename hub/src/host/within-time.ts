import { Aborted, asError, TimedOut } from '@lifeops/lib';
import type { Clock } from '@lifeops/lib';
import type { InstalledIntegration } from './installed.ts';
import type { Hosted, IntegrationHost } from './integration-host.ts';

/** What the signal was fired with, as an error. */
export const reasonOf = (signal: AbortSignal): Error =>
  signal.reason === undefined ? new Aborted() : asError(signal.reason);

/** The outcome of `work`, or the signal's reason where that comes first; what the work then does nobody hears of. */
export function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(reasonOf(signal));
    const settled = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(settled);
  });
}

/** Foreign code may never end: rejects with `TimedOut` when it takes longer than `limitMs`. */
export async function withinTime<T>(
  clock: Clock,
  limit: { readonly ms: number; readonly message: string },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  using _limit = clock.timer(limit.ms, () =>
    late.abort(new TimedOut(`${limit.message} within ${limit.ms / 1000} s.`)),
  );
  return await orAborted(late.signal, run(late.signal));
}

/** Starts an instance; one whose code is loaded only after the signal was fired is ended again. */
export async function startHosted(
  host: IntegrationHost,
  installed: InstalledIntegration,
  signal: AbortSignal,
): Promise<Hosted> {
  const starting = host.start(installed);
  try {
    return await orAborted(signal, starting);
  } catch (cause) {
    if (signal.aborted) starting.then((hosted) => hosted[Symbol.asyncDispose]()).catch(() => {});
    throw cause;
  }
}
