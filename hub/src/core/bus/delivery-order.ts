import type { LogDep } from '@lifeops/lib';
import type { SeqCounter } from './seq-counter.ts';

/** So many deliveries without a pause are taken for listeners that answer each other for ever. */
const runawayAfter = 100_000;

/**
 * The one order in which everything is heard: events and changes of state alike take a number and are delivered to all
 * before the next. What is fired during a delivery waits in line.
 */
export class DeliveryOrder {
  readonly #seq: SeqCounter;
  readonly #log: LogDep['log'];
  #waiting: (() => void)[] = [];
  #delivering = false;

  constructor(deps: { readonly seq: SeqCounter } & LogDep) {
    this.#seq = deps.seq;
    this.#log = deps.log;
  }

  /** The number given last. */
  get current(): number {
    return this.#seq.current;
  }

  next(): number {
    return this.#seq.next();
  }

  /** True when nothing is being delivered: the caller delivers at once, then calls `leave`. False: it must `wait`. */
  enter(): boolean {
    if (this.#delivering) return false;
    this.#delivering = true;
    return true;
  }

  /** Runs after all that came before. `deliver` must not throw. */
  wait(deliver: () => void): void {
    this.#waiting.push(deliver);
  }

  leave(): void {
    if (this.#waiting.length > 0) this.#drain();
    this.#delivering = false;
  }

  #drain(): void {
    let delivered = 0;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const deliver of batch) deliver();
      const before = delivered;
      delivered += batch.length;
      if (Math.floor(before / runawayAfter) !== Math.floor(delivered / runawayAfter)) {
        this.#log.error('Listeners keep firing at each other without end', { delivered });
      }
    }
  }
}
