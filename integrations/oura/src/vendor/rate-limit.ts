import { NotReady } from '@lifeops/lib';
import type { Clock } from '@lifeops/lib';
import type { HttpReply } from './http-port.ts';

const firstMs = 1000;
const longestGuessMs = 300_000;
/** No hint is believed beyond this: a broken header must not silence a connection for ever. */
const longestHintMs = 3_600_000;

/**
 * Remembers that Oura asked to wait. The limit is per token and per application, so all requests of a connection
 * pause, not only the one that met it.
 */
export class RateLimit {
  readonly #clock: Clock;
  #until = 0;
  #inARow = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws `NotReady` (`too-many-requests`) with the rest of the wait while the pause lasts. */
  check(): void {
    const left = this.#until - this.#clock.now();
    if (left > 0) throw this.#error(left);
  }

  answered(): void {
    this.#inARow = 0;
  }

  /** Takes note of a 429 and gives the error for it: wait `Retry-After`, else until the reset, else doubling. */
  refused(reply: HttpReply): NotReady {
    this.#inARow += 1;
    const now = this.#clock.now();
    const guess = Math.min(longestGuessMs, firstMs * 2 ** (this.#inARow - 1));
    const waitMs = waitOf(reply.headers, now) ?? guess;
    this.#until = Math.max(this.#until, now + waitMs);
    return this.#error(this.#until - now, reply.headers['x-ratelimit-tier']);
  }

  #error(waitMs: number, tier?: string): NotReady {
    return new NotReady('Oura asked to slow down; it is asked again after the pause.', {
      code: 'too-many-requests',
      retryAfterMs: waitMs,
      details: { tier: tier ?? null },
    });
  }
}

function waitOf(headers: HttpReply['headers'], now: number): number | null {
  const after = headers['retry-after']?.trim();
  if (after !== undefined && /^\d+$/.test(after)) return clamp(Number(after) * 1000);
  const until = after === undefined ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(until)) return clamp(until - now);
  const reset = headers['x-ratelimit-reset']?.trim();
  if (reset === undefined || !/^\d+(\.\d+)?$/.test(reset)) return null;
  const wait = Number(reset) * 1000 - now;
  return wait > 0 ? clamp(wait) : null;
}

const clamp = (ms: number): number => Math.min(longestHintMs, Math.max(firstMs, ms));
