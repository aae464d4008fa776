import { NotFound } from '@lifeops/lib';
import type { DeviceRecord, EntityRecord, EntityState, NotificationRecord } from '@lifeops/lib';
import { canSee } from '../../auth/principal.ts';
import type { Principal } from '../../auth/principal.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { EntryView } from '../../core/config-entries/entry-admin-view.ts';

type Deps = Pick<OperationDeps, 'registries' | 'states' | 'entries' | 'notifications'>;

/**
 * The home as one principal may see it. What belongs to another person is not there: the same `NotFound` as for what
 * does not exist, and no hint of its name.
 */
export class VisibleHome {
  readonly #deps: Deps;
  readonly #principal: Principal;

  constructor(deps: Deps, principal: Principal) {
    this.#deps = deps;
    this.#principal = principal;
  }

  readonly canSee = (owner: string | null): boolean => canSee(this.#principal, owner);

  entities(): EntityRecord[] {
    return [...this.#deps.registries.entities.all()].filter((row) => this.canSee(row.owner));
  }

  removedEntities(): EntityRecord[] {
    return [...this.#deps.registries.entities.tombstones()].filter((row) => this.canSee(row.owner));
  }

  /** By uid, present or former id. */
  entity(id: string): EntityRecord {
    const { entities } = this.#deps.registries;
    const known = entities.resolve(id);
    if (known && this.canSee(known.owner)) return known;
    // The registry's own error names the nearest id, which may be another person's.
    throw new NotFound(`There is no entity ${id}.`, { details: { entity_id: id } });
  }

  devices(): DeviceRecord[] {
    return [...this.#deps.registries.devices.all()].filter((row) => this.canSee(row.owner));
  }

  device(uid: string): DeviceRecord {
    const known = this.#deps.registries.devices.get(uid);
    if (known && this.canSee(known.owner)) return known;
    throw new NotFound(`There is no device ${uid}.`, { details: { device_id: uid } });
  }

  /** Present states; one that the registry does not know belongs to nobody who could be asked, and is left out. */
  *states(): Generator<{ readonly state: EntityState; readonly entity: EntityRecord }> {
    for (const state of this.#deps.states.all()) {
      const entity = this.#deps.registries.entities.get(state.uid);
      if (entity && this.canSee(entity.owner)) yield { state, entity };
    }
  }

  entries(): EntryView[] {
    return this.#deps.entries.list().filter(({ entry }) => this.canSee(entry.owner));
  }

  entry(uid: string): EntryView {
    const known = this.#deps.entries.get(uid);
    if (known && this.canSee(known.entry.owner)) return known;
    throw new NotFound(`There is no config entry ${uid}.`, { details: { entry: uid } });
  }

  notifications(status?: NotificationRecord['status']): NotificationRecord[] {
    return this.#deps.notifications.list(status).filter((row) => this.canSee(row.owner));
  }

  notification(uid: string): NotificationRecord {
    const known = this.#deps.notifications.get(uid);
    if (known && this.canSee(known.owner)) return known;
    throw new NotFound('There is no such notification.');
  }
}
