import { InvalidInput } from '@lifeops/lib';
import type { AreaRecord, ClockDep, ContextRef, IdsDep } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { Table } from '../store/tables.ts';
import { RecordStore, refuseSameName } from './record-store.ts';

/** What people set of an area; what is left out keeps its value, or is empty in a new one. */
export type AreaFields = Partial<Omit<AreaRecord, 'uid' | 'createdAt' | 'modifiedAt'>>;

/** Rooms and other places; they nest. */
export class AreaRegistry {
  readonly #deps: ClockDep & IdsDep;
  readonly #store: RecordStore<AreaRecord>;

  constructor(deps: ClockDep & IdsDep & { readonly table: Table<AreaRecord>; readonly bus: EventBus }) {
    this.#deps = deps;
    this.#store = new RecordStore(deps, {
      what: 'area',
      changed: (change, _rows, context) => void deps.bus.fire('area_registry_updated', change, context),
    });
  }

  async load(): Promise<void> {
    await this.#store.load();
  }

  get(uid: string): AreaRecord | undefined {
    return this.#store.get(uid);
  }

  /** In the order of the dashboard. */
  all(): AreaRecord[] {
    return [...this.#store.all()].toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name));
  }

  /** By uid, name or alias, case aside. */
  find(text: string): AreaRecord | undefined {
    const wanted = text.trim().toLowerCase();
    return (
      this.#store.get(text) ??
      this.#store
        .all()
        .find(({ name, aliases }) => [name, ...aliases].some((known) => known.toLowerCase() === wanted))
    );
  }

  /** The area and all that lie inside it, at any depth. */
  within(uid: string): ReadonlySet<string> {
    const found = new Set([uid]);
    for (let size = 0; size !== found.size;) {
      size = found.size;
      for (const area of this.#store.all())
        if (area.parentUid !== null && found.has(area.parentUid)) found.add(area.uid);
    }
    return found;
  }

  async create(fields: AreaFields & { readonly name: string }, context: ContextRef): Promise<AreaRecord> {
    const uid = this.#deps.ids.next();
    const empty = { aliases: [], floorUid: null, parentUid: null, icon: null, labels: [] };
    const [row] = await this.#store.change(() => {
      const now = this.#deps.clock.now();
      const position = this.#store.all().reduce((last, area) => Math.max(last, area.position), -1) + 1;
      return {
        put: [this.#checked({ ...empty, position, ...fields, uid, createdAt: now, modifiedAt: now })],
      };
    }, context);
    return row as AreaRecord;
  }

  async update(uid: string, fields: AreaFields, context: ContextRef): Promise<AreaRecord> {
    const [row] = await this.#store.change(
      () => ({ put: [this.#checked({ ...this.#store.need(uid), ...fields })] }),
      context,
    );
    return row as AreaRecord;
  }

  /** Changes many areas in one transaction. */
  async updateAll(change: (area: AreaRecord) => AreaFields, context: ContextRef): Promise<void> {
    await this.#store.change(
      () => ({ put: [...this.#store.all()].map((area) => ({ ...area, ...change(area) })) }),
      context,
    );
  }

  /** The row alone; `Registries.removeArea` clears what refers to it first. */
  async remove(uid: string, context: ContextRef): Promise<void> {
    await this.#store.change(() => ({ remove: [this.#store.need(uid).uid] }), context);
  }

  #checked(area: AreaRecord): AreaRecord {
    refuseSameName(this.#store.all(), area, 'an area');
    if (area.parentUid !== null) {
      this.#store.need(area.parentUid);
      if (this.within(area.uid).has(area.parentUid)) {
        throw new InvalidInput(`${area.name} cannot lie inside itself.`, [
          { path: '/parent_uid', message: 'lies inside the area' },
        ]);
      }
    }
    return area;
  }
}
