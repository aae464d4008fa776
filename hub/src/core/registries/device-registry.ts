import { Bug, effective, NotFound } from '@lifeops/lib';
import type { ClockDep, ContextRef, DeviceRecord, IdsDep } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { Table } from '../store/tables.ts';
import { RecordStore } from './record-store.ts';
import { tombstoneMs } from './entity-registry.ts';

/** A device as its integration describes it. */
export interface DeviceDeclaration {
  readonly integration: string;
  readonly entryId: string;
  /** A path for children: `car/front_left`. */
  readonly key: string;
  /** Keys within the same entry; what they name is described before or along with it. */
  readonly parentKey: string | null;
  readonly viaKey: string | null;
  readonly name: string | null;
  readonly kind: DeviceRecord['kind'];
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly softwareVersion: string | null;
  readonly hardwareVersion: string | null;
  readonly configurationUrl: string | null;
  readonly connections: DeviceRecord['connections'];
  /** Where a new one is put at first. */
  readonly suggestedAreaUid: string | null;
  readonly location: DeviceRecord['location'];
  readonly owner: string | null;
}

/** What a person changes of a device; what is left out stays. */
export interface DevicePatch {
  /** Null: as the integration says. */
  readonly name?: string | null;
  readonly areaUid?: string | null;
  readonly labels?: readonly string[];
  readonly location?: DeviceRecord['location'];
  readonly disabledBy?: DeviceRecord['disabledBy'];
}

/** Things and services that integrations have described, each of one config entry. */
export class DeviceRegistry {
  readonly #deps: ClockDep & IdsDep;
  readonly #store: RecordStore<DeviceRecord>;
  readonly #byKey = new Map<string, string>();

