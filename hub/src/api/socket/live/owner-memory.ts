import type { Registries } from '../../../core/registries/registries.ts';
import type { Notifications } from '../../../notifications/notifications.ts';
import type { EntryAdmin } from '../../operations/ports.ts';

export interface OwnerMemoryDeps {
  readonly registries: Registries;
  readonly entries: Pick<EntryAdmin, 'list' | 'get'>;
  readonly notifications: Pick<Notifications, 'list' | 'get'>;
}
export type OwnedKind = 'entity' | 'device' | 'entry' | 'notification';

/** Whose something is, or was: a removal is told to those who could see it, when it can no longer be looked up. */
export class OwnerMemory {
  readonly #deps: OwnerMemoryDeps;
  readonly #owned = new Map<string, string>();

  constructor(deps: OwnerMemoryDeps) {
    this.#deps = deps;
  }

  start(): void {
    const { registries, entries, notifications } = this.#deps;
    for (const row of registries.entities.all()) this.#keep('entity', row.uid, row.owner);
    for (const row of registries.devices.all()) this.#keep('device', row.uid, row.owner);
    for (const { entry } of entries.list()) this.#keep('entry', entry.uid, entry.owner);
    for (const row of notifications.list()) this.#keep('notification', row.uid, row.owner);
  }

  ownerOf(kind: OwnedKind, uid: string): string | null {
    const present = this.#present(kind, uid);
    if (present !== undefined) this.#keep(kind, uid, present);
    return present ?? this.#owned.get(`${kind} ${uid}`) ?? null;
  }

  /** Persons whose entries of this integration bring data; null among them: the household. */
  ownersOfSource(integration: string): readonly (string | null)[] {
    return this.#deps.entries
      .list()
      .filter(({ entry }) => entry.integration === integration)
      .map(({ entry }) => entry.owner);
  }

  #present(kind: OwnedKind, uid: string): string | null | undefined {
    const { registries, entries, notifications } = this.#deps;
    switch (kind) {
      case 'entity':
        return registries.entities.get(uid)?.owner;
      case 'device':
        return registries.devices.get(uid)?.owner;
      case 'entry':
        return entries.get(uid)?.entry.owner;
      case 'notification':
        return notifications.get(uid)?.owner;
    }
  }

  /** Only what has an owner is kept: the rest is everybody's. */
  #keep(kind: OwnedKind, uid: string, owner: string | null): void {
    if (owner === null) this.#owned.delete(`${kind} ${uid}`);
    else this.#owned.set(`${kind} ${uid}`, owner);
  }
}
