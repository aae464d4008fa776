import type { ListenerWatch } from './listener-watch.ts';

/**
 * Work that awaits, for one owner: one piece at a time, in order, at most `limit` waiting. When more come the oldest
 * waiting are dropped and that is logged once per jam. Disposing lets the running piece end and drops the rest.
 */
export class ReactionQueue implements AsyncDisposable {
  readonly #owner: string;
  readonly #limit: number;
  readonly #watch: ListenerWatch;
  #waiting: { readonly heard: string; readonly run: () => Promise<void> }[] = [];
  #running: Promise<void> | undefined;
  #jammed = false;
  #ended = false;

  constructor(
    deps: { readonly watch: ListenerWatch },
    options: { readonly owner: string; readonly limit: number },
  ) {
    this.#watch = deps.watch;
    this.#owner = options.owner;
    this.#limit = options.limit;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(heard: string, run: () => Promise<void>): void {
    if (this.#ended) return;
    this.#waiting.push({ heard, run });
    if (this.#waiting.length > this.#limit) {
      this.#waiting.shift();
      if (!this.#jammed) this.#watch.overflowed(this.#owner, heard, this.#limit);
      this.#jammed = true;
    }
    this.#running ??= this.#work();
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    this.#waiting = [];
    await this.idle();
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        await next.run();
      } catch (cause) {
        this.#watch.failed(this.#owner, next.heard, cause);
      }
    }
    this.#jammed = false;
    this.#running = undefined;
  }
}