  constructor(deps: ClockDep & IdsDep & { readonly table: Table<DeviceRecord>; readonly bus: EventBus }) {
    this.#deps = deps;
    this.#store = new RecordStore(deps, {
      what: 'device',
      isPresent: ({ removedAt }) => removedAt === null,
      changed: (change, { before, after }, context) => {
        if (before && this.#byKey.get(keyOf(before)) === before.uid) this.#byKey.delete(keyOf(before));
        if (after) this.#byKey.set(keyOf(after), after.uid);
        deps.bus.fire('device_registry_updated', change, context);
      },
    });
  }

  async load(): Promise<void> {
    for (const row of await this.#store.load()) this.#byKey.set(keyOf(row), row.uid);
  }

  /** Not what is removed. */
  get(uid: string): DeviceRecord | undefined {
    const row = this.#store.get(uid);
    return row?.removedAt === null ? row : undefined;
  }

  need(uid: string): DeviceRecord {
    const row = this.get(uid);
    if (row) return row;
    throw new NotFound(`There is no device ${uid}.`, { details: { device_id: uid } });
  }

  *all(): Generator<DeviceRecord, void, undefined> {
    for (const row of this.#store.all()) if (row.removedAt === null) yield row;
  }

  ofEntry(entryId: string): DeviceRecord[] {
    return [...this.all()].filter((row) => row.entryId === entryId);
  }

  /** By the integration's own key; removed ones too. */
  byKey(entryId: string, key: string): DeviceRecord | undefined {
    const uid = this.#byKey.get(keyOf({ entryId, key }));
    return uid === undefined ? undefined : this.#store.get(uid);
  }

  /** The device and all below it, at any depth. */
  below(uid: string): ReadonlySet<string> {
    const found = new Set([uid]);
    for (let size = 0; size !== found.size;) {
      size = found.size;
      for (const row of this.all())
        if (row.parentUid !== null && found.has(row.parentUid)) found.add(row.uid);
    }
    return found;
  }

  /** Own area, else that of the nearest device above. */
  areaOf(uid: string): string | null {
    const seen = new Set<string>();
    for (
      let row = this.#store.get(uid);
      row && !seen.has(row.uid);
      row = this.#store.get(row.parentUid ?? '')
    ) {
      if (row.areaUid !== null) return row.areaUid;
      seen.add(row.uid);
    }
    return null;
  }

  /** Own name, else that of the nearest device above. */
  nameOf(uid: string): string | null {
    const seen = new Set<string>();
    for (
      let row = this.#store.get(uid);
      row && !seen.has(row.uid);
      row = this.#store.get(row.parentUid ?? '')
    ) {
      const name = effective(row.name) ?? row.model;
      if (name !== null) return name;
      seen.add(row.uid);
    }
    return null;
  }

  /**
   * What an integration describes, known or new, in one transaction and in the order given. A removed one comes back with
   * its settings. Throws `Bug` for a parent or route that is described nowhere.
   */
  declare(said: readonly DeviceDeclaration[], context: ContextRef): Promise<readonly DeviceRecord[]> {
    return this.#store.change(() => {
      const uids = new Map<string, string>();
      for (const one of said) uids.set(one.key, this.#known(one)?.uid ?? this.#deps.ids.next());
      const uidOf = (one: DeviceDeclaration, key: string | null): string | null => {
        if (key === null) return null;
        const uid = uids.get(key) ?? this.byKey(one.entryId, key)?.uid;
        if (uid === undefined)
          throw new Bug(`${one.integration} describes ${one.key} below ${key}, which it does not describe.`);
        return uid;
      };
      return {
        put: said.map((one) =>
          this.#row(one, {
            uid: uids.get(one.key) as string,
            parentUid: uidOf(one, one.parentKey),
            viaUid: uidOf(one, one.viaKey),
          }),
        ),
      };
    }, context);
  }

  update(uid: string, patch: DevicePatch, context: ContextRef): Promise<DeviceRecord> {
    return this.#one(() => patchDevice(this.need(uid), patch), context);
  }

  /** Changes many devices in one transaction. */
  async updateAll(
    change: (row: DeviceRecord) => DevicePatch | undefined,
    context: ContextRef,
  ): Promise<void> {
    await this.#store.change(() => {
      const rows = [...this.#store.all()].flatMap((row) => {
        const patch = change(row);
        return patch ? [patchDevice(row, patch)] : [];
      });
      return { put: rows };
    }, context);
  }

  /** Notes when devices last answered. */
  async seen(uids: readonly string[], at: number, context: ContextRef): Promise<void> {
    await this.#store.change(() => {
      const rows = uids.map((uid) => this.get(uid)).filter((row) => row !== undefined);
      return { put: rows.map((row) => ({ ...row, lastSeen: Math.max(at, row.lastSeen ?? 0) })) };
    }, context);
  }

  /** The rows alone; `Registries.removeDevice` takes entities and children along. */
  async remove(
    uids: readonly string[],
    context: ContextRef,
    options: { readonly entryGone?: boolean } = {},
  ): Promise<void> {
    await this.#store.change(() => {
      const removedAt = this.#deps.clock.now();
      const rows = uids.map((uid) => this.#store.need(uid));
      return {
        put: rows.map((row) => ({
          ...row,
          removedAt: row.removedAt ?? removedAt,
          entryId: options.entryGone ? null : row.entryId,
        })),
      };
    }, context);
  }

  /** Forgets what has been removed for 90 days. */
  async purge(context: ContextRef): Promise<string[]> {
    const before = this.#deps.clock.now() - tombstoneMs;
    const due = [...this.#store.all()].filter((row) => row.removedAt !== null && row.removedAt <= before);
    if (due.length > 0) await this.#store.change(() => ({ remove: due.map(({ uid }) => uid) }), context);
    return due.map(({ uid }) => uid);
  }

  /** Rows as a larger operation made them, in one transaction. */
  async put(rows: readonly DeviceRecord[], context: ContextRef): Promise<void> {
    await this.#store.change(() => ({ put: rows }), context);
  }

  async #one(make: () => DeviceRecord, context: ContextRef): Promise<DeviceRecord> {
    const [row] = await this.#store.change(() => ({ put: [make()] }), context);
    return row as DeviceRecord;
  }

  /** Known under its key; else one whose entry has gone and left the same key of the same integration. */
  #known(said: DeviceDeclaration): DeviceRecord | undefined {
    const known = this.byKey(said.entryId, said.key);
    if (known) return known;
    return this.#store
      .all()
      .find((row) => row.entryId === null && row.integration === said.integration && row.key === said.key);
  }

  #row(said: DeviceDeclaration, by: Pick<DeviceRecord, 'uid' | 'parentUid' | 'viaUid'>): DeviceRecord {
    const { parentKey: _parent, viaKey: _via, suggestedAreaUid, location, name, ...facts } = said;
    const known = this.#store.get(by.uid);
    const now = this.#deps.clock.now();
    const first = {
      areaUid: suggestedAreaUid,
      location,
      labels: [],
      disabledBy: null,
      lastSeen: null,
      createdAt: now,
      modifiedAt: now,
    };
    return {
      ...first,
      ...known,
      ...facts,
      ...by,
      name: { source: name, user: known?.name.user ?? null },
      removedAt: null,
    };
  }
}

const keyOf = (row: Pick<DeviceRecord, 'entryId' | 'key'>): string => JSON.stringify([row.entryId, row.key]);

function patchDevice(row: DeviceRecord, { name, labels, ...plain }: DevicePatch): DeviceRecord {
  return {
    ...row,
    ...plain,
    ...(name === undefined ? {} : { name: { ...row.name, user: name } }),
    ...(labels === undefined ? {} : { labels: [...new Set(labels)] }),
  };
}
