import type { LiveChange } from './live-change.ts';

/** The latest changes in order of seq, bounded by count. Beyond them only what went away is remembered. */
export class RecentChanges {
  readonly #capacity: number;
  readonly #goneCapacity: number;
  readonly #ring: LiveChange[] = [];
  #oldest = 0;
  /** Every change above this number is in the ring. */
  #reach: number;
  #gone: LiveChange[] = [];
  #goneReach: number;

  constructor(startSeq: number, capacity: number, goneCapacity = 10_000) {
    this.#capacity = capacity;
    this.#goneCapacity = goneCapacity;
    this.#reach = startSeq;
    this.#goneReach = startSeq;
  }

  push(change: LiveChange): void {
    if (this.#ring.length < this.#capacity) {
      this.#ring.push(change);
      return;
    }
    const dropped = this.#ring[this.#oldest] as LiveChange;
    this.#ring[this.#oldest] = change;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
    this.#reach = dropped.seq;
    this.#remember(dropped);
  }

  /** All changes above `seq` in order; undefined when it is too long ago. */
  since(seq: number): LiveChange[] | undefined {
    if (seq < this.#reach) return undefined;
    const found: LiveChange[] = [];
    for (let i = this.#ring.length - 1; i >= 0; i--) {
      const change = this.#ring[(this.#oldest + i) % this.#ring.length] as LiveChange;
      if (change.seq <= seq) break;
      found.push(change);
    }
    return found.reverse();
  }

  /** Everything that may have gone away above `seq`, further back than the ring; undefined when even that is not known. */
  goneSince(seq: number): LiveChange[] | undefined {
    if (seq < this.#goneReach) return undefined;
    const recent = (this.since(this.#reach) ?? []).filter((change) => change.takesAway);
    return [...this.#gone, ...recent].filter((change) => change.seq > seq);
  }

  /** All of them: what went out of one view may since have changed within another. */
  #remember(dropped: LiveChange): void {
    if (!dropped.takesAway) return;
    this.#gone.push(dropped);
    if (this.#gone.length <= this.#goneCapacity) return;
    const kept = this.#goneCapacity >> 1;
    this.#goneReach = this.#gone.at(-kept - 1)?.seq ?? this.#goneReach;
    this.#gone = this.#gone.slice(-kept);
  }
}
