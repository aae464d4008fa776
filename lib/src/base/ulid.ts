import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ULIDs: 10 characters of time, 16 of randomness, rising even within a millisecond (ulid/spec, monotonic). */
export class UlidFactory {
  readonly #clock: Clock;
  readonly #random: Random;
  #lastTime = -1;
  readonly #digits = new Uint8Array(16);

  constructor(deps: { readonly clock: Clock; readonly random: Random }) {
    this.#clock = deps.clock;
    this.#random = deps.random;
  }

  next(): string {
    const now = Math.floor(this.#clock.now());
    if (now > this.#lastTime) {
      this.#lastTime = now;
      const bytes = this.#random.bytes(16);
      for (let i = 0; i < 16; i++) this.#digits[i] = (bytes[i] as number) & 31;
    } else {
      this.#increment();
    }
    let text = '';
    let time = this.#lastTime;
    for (let i = 0; i < 10; i++) {
      text = (alphabet[time % 32] as string) + text;
      time = Math.floor(time / 32);
    }
    for (const digit of this.#digits) text += alphabet[digit] as string;
    return text;
  }

  #increment(): void {
    for (let i = 15; i >= 0; i--) {
      const digit = this.#digits[i] as number;
      if (digit < 31) {
        this.#digits[i] = digit + 1;
        return;
      }
      this.#digits[i] = 0;
    }
    this.#lastTime += 1;
  }
}

export interface IdsDep {
  readonly ids: { next(): string };
}

export const isUlid = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
