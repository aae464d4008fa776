import type { Clock } from '../../base/clock.ts';
import { Unavailable, NotReady } from '../../base/errors.ts';

const failuresToOpen = 5;
const openMs = 60_000;

/**
 * Keeps from hammering a host that is down. After five failed requests in a row it refuses for a minute, then lets one
 * through: its outcome closes or opens it again. A host that named a time to wait (Retry-After) is left alone until then.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #host: string;
  #failures = 0;
  #openUntil = Number.NEGATIVE_INFINITY;
  #quietUntil = Number.NEGATIVE_INFINITY;
  #trying = false;

  constructor(clock: Clock, host: string) {
    this.#clock = clock;
    this.#host = host;
  }

  /** Throws when the host is to be left alone. Each pass is followed by one of `succeeded`, `failed`, `dropped`. */
  pass(): void {
    const now = this.#clock.monotonic();
    if (now < this.#quietUntil) {
      throw new NotReady(`${this.#host} asked to wait.`, {
        retryAfterMs: this.#quietUntil - now,
        details: { host: this.#host },
      });
    }
    if (this.#failures < failuresToOpen) return;
    if (now < this.#openUntil || this.#trying) {
      throw new Unavailable(
        `${this.#host} failed ${this.#failures} times in a row; it is left alone for a while.`,
        {
          code: 'circuit-open',
          details: { host: this.#host },
        },
      );
    }
    this.#trying = true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#trying = false;
  }

  failed(): void {
    this.#failures++;
    this.#trying = false;
    if (this.#failures >= failuresToOpen) this.#openUntil = this.#clock.monotonic() + openMs;
  }

  /** The caller gave up: nothing was learned of the host. */
  dropped(): void {
    this.#trying = false;
  }

  /** The host itself said how long to wait. */
  quiet(ms: number): void {
    this.#quietUntil = this.#clock.monotonic() + ms;
  }
}
