/** An event is a function: call it with a listener, get the way to stop listening. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/**
 * A private source of one kind of event. Delivery is synchronous, in order of subscription, over the listeners of the
 * moment; one that throws is reported and cannot starve the others.
 */
export class Emitter<T> {
  #listeners: readonly ((value: T) => void)[] = [];
  readonly #onError: (cause: unknown) => void;

  constructor(onError: (cause: unknown) => void) {
    this.#onError = onError;
  }

  readonly event: Event<T> = (listener) => {
    // A wrapper of our own, so that the same function may listen twice and each end apart.
    const own = (value: T) => listener(value);
    this.#listeners = [...this.#listeners, own];
    return {
      [Symbol.dispose]: () => {
        this.#listeners = this.#listeners.filter((other) => other !== own);
      },
    };
  };

  get hasListeners(): boolean {
    return this.#listeners.length > 0;
  }

  fire(value: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(value);
      } catch (cause) {
        this.#onError(cause);
      }
    }
  }
}
