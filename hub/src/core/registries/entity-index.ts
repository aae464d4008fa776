import type { EntityRecord } from '@lifeops/lib';

/** What tells an integration's entities apart. */
export type SourceKey = Pick<EntityRecord, 'integration' | 'entryId' | 'domain' | 'uniqueId'>;

const keyOf = ({ integration, entryId, domain, uniqueId }: SourceKey): string =>
  JSON.stringify([integration, entryId, domain, uniqueId]);

/** Finds entities by source, by present id and by former id. Tombstones are found by source only. */
export class EntityIndex {
  readonly #bySource = new Map<string, string>();
  readonly #byId = new Map<string, string>();
  /** Of several entities that once went by an id, the one that gave it up last comes last. */
  readonly #byFormerId = new Map<string, readonly string[]>();

  update(before: EntityRecord | undefined, after: EntityRecord | undefined): void {
    if (before) {
      if (this.#bySource.get(keyOf(before)) === before.uid) this.#bySource.delete(keyOf(before));
      if (this.#byId.get(before.entityId) === before.uid) this.#byId.delete(before.entityId);
      for (const id of before.formerIds) {
        if (after?.removedAt === null && after.formerIds.includes(id)) continue;
        const left = (this.#byFormerId.get(id) ?? []).filter((uid) => uid !== before.uid);
        if (left.length > 0) this.#byFormerId.set(id, left);
        else this.#byFormerId.delete(id);
      }
    }
    if (!after) return;
    this.#bySource.set(keyOf(after), after.uid);
    if (after.removedAt !== null) return;
    this.#byId.set(after.entityId, after.uid);
    for (const id of after.formerIds) {
      const known = this.#byFormerId.get(id) ?? [];
      if (!known.includes(after.uid)) this.#byFormerId.set(id, [...known, after.uid]);
    }
  }

  bySource(key: SourceKey): string | undefined {
    return this.#bySource.get(keyOf(key));
  }

  holderOf(entityId: string): string | undefined {
    return this.#byId.get(entityId);
  }

  /** The present holder, else who held it last. */
  resolve(entityId: string): string | undefined {
    return this.#byId.get(entityId) ?? this.#byFormerId.get(entityId)?.at(-1);
  }

  /** Present ids, for "did you mean". */
  ids(): IteratorObject<string> {
    return this.#byId.keys();
  }
}
