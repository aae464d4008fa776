/**
 * Handles messages in the order in which they came, although some must be waited for (a new entity's row) and most not (a
 * patch): those run at once, unless one before them is still waited for.
 */
export class NoticeOrder<T> {
  readonly #handle: (notice: T) => void | Promise<void>;
  readonly #onError: (cause: unknown) => void;
  #waiting: T[] = [];
  #busy: Promise<void> | undefined;

  constructor(handle: (notice: T) => void | Promise<void>, onError: (cause: unknown) => void) {
    this.#handle = handle;
    this.#onError = onError;
  }

  push(notice: T): void {
    if (this.#busy) this.#waiting.push(notice);
    else this.#run(notice);
  }

  /** Resolves when all that came so far has been handled. */
  async settled(): Promise<void> {
    while (this.#busy) await this.#busy;
  }

  #run(notice: T): void {
    try {
      const work = this.#handle(notice);
      if (work) this.#busy = this.#drain(work);
    } catch (cause) {
      this.#onError(cause);
    }
  }

  async #drain(first: Promise<void>): Promise<void> {
    let work: void | Promise<void> = first;
    for (;;) {
      try {
        await work;
      } catch (cause) {
        this.#onError(cause);
      }
      if (this.#waiting.length === 0) break;
      work = this.#next(this.#waiting.shift() as T);
    }
    this.#busy = undefined;
  }

  async #next(notice: T): Promise<void> {
    await this.#handle(notice);
  }
}
