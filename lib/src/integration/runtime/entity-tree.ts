import { asError, Bug } from '../../base/errors.ts';
import { jsonEqual } from '../../base/json.ts';
import type { Entity } from '../../domains/description.ts';
import type { DeviceMessage, HistoryPoint } from '../messages.ts';
import type { DeviceInfo } from '../source.ts';
import type { Collection } from './collection.ts';
import { EntitySlot } from './entity-slot.ts';
import type { Health, SlotDeps } from './entity-slot.ts';

/** One item of a collection as it stands in the hub. */
interface Place {
  readonly collection: Collection<never>;
  readonly path: readonly string[];
  readonly device: string | null;
  readonly ownsDevice: boolean;
  item: unknown;
  deviceMessage: DeviceMessage | undefined;
  readonly slots: Map<Entity<never>, EntitySlot>;
  readonly rows: Map<Collection<never>, readonly Place[]>;
}

/** What trees of one entry share: who has which unique id and device, so that none is made twice. */
export interface TreeDeps extends SlotDeps {
  readonly slots: Map<number, { readonly slot: EntitySlot; readonly tree: EntityTree }>;
  /** Taken ids: `domain unique_id` of entities. */
  readonly taken: Set<string>;
  /** Device path → the keys as the integration gave them. */
  readonly devices: Map<string, readonly string[]>;
}

/** The devices and entities that hang on one source, kept in step with its data. */
export class EntityTree {
  readonly #deps: TreeDeps;
  readonly #root: Place;
  #hasData = false;
  #health: Health = 'waiting';
  readonly #complained = new Set<string>();

