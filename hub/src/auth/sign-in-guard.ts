import type { Clock } from '@lifeops/lib';
import { minutes, NotReady } from '@lifeops/lib';

interface Failures {
  count: number;
  lastAt: number;
}

/** Free tries before waiting begins, per account and per address. */
const freeTries = 5;
const longestWait = minutes(15);
const forgetAfter = minutes(60);
/** Names and addresses that are made up must not fill the memory. */
const mostKeys = 10_000;

/**
 * Slows guessing down: after five failures each further try must wait 1, 2, 4 … seconds, at most 15 minutes, counted for
 * the account and for the address alike.
 */
export class SignInGuard {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
  }

  /** Throws `NotReady` with the wait while one is due. */
  check(name: string, address: string): void {
    const wait = Math.max(this.#wait(`name:${name.toLowerCase()}`), this.#wait(`address:${address}`));
    if (wait <= 0) return;
    throw new NotReady(`Too many failed sign-ins. Try again in ${Math.ceil(wait / 1000)} s.`, {
      code: 'too-many-requests',
      retryAfterMs: wait,
    });
  }

  failed(name: string, address: string): void {
    const now = this.#clock.now();
    for (const key of [`name:${name.toLowerCase()}`, `address:${address}`]) {
      const known = this.#failures.get(key);
      const count = known && now - known.lastAt < forgetAfter ? known.count + 1 : 1;
      this.#failures.delete(key);
      this.#failures.set(key, { count, lastAt: now });
    }
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= mostKeys) break;
      this.#failures.delete(key);
    }
  }

  succeeded(name: string, address: string): void {
    this.#failures.delete(`name:${name.toLowerCase()}`);
    this.#failures.delete(`address:${address}`);
  }

  #wait(key: string): number {
    const known = this.#failures.get(key);
    if (!known || known.count < freeTries) return 0;
    const due = known.lastAt + Math.min(longestWait, 1000 * 2 ** (known.count - freeTries));
    return due - this.#clock.now();
  }
}
