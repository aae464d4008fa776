import {
  Conflict,
  days,
  domainOf,
  InvalidInput,
  nearest,
  NotFound,
  parseEntityId,
  slugify,
} from '@lifeops/lib';
import type { ClockDep, ContextRef, EntityRecord, IdsDep } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { StateMachine } from '../state-machine/state-machine.ts';
import type { Table } from '../store/tables.ts';
import { declareNew, patchEntity, redeclare } from './entity-declaration.ts';
import type { EntityDeclaration, EntityPatch } from './entity-declaration.ts';
import { EntityIndex } from './entity-index.ts';
import type { SourceKey } from './entity-index.ts';
import { RecordStore } from './record-store.ts';

/** How long the settings of a removed entity wait for its return. */
export const tombstoneMs = days(90);

export type EntityRegistryDeps = ClockDep &
  IdsDep & {
    readonly table: Table<EntityRecord>;
    readonly bus: EventBus;
    readonly states: Pick<StateMachine, 'byEntityId' | 'rename' | 'ownerOf' | 'forget'>;
    /** The name by which a device is shown, for the ids of its entities. */
    readonly deviceName: (deviceUid: string) => string | null;
  };

/**
 * Every entity that an integration has ever described: its uid for ever, its id, names and settings. Every promise
 * resolves when the change is durable; then, once per changed entity, `entity_registry_updated` is fired.
 */
export class EntityRegistry {
  readonly #deps: EntityRegistryDeps;
  readonly #store: RecordStore<EntityRecord>;
  readonly #index = new EntityIndex();

