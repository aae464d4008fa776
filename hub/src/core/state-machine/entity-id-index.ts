import { Conflict } from '@lifeops/lib';

/** Which entity an entity id means now; ids may be held before use, so that two entities cannot race for one. */
export class EntityIdIndex {
  readonly #uids = new Map<string, string>();
  readonly #reserved = new Set<string>();

  get(entityId: string): string | undefined {
    return this.#uids.get(entityId);
  }

  /** Throws `Conflict` when it is another's. A held id may be taken: its holder is the one who takes it. */
  set(entityId: string, uid: string): void {
    const holder = this.#uids.get(entityId);
    if (holder !== undefined && holder !== uid) {
      throw new Conflict(`${entityId} is another entity's id.`, { details: { entity_id: entityId, holder } });
    }
    this.#uids.set(entityId, uid);
  }

  remove(entityId: string): void {
    this.#uids.delete(entityId);
  }

  reserve(entityId: string): Disposable {
    if (this.#uids.has(entityId) || this.#reserved.has(entityId)) {
      throw new Conflict(`${entityId} is taken.`, { details: { entity_id: entityId } });
    }
    this.#reserved.add(entityId);
    return { [Symbol.dispose]: () => void this.#reserved.delete(entityId) };
  }
}
