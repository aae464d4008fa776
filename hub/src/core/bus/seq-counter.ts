import { asError } from '@lifeops/lib';
import type { LogDep } from '@lifeops/lib';

/** Keeps the highest sequence number that may have been given out. */
export interface SeqReserve {
  /** What was last reserved; 0 on a new hub. */
  last(): Promise<number>;
  /** Durable when it resolves. */
  reserve(upTo: number): Promise<void>;
}

const blockSize = 1_000_000;

/**
 * Numbers that rise by one within a run and never repeat over restarts, kill -9 included: whole blocks are reserved
 * before their numbers are used, the next one when half of the present one is used up. Giving a number never waits; only
 * if storage fails for half a block of events does a number come from an unreserved block, and that is logged.
 */
export class SeqCounter {
  readonly #log: LogDep['log'] | undefined;
  readonly #store: SeqReserve | undefined;
  #seq: number;
  #reserved: number;
  #askAt: number;

  constructor(start: number, kept?: { readonly store: SeqReserve; readonly reserved: number } & LogDep) {
    this.#seq = start;
    this.#store = kept?.store;
    this.#log = kept?.log;
    this.#reserved = kept?.reserved ?? Number.MAX_SAFE_INTEGER;
    this.#askAt = kept ? kept.reserved - blockSize / 2 : Number.MAX_SAFE_INTEGER;
  }

  /** Goes on above everything that an earlier run may have given out. Rejects when the first block cannot be reserved. */
  static async open(deps: { readonly store: SeqReserve } & LogDep): Promise<SeqCounter> {
    const start = await deps.store.last();
    const reserved = start + blockSize;
    await deps.store.reserve(reserved);
    return new SeqCounter(start, { ...deps, reserved });
  }

  /** The number given last. */
  get current(): number {
    return this.#seq;
  }

  next(): number {
    this.#seq += 1;
    if (this.#seq > this.#askAt) this.#reserveMore();
    return this.#seq;
  }

  #reserveMore(): void {
    const upTo = Math.max(this.#reserved, this.#seq) + blockSize;
    // Asked again only a quarter of a block further on, should this one fail.
    this.#askAt = this.#seq + blockSize / 4;
    if (this.#seq > this.#reserved)
      this.#log?.error('Event numbers run ahead of what storage has reserved', { seq: this.#seq });
    this.#store?.reserve(upTo).then(
      () => {
        this.#reserved = upTo;
        this.#askAt = upTo - blockSize / 2;
      },
      (cause: unknown) =>
        this.#log?.error('Could not reserve event numbers; trying again later', { error: asError(cause) }),
    );
  }
}
