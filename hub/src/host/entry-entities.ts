import { calendarEventSchema } from '@lifeops/lib';
import type { CalendarEvent, ConfigEntry, ContextRef, EntityRecord, Json, JsonObject } from '@lifeops/lib';
import type { DeviceMessage, EntityMessage, HistoryPoint, Patch, ToHost } from '@lifeops/lib/host';
import type { CalendarEvents } from '../calendar/calendar-events.ts';
import type { Registries } from '../core/registries/registries.ts';
import type { ServiceRegistry } from '../core/services/service-registry.ts';
import type { StateRow } from '../recorder/ports.ts';
import { deviceDeclaration, entityDeclaration } from './declarations.ts';
import { BridgedEntity } from './entity-bridge.ts';
import type { BridgeDeps } from './entity-bridge.ts';
import type { Texts } from './texts.ts';

export interface EntryEntitiesDeps extends BridgeDeps {
  readonly registries: Registries;
  readonly texts: Texts;
  readonly calendarEvents: CalendarEvents;
  readonly recordHistory: (rows: readonly StateRow[]) => void;
  readonly services: ServiceRegistry;
}

interface Held {
  readonly entity: BridgedEntity;
  readonly services: Disposable;
}

/** Never a state's own, so that no measurement of the present is replaced. */
const backfillSeq = -1;

type Feed = Extract<ToHost, { readonly type: 'feed' }>;

/** The devices and entities of one running entry: what it describes, says of them, and answers for them. */
export class EntryEntities implements Disposable {
  readonly #deps: EntryEntitiesDeps;
  readonly #entry: ConfigEntry;
  readonly #context: ContextRef;
  readonly #call: (n: number, service: string, input: JsonObject, signal: AbortSignal) => Promise<Json>;
  readonly #byNumber = new Map<number, Held>();
  readonly #byUid = new Map<string, number>();
  readonly #deviceUids = new Map<string, string>();

  constructor(
    deps: EntryEntitiesDeps,
    by: {
      readonly entry: ConfigEntry;
      readonly context: ContextRef;
      readonly call: (n: number, service: string, input: JsonObject, signal: AbortSignal) => Promise<Json>;
    },
  ) {
    this.#deps = deps;
    this.#entry = by.entry;
    this.#context = by.context;
    this.#call = by.call;
  }

  get count(): number {
    return this.#byNumber.size;
  }

  has(uid: string): boolean {
    return this.#byUid.has(uid);
  }

  numberOf(uid: string): number | undefined {
    return this.#byUid.get(uid);
  }

  uids(): IterableIterator<string> {
    return this.#byUid.keys();
  }

