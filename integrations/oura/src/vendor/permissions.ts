import { Forbidden } from '@lifeops/lib';
import type { Clock } from '@lifeops/lib';
import type { CollectionName } from './collections.ts';

const probeAgainMs = 86_400_000;

/**
 * Which collections Oura refused to this person's token (scope not ticked, membership lapsed). A refused one is not
 * asked again for a day, or until `forget` after a new consent.
 */
export class Permissions {
  readonly #clock: Clock;
  readonly #refusedAt = new Map<CollectionName, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get refused(): ReadonlySet<CollectionName> {
    return new Set(this.#refusedAt.keys());
  }

  /** Throws `Forbidden` for a collection refused within the last day. */
  check(collection: CollectionName): void {
    const at = this.#refusedAt.get(collection);
    if (at !== undefined && this.#clock.now() - at < probeAgainMs) throw this.#error(collection);
  }

  refuse(collection: CollectionName): Forbidden {
    this.#refusedAt.set(collection, this.#clock.now());
    return this.#error(collection);
  }

  allow(collection: CollectionName): void {
    this.#refusedAt.delete(collection);
  }

  forget(): void {
    this.#refusedAt.clear();
  }

  #error(collection: CollectionName): Forbidden {
    return new Forbidden(
      `Oura does not give ${collection} to this connection; allow it when signing in again.`,
      {
        details: { collection, reason: 'not_permitted' },
      },
    );
  }
}
