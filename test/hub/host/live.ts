import { Queue } from '@lifeops/lib';

/** What a device would say: pushed by the test, shown to each stream that is open, the latest to one that opens later. */
export class Live<D> {
  readonly #streams = new Set<Queue<D>>();
  #now: D | undefined;

  constructor(now?: D) {
    this.#now = now;
  }

  push(value: D): void {
    this.#now = value;
    for (const stream of this.#streams) stream.push(value);
  }

  /** Ends every stream by an error, as a broken connection does. */
  fail(error: Error): void {
    for (const stream of this.#streams) stream.fail(error);
  }

  readonly stream = (signal: AbortSignal): AsyncIterable<D> => {
    const queue = new Queue<D>('all');
    this.#streams.add(queue);
    if (this.#now !== undefined) queue.push(this.#now);
    signal.addEventListener(
      'abort',
      () => {
        this.#streams.delete(queue);
        queue.end();
      },
      { once: true },
    );
    return queue;
  };
}
