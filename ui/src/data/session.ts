import type { LocalStore } from './local-store.ts';
import { Signal } from './signal.ts';

/** The token of this browser. It is kept until the person signs out or the hub no longer takes it. */
export class Session extends Signal<string | undefined> {
  readonly #store: LocalStore;

  constructor(store: LocalStore) {
    super(store.read<string>('token'));
    this.#store = store;
  }

  get token(): string | undefined {
    return this.get();
  }

  begin(token: string): void {
    this.#store.write('token', token);
    this.set(token);
  }

  end(): void {
    this.#store.write('token', undefined);
    this.set(undefined);
  }
}
