import { Aborted, LifeOpsError, NotReady, TimedOut } from '@lifeops/lib';
import type { ClockDep } from '@lifeops/lib';
import type { HttpDep, HttpReply, HttpRequest } from './http-port.ts';

/**
 * Sends one request with a time limit of our own. Throws `Aborted` when the caller's signal fires, `TimedOut` after
 * `timeoutMs`, `NotReady` when there is no answer at all; an error of the port that is one of ours passes as it is.
 */
export async function timedRequest(
  deps: HttpDep & ClockDep,
  request: HttpRequest,
  timeoutMs: number,
): Promise<HttpReply> {
  if (request.signal.aborted) throw new Aborted(undefined, { cause: request.signal.reason });
  const limit = new AbortController();
  using _timer = deps.clock.timer(timeoutMs, () => limit.abort());
  try {
    return await deps.http({ ...request, signal: AbortSignal.any([request.signal, limit.signal]) });
  } catch (cause) {
    if (limit.signal.aborted) {
      throw new TimedOut('Oura did not answer in time; what was known is kept.', { cause });
    }
    if (request.signal.aborted) throw new Aborted(undefined, { cause });
    if (cause instanceof LifeOpsError) throw cause;
    throw new NotReady('Oura cannot be reached; what was known is kept.', { cause });
  }
}
