/**
 * Turns callbacks into an async iterable, for `hub.push` over a client that calls back. With `latest`, a slow reader
 * sees the newest value only; with `all`, every one. Values from before the first read are kept.
 */
export class Queue<T> implements AsyncIterable<T> {
  readonly #keep: 'latest' | 'all';
  #waiting: T[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(keep: 'latest' | 'all' = 'latest') {
    this.#keep = keep;
  }

  push(value: T): void {
    if (this.#end) return;
    if (this.#keep === 'latest') this.#waiting = [];
    this.#waiting.push(value);
    this.#wake?.();
  }

  /** Ends the iteration once what waits has been read. */
  end(): void {
    this.#end ??= {};
    this.#wake?.();
  }

  /** Ends the iteration by throwing, once what waits has been read. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      for (let batch = this.#take(); batch.length > 0; batch = this.#take()) yield* batch;
      if (this.#end && 'error' in this.#end) throw this.#end.error;
      if (this.#end) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }

  #take(): T[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