  constructor(deps: EntityRegistryDeps) {
    this.#deps = deps;
    this.#store = new RecordStore(deps, {
      what: 'entity',
      isPresent: ({ removedAt }) => removedAt === null,
      changed: (change, { before, after }, context) => {
        this.#index.update(before, after);
        const renamed = before && after && before.entityId !== after.entityId;
        deps.bus.fire(
          'entity_registry_updated',
          renamed ? { ...change, formerEntityId: before.entityId } : change,
          context,
        );
        if (renamed && after.removedAt === null) deps.states.rename(after.uid, after.entityId, context);
        // Where something writes it, that takes the state away: it heard of the change.
        const isOut = after === undefined || after.removedAt !== null || after.disabledBy !== null;
        if (isOut && deps.states.ownerOf(change.uid) === undefined) deps.states.forget(change.uid, context);
      },
    });
  }

  async load(): Promise<void> {
    for (const row of await this.#store.load()) this.#index.update(undefined, row);
  }

  /** By uid; not what is removed. */
  get(uid: string): EntityRecord | undefined {
    const row = this.#store.get(uid);
    return row?.removedAt === null ? row : undefined;
  }

  *all(): Generator<EntityRecord, void, undefined> {
    for (const row of this.#store.all()) if (row.removedAt === null) yield row;
  }

  *tombstones(): Generator<EntityRecord, void, undefined> {
    for (const row of this.#store.all()) if (row.removedAt !== null) yield row;
  }

  /** By uid, present id or former id, case aside. A former id that another entity has taken means that other one. */
  resolve(text: string): EntityRecord | undefined {
    const uid = this.#index.resolve(text.toLowerCase());
    return this.get(text) ?? (uid === undefined ? undefined : this.get(uid));
  }

  /** As `resolve`; throws `NotFound` that names the nearest id. */
  need(text: string): EntityRecord {
    const record = this.resolve(text);
    if (record) return record;
    const [near] = nearest(text, this.#index.ids());
    throw new NotFound(`There is no entity ${text}.${near === undefined ? '' : ` Did you mean ${near}?`}`, {
      details: { entity_id: text, ...(near === undefined ? {} : { nearest: near }) },
    });
  }

  bySource(key: SourceKey): EntityRecord | undefined {
    const uid = this.#index.bySource(key);
    return uid === undefined ? undefined : this.#store.get(uid);
  }

  ofDevice(deviceUid: string): EntityRecord[] {
    return [...this.all()].filter((row) => row.deviceUid === deviceUid);
  }

  ofEntry(entryId: string): EntityRecord[] {
    return [...this.all()].filter((row) => row.entryId === entryId);
  }

  /**
   * What an integration describes, known or new, in one transaction and in the order given. A known one keeps uid, id and
   * a person's settings, also when it was removed before, even with its entry. Throws `Conflict` when one is given twice.
   */
  declare(said: readonly EntityDeclaration[], context: ContextRef): Promise<readonly EntityRecord[]> {
    return this.#store.change(() => {
      const taken = new Set<string>();
      const rows = said.map((one) => {
        const known = this.bySource(one) ?? this.bySource({ ...one, entryId: null });
        const row = known ? redeclare(known, one) : this.#new(one, taken);
        return known && known.removedAt !== null ? this.#withFreeId(row, taken) : row;
      });
      if (new Set(rows.map(({ uid }) => uid)).size !== rows.length || hasTwice(said)) {
        throw new Conflict('An integration describes an entity twice: the keys of its entities must differ.');
      }
      return { put: rows };
    }, context);
  }

  async update(uid: string, patch: EntityPatch, context: ContextRef): Promise<EntityRecord> {
    return this.#one(uid, (row) => patchEntity(row, patch), context);
  }

  /** Changes many entities in one transaction. */
  async updateAll(
    change: (row: EntityRecord) => EntityPatch | undefined,
    context: ContextRef,
  ): Promise<void> {
    await this.#store.change(() => {
      const rows = [...this.#store.all()].flatMap((row) => {
        const patch = change(row);
        return patch ? [patchEntity(row, patch)] : [];
      });
      return { put: rows };
    }, context);
  }

  /** Gives an entity another id; the old one goes on resolving to it. Throws `InvalidInput`, or `Conflict` when it is taken. */
  async rename(uid: string, newEntityId: string, context: ContextRef): Promise<EntityRecord> {
    const entityId = parseEntityId(newEntityId);
    return this.#one(
      uid,
      (row) => {
        if (domainOf(entityId) !== row.domain) {
          throw new InvalidInput(
            `${row.entityId} stays a ${row.domain}: its id must begin with "${row.domain}."`,
            [{ path: '/entity_id', message: 'another domain', expected: `${row.domain}.…`, got: entityId }],
          );
        }
        if (entityId !== row.entityId && this.#isTaken(entityId, row.uid)) {
          throw new Conflict(`${entityId} is taken; choose another id or rename the one that has it.`);
        }
        return withId(row, entityId);
      },
      context,
    );
  }

  /** Takes entities away; their settings and history are kept 90 days. `entryGone`: with their entry. */
  async remove(
    uids: readonly string[],
    context: ContextRef,
    options: { readonly entryGone?: boolean } = {},
  ): Promise<void> {
    await this.#store.change(() => {
      const now = this.#deps.clock.now();
      const rows = uids
        .map((uid) => this.#store.need(uid))
        .filter((row) => row.removedAt === null || options.entryGone);
      return {
        put: rows.map((row) => ({
          ...row,
          removedAt: row.removedAt ?? now,
          entryId: options.entryGone ? null : row.entryId,
        })),
      };
    }, context);
  }

  /** Brings a removed entity back as it was; another id when its own has been taken. */
  async undelete(uid: string, context: ContextRef): Promise<EntityRecord> {
    return this.#one(uid, (row) => this.#withFreeId({ ...row, removedAt: null }, new Set()), context, true);
  }

  /** Forgets what has been removed for 90 days; gives the uids, whose history may go too. */
  async purge(context: ContextRef): Promise<string[]> {
    const before = this.#deps.clock.now() - tombstoneMs;
    const due = [...this.tombstones()].filter((row) => (row.removedAt ?? 0) <= before).map(({ uid }) => uid);
    if (due.length > 0) await this.#store.change(() => ({ remove: due }), context);
    return due;
  }

  /** Rows as a larger operation made them (replacing a device, undoing that), in one transaction. */
  async put(rows: readonly EntityRecord[], context: ContextRef): Promise<void> {
    await this.#store.change(() => ({ put: rows }), context);
  }

  async #one(
    uid: string,
    make: (row: EntityRecord) => EntityRecord,
    context: ContextRef,
    removedToo = false,
  ): Promise<EntityRecord> {
    const [row] = await this.#store.change(() => {
      const present = this.#store.need(uid);
      if (present.removedAt !== null && !removedToo)
        throw new NotFound(`${present.entityId} has been removed.`, { details: { uid } });
      return { put: [make(present)] };
    }, context);
    return row as EntityRecord;
  }

  #new(said: EntityDeclaration, taken: Set<string>): EntityRecord {
    const device = said.deviceUid === null ? null : this.#deps.deviceName(said.deviceUid);
    const name = [device, said.name].filter((part) => part !== null).join(' ');
    const entityId = this.#free(`${said.domain}.${slugify(name === '' ? said.uniqueId : name)}`, null, taken);
    return declareNew(said, { uid: this.#deps.ids.next(), entityId, now: this.#deps.clock.now() });
  }

  #withFreeId(row: EntityRecord, taken: Set<string>): EntityRecord {
    return withId(row, this.#free(row.entityId, row.uid, taken));
  }

  #free(wanted: string, uid: string | null, taken: Set<string>): string {
    let entityId = wanted;
    for (let n = 2; taken.has(entityId) || this.#isTaken(entityId, uid); n++) entityId = `${wanted}_${n}`;
    taken.add(entityId);
    return entityId;
  }

  #isTaken(entityId: string, uid: string | null): boolean {
    const holder = this.#index.holderOf(entityId) ?? this.#deps.states.byEntityId(entityId)?.uid;
    return holder !== undefined && holder !== uid;
  }
}

function withId(row: EntityRecord, entityId: string): EntityRecord {
  if (entityId === row.entityId) return row;
  const formerIds = [...row.formerIds.filter((id) => id !== entityId && id !== row.entityId), row.entityId];
  return { ...row, entityId, formerIds };
}

const hasTwice = (said: readonly EntityDeclaration[]): boolean =>
  new Set(said.map((one) => JSON.stringify([one.integration, one.entryId, one.domain, one.uniqueId])))
    .size !== said.length;
