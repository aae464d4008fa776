/** Small values of this browser, as JSON. A browser that keeps nothing (private windows) loses them with the tab. */
export class LocalStore {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  read<T>(key: string): T | undefined {
    try {
      const text = this.#storage.getItem(`lifeops.${key}`);
      return text === null ? undefined : (JSON.parse(text) as T);
    } catch {
      return undefined;
    }
  }

  /** Undefined removes. A full storage keeps what it had. */
  write(key: string, value: unknown): void {
    try {
      if (value === undefined) this.#storage.removeItem(`lifeops.${key}`);
      else this.#storage.setItem(`lifeops.${key}`, JSON.stringify(value));
    } catch {
      // Nothing hangs on it: what is kept here only makes the next start quicker.
    }
  }
}