  /** Rows first, in one transaction each; then the entities begin to live. */
  async add(devices: readonly DeviceMessage[], entities: readonly EntityMessage[]): Promise<void> {
    await this.#declareDevices(devices);
    const declarations = entities.map((entity) => {
      const deviceUid = entity.device === null ? null : (this.#deviceUids.get(entity.device) ?? null);
      const name =
        entity.name_key === null
          ? null
          : this.#deps.texts.entityName(this.#entry.integration, 'en', entity.name_key);
      return entityDeclaration(this.#entry, entity, { deviceUid, name });
    });
    const records =
      declarations.length === 0
        ? []
        : await this.#deps.registries.entities.declare(declarations, this.#context);
    entities.forEach((message, index) => this.#open(message, records[index] as EntityRecord));
  }

  /** The row is kept: a thing that comes back finds its name and history again. */
  async remove(numbers: readonly number[], deviceKeys: readonly string[]): Promise<void> {
    const gone = numbers.flatMap((n) => this.#byNumber.get(n) ?? []).map(({ entity }) => entity.uid);
    for (const n of numbers) this.#close(n, 'remove');
    await this.#deps.registries.entities.remove(gone, this.#context);
    const devices = deviceKeys.flatMap(
      (key) => this.#deps.registries.devices.byKey(this.#entry.uid, key)?.uid ?? [],
    );
    if (devices.length > 0) await this.#deps.registries.devices.remove(devices, this.#context);
  }

  patch(patches: readonly Patch[]): void {
    for (const patch of patches) this.#byNumber.get(patch[0])?.entity.patch(patch, this.#context);
  }

  /** Measurements of the past, below any number of the present; told again, they replace those of the same moment. */
  history(points: readonly HistoryPoint[]): void {
    const rows = points.flatMap(([n, at, status, value, attributes]): StateRow[] => {
      const held = this.#byNumber.get(n);
      return held
        ? [
            {
              uid: held.entity.uid,
              at,
              seq: backfillSeq,
              value,
              status,
              attributes,
              contextId: this.#context.id,
            },
          ]
        : [];
    });
    this.#deps.recordHistory(rows);
  }

  async feed({ n, full, put, remove }: Feed): Promise<void> {
    const held = this.#byNumber.get(n);
    if (!held) return;
    const events: CalendarEvent[] = put.map((event) => calendarEventSchema.parse(event));
    const entityUid = held.entity.uid;
    await this.#deps.calendarEvents.change(
      { entityUid, source: this.#entry.integration, put: events, remove },
      this.#context,
    );
    if (full)
      await this.#deps.calendarEvents.keepOnly(entityUid, new Set(events.map(({ id }) => id)), this.#context);
  }

  follow(record: EntityRecord): void {
    const n = this.#byUid.get(record.uid);
    if (n !== undefined) this.#byNumber.get(n)?.entity.follow(record, this.#context);
  }

  mark(status: 'stale' | 'unavailable'): void {
    for (const { entity } of this.#byNumber.values()) entity.mark(status, this.#context);
  }

  [Symbol.dispose](): void {
    for (const n of this.#byNumber.keys()) this.#close(n, 'keep');
  }

  async #declareDevices(devices: readonly DeviceMessage[]): Promise<void> {
    if (devices.length === 0) return;
    const { registries, texts } = this.#deps;
    const areas = new Map<string, string>();
    for (const name of new Set(devices.flatMap((device) => this.#wantsArea(device) ?? []))) {
      const known = [...registries.areas.all()].find((area) => fold(area.name) === fold(name));
      areas.set(name, (known ?? (await registries.areas.create({ name }, this.#context))).uid);
    }
    const declarations = devices.map((device) => {
      const name =
        device.name ?? texts.text(this.#entry.integration, 'en', ['device', device.key]) ?? this.#entry.title;
      return deviceDeclaration(this.#entry, device, areas.get(device.suggested_area ?? '') ?? null, name);
    });
    const records = await registries.devices.declare(declarations, this.#context);
    records.forEach((record) => this.#deviceUids.set(record.key, record.uid));
  }

  /** A suggestion counts for a device that is new: where people put one, it stays. */
  #wantsArea(device: DeviceMessage): string | undefined {
    const known = this.#deps.registries.devices.byKey(this.#entry.uid, device.key);
    return known || device.suggested_area === null ? undefined : device.suggested_area;
  }

  #open(message: EntityMessage, record: EntityRecord): void {
    this.#close(message.n, 'keep');
    const entity = new BridgedEntity(this.#deps, { message, record, owner: `entry ${this.#entry.uid}` });
    const services = this.#deps.services.handle(record.uid, {
      call: ({ service, input, signal }) => this.#call(message.n, service, input, signal),
    });
    this.#byNumber.set(message.n, { entity, services });
    this.#byUid.set(record.uid, message.n);
    entity.open();
  }

  #close(n: number, state: 'keep' | 'remove'): void {
    const held = this.#byNumber.get(n);
    if (!held) return;
    this.#byNumber.delete(n);
    this.#byUid.delete(held.entity.uid);
    held.services[Symbol.dispose]();
    if (state === 'remove') held.entity.follow({ ...held.entity.record, removedAt: 0 }, this.#context);
    else held.entity.close();
  }
}

const fold = (name: string): string => name.trim().toLowerCase();
