import type { ClockDep, ContextRef, IdsDep, LabelRecord } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { Table } from '../store/tables.ts';
import { RecordStore, refuseSameName } from './record-store.ts';

export type LabelFields = Partial<Omit<LabelRecord, 'uid' | 'createdAt' | 'modifiedAt'>>;

/** Words that people group anything by; one with a scope is a category of that kind of thing. */
export class LabelRegistry {
  readonly #deps: ClockDep & IdsDep;
  readonly #store: RecordStore<LabelRecord>;

  constructor(deps: ClockDep & IdsDep & { readonly table: Table<LabelRecord>; readonly bus: EventBus }) {
    this.#deps = deps;
    this.#store = new RecordStore(deps, {
      what: 'label',
      changed: (change, _rows, context) => void deps.bus.fire('label_registry_updated', change, context),
    });
  }

  async load(): Promise<void> {
    await this.#store.load();
  }

  get(uid: string): LabelRecord | undefined {
    return this.#store.get(uid);
  }

  all(): LabelRecord[] {
    return [...this.#store.all()].toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** By uid or name, case aside. */
  find(text: string): LabelRecord | undefined {
    const wanted = text.trim().toLowerCase();
    return this.#store.get(text) ?? this.#store.all().find(({ name }) => name.toLowerCase() === wanted);
  }

  async create(fields: LabelFields & { readonly name: string }, context: ContextRef): Promise<LabelRecord> {
    const now = this.#deps.clock.now();
    const empty = { color: null, icon: null, description: null, scope: null };
    const row = { ...empty, ...fields, uid: this.#deps.ids.next(), createdAt: now, modifiedAt: now };
    return this.#put(() => row, context);
  }

  update(uid: string, fields: LabelFields, context: ContextRef): Promise<LabelRecord> {
    return this.#put(() => ({ ...this.#store.need(uid), ...fields }), context);
  }

  /** The row alone; `Registries.removeLabel` clears what refers to it first. */
  async remove(uid: string, context: ContextRef): Promise<void> {
    await this.#store.change(() => ({ remove: [this.#store.need(uid).uid] }), context);
  }

  async #put(make: () => LabelRecord, context: ContextRef): Promise<LabelRecord> {
    const [row] = await this.#store.change(() => {
      const label = make();
      const ofScope = this.#store.all().filter(({ scope }) => scope === label.scope);
      refuseSameName(ofScope, label, 'a label');
      return { put: [label] };
    }, context);
    return row as LabelRecord;
  }
}