  constructor(deps: TreeDeps, root: Collection<never>) {
    this.#deps = deps;
    this.#root = {
      collection: root,
      path: [],
      device: null,
      ownsDevice: false,
      item: undefined,
      deviceMessage: undefined,
      slots: new Map(),
      rows: new Map(),
    };
  }

  /** Takes a snapshot: adds, updates and removes what differs. What the integration's functions throw is thrown on. */
  apply(data: unknown, health: Health): void {
    this.#hasData = true;
    const force = health !== this.#health;
    this.#health = health;
    this.#grow(this.#root, data, force);
  }

  /** Makes what needs no data: fixed devices and entities without conditions. */
  prepare(): void {
    if (!this.#hasData) this.#grow(this.#root, undefined, true);
  }

  /** Tells every entity how the source is doing. */
  report(health: Health): void {
    this.#health = health;
    const tell = (place: Place): void => {
      for (const slot of place.slots.values()) slot.report(health);
      for (const row of place.rows.values()) row.forEach(tell);
    };
    tell(this.#root);
  }

  /** What past data says of the entities that exist now. */
  history(at: number, data: unknown): HistoryPoint[] {
    const points: HistoryPoint[] = [];
    const look = (place: Place, item: unknown): void => {
      for (const slot of place.slots.values()) {
        const point = slot.history(at, item);
        if (point) points.push(point);
      }
      for (const [collection, row] of place.rows) {
        for (const past of collection.items(item as never)) {
          const { key } = collection.describe(past as never);
          const present = row.find(({ path }) => path.at(-1) === key);
          if (present) look(present, past);
        }
      }
    };
    look(this.#root, data);
    return points;
  }

  #grow(place: Place, item: unknown, force: boolean): void {
    place.item = item;
    for (const entity of place.collection.entities) this.#growEntity(place, entity);
    for (const child of place.collection.children) this.#growRow(place, child, force);
  }

  #growEntity(place: Place, entity: Entity<never>): void {
    const { description } = entity;
    const slot = place.slots.get(entity);
    const wanted = this.#hasData
      ? (description.exists?.(place.item) ?? true)
      : description.exists === undefined && typeof description.capabilities !== 'function';
    if (!wanted) {
      if (slot) this.#drop(place, entity, slot);
      return;
    }
    const present = slot ?? this.#make(place, entity);
    if (!present) return;
    if (this.#hasData) present.update(place.item, this.#health);
    else present.describe(undefined);
  }

  #make(place: Place, entity: Entity<never>): EntitySlot | undefined {
    const uniqueId = [...place.path, entity.description.key].map(segment).join('/');
    const id = `${entity.spec.domain} ${uniqueId}`;
    if (this.#deps.taken.has(id)) {
      this.#complain(`Two entities of domain ${entity.spec.domain} have the unique id ${uniqueId}.`);
      return undefined;
    }
    this.#deps.taken.add(id);
    const slot = new EntitySlot(this.#deps, entity, { uniqueId, device: place.device });
    this.#deps.slots.set(slot.n, { slot, tree: this });
    place.slots.set(entity, slot);
    return slot;
  }

  #growRow(parent: Place, collection: Collection<never>, force: boolean): void {
    const before = parent.rows.get(collection) ?? [];
    if (!this.#hasData && !collection.always) return;
    const byKey = new Map(before.map((place) => [place.path.at(-1), place]));
    const row: Place[] = [];
    let index = 0;
    for (const item of collection.items(parent.item as never)) {
      // In most snapshots an item stands where it stood and is the same object: then nothing below it has changed.
      const standing = before[index++];
      if (
        standing &&
        standing.item === item &&
        !force &&
        !collection.always &&
        byKey.delete(standing.path.at(-1))
      ) {
        row.push(standing);
        continue;
      }
      const info = collection.describe(item as never);
      const known = byKey.get(info.key);
      if (!known && (info.key === '' || row.some(({ path }) => path.at(-1) === info.key))) {
        this.#complain(info.key === '' ? 'An item has an empty key.' : `Two items have the key ${info.key}.`);
        continue;
      }
      const place = known ?? this.#place(parent, collection, info);
      byKey.delete(info.key);
      row.push(place);
      if (place.item === item && known && !force && !collection.always) continue;
      const device = info.fixed ?? (info.device && { ...info.device, key: info.key });
      if (device) this.#growDevice(parent, place, device);
      this.#grow(place, item, force || !known);
    }
    for (const gone of byKey.values()) this.#remove(gone);
    parent.rows.set(collection, row);
  }

  #place(
    parent: Place,
    collection: Collection<never>,
    info: ReturnType<Collection<never>['describe']>,
  ): Place {
    const path = [...parent.path, info.key];
    const ownsDevice = info.fixed !== undefined || info.device !== undefined;
    const device = ownsDevice ? path.map(segment).join('/') : parent.device;
    if (ownsDevice && device !== null) this.#deps.devices.set(device, path);
    return {
      collection,
      path,
      device,
      ownsDevice,
      item: undefined,
      deviceMessage: undefined,
      slots: new Map(),
      rows: new Map(),
    };
  }

  #growDevice(parent: Place, place: Place, info: DeviceInfo): void {
    const message = deviceMessage(info, place.device ?? '', parent.device);
    if (jsonEqual(message, place.deviceMessage)) return;
    place.deviceMessage = message;
    this.#deps.outbox.device(message);
  }

  #remove(place: Place): void {
    for (const row of place.rows.values()) row.forEach((child) => this.#remove(child));
    for (const [entity, slot] of place.slots) this.#drop(place, entity, slot);
    if (place.ownsDevice && place.device !== null) {
      this.#deps.devices.delete(place.device);
      this.#deps.outbox.removeDevice(place.device);
    }
  }

  #drop(place: Place, entity: Entity<never>, slot: EntitySlot): void {
    slot[Symbol.dispose]();
    place.slots.delete(entity);
    this.#deps.slots.delete(slot.n);
    this.#deps.taken.delete(`${entity.spec.domain} ${slot.uniqueId}`);
    this.#deps.outbox.removeEntity(slot.n);
  }

  #complain(what: string): void {
    if (this.#complained.has(what)) return;
    this.#complained.add(what);
    this.#deps.log.error('The integration described something twice; the second is left out.', {
      error: asError(new Bug(what)),
    });
  }
}

/** Keys are joined with slashes; one that holds a slash itself must not look like two. */
const segment = (key: string): string => key.replaceAll('%', '%25').replaceAll('/', '%2F');

const deviceMessage = (info: DeviceInfo, key: string, parent: string | null): DeviceMessage => ({
  key,
  parent,
  name: info.name ?? null,
  kind: info.kind ?? 'device',
  manufacturer: info.manufacturer ?? null,
  model: info.model ?? null,
  serial_number: info.serialNumber ?? null,
  software_version: info.softwareVersion ?? null,
  hardware_version: info.hardwareVersion ?? null,
  configuration_url: info.configurationUrl ?? null,
  connections: info.connections ?? [],
  via: info.via ?? null,
  suggested_area: info.suggestedArea ?? null,
});
