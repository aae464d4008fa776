import type { Clock } from './clock.ts';
import { asError, Aborted } from './errors.ts';
import type { Event } from './emitter.ts';

/**
 * Owns what an object holds: resources, timers, subscriptions, reactions. Ends them last in, first out, every one even
 * when some fail, and reports the failures together. What is added to a closed scope is disposed at once.
 */
export class Scope implements AsyncDisposable {
  readonly name: string;
  readonly #abort = new AbortController();
  readonly #held = new Set<{ readonly end: () => void | Promise<void> }>();
  readonly #pending = new Set<Promise<void>>();
  readonly #failures: Error[] = [];
  #closing: Promise<void> | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** Fires when the scope begins to close. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** How many things are held: for leak checks. */
  get size(): number {
    return this.#held.size + this.#pending.size;
  }

  use<T extends Disposable | AsyncDisposable>(resource: T): T {
    this.defer(() => disposeOf(resource));
    return resource;
  }

  /** Runs `end` when the scope closes; disposing what it returns forgets it. */
  defer(end: () => void | Promise<void>): Disposable {
    const held = { end };
    if (this.closed) this.#watch(this.#end(held));
    else this.#held.add(held);
    return { [Symbol.dispose]: () => void this.#held.delete(held) };
  }

  /** A timer that dies with the scope and is forgotten once it has run. */
  timer(clock: Clock, delayMs: number, run: () => void): Disposable {
    let held: Disposable | undefined;
    const timer = clock.timer(delayMs, () => {
      held?.[Symbol.dispose]();
      run();
    });
    held = this.defer(() => timer[Symbol.dispose]());
    return {
      [Symbol.dispose]: () => {
        held?.[Symbol.dispose]();
        timer[Symbol.dispose]();
      },
    };
  }

  on<T>(event: Event<T>, listener: (value: T) => void): Disposable {
    const subscription = event(listener);
    const held = this.defer(() => subscription[Symbol.dispose]());
    return {
      [Symbol.dispose]: () => {
        held[Symbol.dispose]();
        subscription[Symbol.dispose]();
      },
    };
  }

  /** Work that awaits: waited for when the scope closes; its failure goes to `onError`. */
  track(work: Promise<unknown>, onError: (cause: unknown) => void): void {
    this.#watch(
      work.then(
        () => {},
        (cause: unknown) => {
          if (!(cause instanceof Aborted && this.closed)) onError(cause);
        },
      ),
    );
  }

  /** Reacts to an event with work that awaits, one after another. */
  react<T>(event: Event<T>, run: (value: T) => Promise<void>, onError: (cause: unknown) => void): void {
    let last = Promise.resolve();
    this.on(event, (value) => {
      last = last.then(() => run(value)).catch(onError);
      this.track(last, onError);
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#abort.abort(new Aborted(`${this.name} was closed.`));
    while (this.#held.size + this.#pending.size > 0) {
      for (const held of [...this.#held].toReversed()) {
        // One that ended before may have taken this one back.
        if (this.#held.delete(held)) await this.#end(held);
      }
      await Promise.all(this.#pending);
    }
    if (this.#failures.length > 0) {
      throw new AggregateError(this.#failures, `${this.name} did not close cleanly.`);
    }
  }

  async #end({ end }: { readonly end: () => void | Promise<void> }): Promise<void> {
    try {
      await end();
    } catch (cause) {
      this.#failures.push(asError(cause));
    }
  }

  /** Waits for work at the end; a failure of what should have handled its failure counts as the scope's own. */
  #watch(work: Promise<void>): void {
    const watched: Promise<void> = work
      .catch((cause: unknown) => void this.#failures.push(asError(cause)))
      .finally(() => this.#pending.delete(watched));
    this.#pending.add(watched);
  }
}

export function disposeOf(resource: Disposable | AsyncDisposable): void | Promise<void> {
  if (Symbol.asyncDispose in resource) return Promise.resolve(resource[Symbol.asyncDispose]());
  resource[Symbol.dispose]();
}
