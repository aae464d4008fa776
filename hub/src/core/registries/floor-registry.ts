import type { ClockDep, ContextRef, FloorRecord, IdsDep } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { Table } from '../store/tables.ts';
import { RecordStore, refuseSameName } from './record-store.ts';

export type FloorFields = Partial<Omit<FloorRecord, 'uid' | 'createdAt' | 'modifiedAt'>>;

/** Storeys; areas lie on them. */
export class FloorRegistry {
  readonly #deps: ClockDep & IdsDep;
  readonly #store: RecordStore<FloorRecord>;

  constructor(deps: ClockDep & IdsDep & { readonly table: Table<FloorRecord>; readonly bus: EventBus }) {
    this.#deps = deps;
    this.#store = new RecordStore(deps, {
      what: 'floor',
      changed: (change, _rows, context) => void deps.bus.fire('floor_registry_updated', change, context),
    });
  }

  async load(): Promise<void> {
    await this.#store.load();
  }

  get(uid: string): FloorRecord | undefined {
    return this.#store.get(uid);
  }

  /** From the lowest up. */
  all(): FloorRecord[] {
    return [...this.#store.all()].toSorted((a, b) => a.level - b.level || a.name.localeCompare(b.name));
  }

  /** By uid, name or alias, case aside. */
  find(text: string): FloorRecord | undefined {
    const wanted = text.trim().toLowerCase();
    const names = ({ name, aliases }: FloorRecord) => [name, ...aliases].map((known) => known.toLowerCase());
    return this.#store.get(text) ?? this.#store.all().find((floor) => names(floor).includes(wanted));
  }

  async create(fields: FloorFields & { readonly name: string }, context: ContextRef): Promise<FloorRecord> {
    const now = this.#deps.clock.now();
    const row = {
      aliases: [],
      level: 0,
      icon: null,
      ...fields,
      uid: this.#deps.ids.next(),
      createdAt: now,
      modifiedAt: now,
    };
    return this.#put(() => row, context);
  }

  update(uid: string, fields: FloorFields, context: ContextRef): Promise<FloorRecord> {
    return this.#put(() => ({ ...this.#store.need(uid), ...fields }), context);
  }

  /** The row alone; `Registries.removeFloor` clears what refers to it first. */
  async remove(uid: string, context: ContextRef): Promise<void> {
    await this.#store.change(() => ({ remove: [this.#store.need(uid).uid] }), context);
  }

  async #put(make: () => FloorRecord, context: ContextRef): Promise<FloorRecord> {
    const [row] = await this.#store.change(() => {
      const floor = make();
      refuseSameName(this.#store.all(), floor, 'a floor');
      return { put: [floor] };
    }, context);
    return row as FloorRecord;
  }
}
