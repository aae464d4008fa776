import { Conflict, NotFound } from '@lifeops/lib';
import type { ClockDep, ContextRef, DeviceRecord, EntityRecord, IdsDep } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { StateMachine } from '../state-machine/state-machine.ts';
import type { AppTables } from '../store/tables.ts';
import { AreaRegistry } from './area-registry.ts';
import { DeviceRegistry } from './device-registry.ts';
import { planReplacement } from './device-replacement.ts';
import type { ReplacementPlan, ReplacementRows } from './device-replacement.ts';
import { EntityRegistry } from './entity-registry.ts';
import { FloorRegistry } from './floor-registry.ts';
import { LabelRegistry } from './label-registry.ts';
import { ReferenceIndex } from './reference-index.ts';

export interface Replacement {
  readonly plan: ReplacementPlan;
  /** Puts everything back as it was; null when it was a preview. */
  readonly undo: ((context: ContextRef) => Promise<void>) | null;
}

/** The registries together: what touches more than one of them is here. */
export class Registries {
  readonly entities: EntityRegistry;
  readonly devices: DeviceRegistry;
  readonly areas: AreaRegistry;
  readonly floors: FloorRegistry;
  readonly labels: LabelRegistry;
  /** Who uses what: automations, scenes, dashboards keep it. */
  readonly references = new ReferenceIndex();
  readonly #clock: ClockDep['clock'];

  constructor(
    deps: ClockDep &
      IdsDep & {
        readonly tables: Pick<AppTables, 'entities' | 'devices' | 'areas' | 'floors' | 'labels'>;
        readonly bus: EventBus;
        readonly states: StateMachine;
      },
  ) {
    const { tables, ...rest } = deps;
    this.#clock = deps.clock;
    this.areas = new AreaRegistry({ ...rest, table: tables.areas });
    this.floors = new FloorRegistry({ ...rest, table: tables.floors });
    this.labels = new LabelRegistry({ ...rest, table: tables.labels });
    this.devices = new DeviceRegistry({ ...rest, table: tables.devices });
    this.entities = new EntityRegistry({
      ...rest,
      table: tables.entities,
      deviceName: (uid) => this.devices.nameOf(uid),
    });
  }

  async load(): Promise<void> {
    await Promise.all(
      [this.areas, this.floors, this.labels, this.devices, this.entities].map((one) => one.load()),
    );
  }

  /** Own area, else the device's, else that of the nearest device above. */
  areaOf(entity: EntityRecord): string | null {
    if (entity.areaUid !== null || entity.deviceUid === null) return entity.areaUid;
    return this.devices.areaOf(entity.deviceUid);
  }

  /** Clears what refers to the area first; areas inside it come to lie where it lay. */
  async removeArea(uid: string, context: ContextRef): Promise<void> {
    const area = this.areas.get(uid);
    if (!area) throw new NotFound(`There is no area ${uid}.`);
    await this.entities.updateAll((row) => (row.areaUid === uid ? { areaUid: null } : undefined), context);
    await this.devices.updateAll((row) => (row.areaUid === uid ? { areaUid: null } : undefined), context);
    await this.areas.updateAll(
      (row) => (row.parentUid === uid ? { parentUid: area.parentUid } : {}),
      context,
    );
    await this.areas.remove(uid, context);
  }

  async removeFloor(uid: string, context: ContextRef): Promise<void> {
    if (!this.floors.get(uid)) throw new NotFound(`There is no floor ${uid}.`);
    await this.areas.updateAll((row) => (row.floorUid === uid ? { floorUid: null } : {}), context);
    await this.floors.remove(uid, context);
  }

  async removeLabel(uid: string, context: ContextRef): Promise<void> {
    if (!this.labels.get(uid)) throw new NotFound(`There is no label ${uid}.`);
    const without = (row: { readonly labels: readonly string[] }) => ({
      labels: row.labels.filter((label) => label !== uid),
    });
    await this.entities.updateAll((row) => (row.labels.includes(uid) ? without(row) : undefined), context);
    await this.devices.updateAll((row) => (row.labels.includes(uid) ? without(row) : undefined), context);
    await this.areas.updateAll((row) => (row.labels.includes(uid) ? without(row) : {}), context);
    await this.labels.remove(uid, context);
  }

  /** Removes a device with those below it and their entities. What the integration still describes comes back. */
  async removeDevice(uid: string, context: ContextRef): Promise<void> {
    this.devices.need(uid);
    const devices = this.devices.below(uid);
    const entities = [...this.entities.all()].filter(
      (row) => row.deviceUid !== null && devices.has(row.deviceUid),
    );
    await this.entities.remove(
      entities.map((row) => row.uid),
      context,
    );
    await this.devices.remove([...devices], context);
  }

  /** Disables a device with its entities, or enables again those that were disabled with it. Takes effect at once. */
  async setDeviceDisabled(
    uid: string,
    disabledBy: DeviceRecord['disabledBy'],
    context: ContextRef,
  ): Promise<DeviceRecord> {
    const device = await this.devices.update(uid, { disabledBy }, context);
    const [from, to] = disabledBy === null ? (['device', null] as const) : ([null, 'device'] as const);
    await this.entities.updateAll(
      (row) =>
        row.deviceUid === uid && row.removedAt === null && row.disabledBy === from
          ? { disabledBy: to }
          : undefined,
      context,
    );
    return device;
  }

  /** Removes what an entry has described, and frees it of the entry: a new entry of the same account finds it again. */
  async removeEntry(entryId: string, context: ContextRef): Promise<void> {
    const removed = [...this.entities.tombstones()].filter((row) => row.entryId === entryId);
    const entities = [...this.entities.ofEntry(entryId), ...removed].map((row) => row.uid);
    await this.entities.remove(entities, context, { entryGone: true });
    await this.devices.remove(
      this.devices.ofEntry(entryId).map((row) => row.uid),
      context,
      { entryGone: true },
    );
  }

  /**
   * Lets a new device take an old one's place: the old uids go on, with name, area, labels and so history, as what the new
   * device describes. With `preview` nothing is changed.
   */
  async replaceDevice(
    oldUid: string,
    newUid: string,
    options: { readonly preview: boolean; readonly context: ContextRef },
  ): Promise<Replacement> {
    if (oldUid === newUid) throw new Conflict('A device cannot replace itself.');
    const { rows, ...plan } = planReplacement(
      { device: this.devices.need(oldUid), entities: this.entities.ofDevice(oldUid) },
      { device: this.devices.need(newUid), entities: this.entities.ofDevice(newUid) },
      this.#clock.now(),
    );
    if (options.preview) return { plan, undo: null };
    await this.#put(rows.after, options.context);
    return { plan, undo: (context) => this.#put(rows.before, context) };
  }

  async #put(rows: ReplacementRows['after'], context: ContextRef): Promise<void> {
    await this.devices.put(rows.devices, context);
    await this.entities.put(rows.entities, context);
  }
}
