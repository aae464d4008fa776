import { asError } from '@lifeops/lib';
import type { LogDep } from '@lifeops/lib';

/** One that holds up everybody else for longer than this is named in the log. */
export const listenerBudgetMs = 50;

/** Says who failed and who was slow: owner and what it heard. */
export class ListenerWatch {
  readonly #log: LogDep['log'];

  constructor(deps: LogDep) {
    this.#log = deps.log;
  }

  failed(owner: string, heard: string, cause: unknown): void {
    this.#log.error('A listener failed; the others were served', { owner, heard, error: asError(cause) });
  }

  slow(owner: string, heard: string, tookMs: number): void {
    this.#log.warn('A listener held up the bus', { owner, heard, took_ms: Math.round(tookMs) });
  }

  /** Where many listen and they are timed together. */
  slowAmong(owners: readonly string[], heard: string, tookMs: number): void {
    this.#log.warn('One of these listeners held up the bus; each is timed for the next minute', {
      owners,
      heard,
      took_ms: Math.round(tookMs),
    });
  }

  overflowed(owner: string, heard: string, limit: number): void {
    this.#log.warn('A listener is too far behind; its oldest waiting events are dropped', {
      owner,
      heard,
      limit,
    });
  }
}
