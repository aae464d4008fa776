import { asUid } from '@lifeops/lib';
import type { CalendarEvent, ClockDep, ContextRef } from '@lifeops/lib';
import type { EventBus } from '../core/bus/event-bus.ts';
import type { CalendarEventRow, CalendarEventTable } from '../core/store/tables.ts';

export interface FeedChange {
  readonly entityUid: string;
  /** Integration that it comes from. */
  readonly source: string;
  readonly put: readonly CalendarEvent[];
  readonly remove: readonly string[];
}

/**
 * The hub's own store of calendar events, whatever integration brings them. Lists, states and triggers read the same
 * rows. A change of a calendar is one transaction and is announced after it is durable, in order.
 */
export class CalendarEvents {
  readonly #deps: ClockDep & { readonly table: CalendarEventTable; readonly bus: EventBus };
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(deps: ClockDep & { readonly table: CalendarEventTable; readonly bus: EventBus }) {
    this.#deps = deps;
  }

  change(change: FeedChange, context: ContextRef): Promise<void> {
    return this.#inTurn(change.entityUid, () => this.#change(change, context));
  }

  /**
   * The feed of an entity at the start of its entry: what the store holds beyond `ids` is no longer there. Called once the
   * first full feed came.
   */
  keepOnly(entityUid: string, ids: ReadonlySet<string>, context: ContextRef): Promise<void> {
    return this.#inTurn(entityUid, async () => {
      const gone = (await this.#deps.table.ofEntity(entityUid))
        .filter((row) => !ids.has(row.id))
        .map((row) => row.id);
      if (gone.length > 0) await this.#change({ entityUid, source: '', put: [], remove: gone }, context);
    });
  }

  between(entityUids: readonly string[], start: number, end: number): Promise<CalendarEventRow[]> {
    return this.#deps.table.between(entityUids, start, end);
  }

  /** Resolves when every change so far is durable and announced. */
  async settled(): Promise<void> {
    await Promise.all(this.#last.values());
  }

  removeEntity(entityUid: string): Promise<void> {
    return this.#inTurn(entityUid, () => this.#deps.table.removeEntity(entityUid));
  }

  async #change(change: FeedChange, context: ContextRef): Promise<void> {
    const known = new Set((await this.#deps.table.ofEntity(change.entityUid)).map((row) => row.id));
    const syncedAt = this.#deps.clock.now();
    const rows = change.put.map((event): CalendarEventRow => ({
      ...event,
      entityUid: change.entityUid,
      source: change.source,
      syncedAt,
    }));
    await this.#deps.table.change(change.entityUid, rows, change.remove);
    const added = rows.filter((row) => !known.has(row.id)).length;
    const removed = change.remove.filter((id) => known.has(id)).length;
    if (rows.length + removed === 0) return;
    this.#deps.bus.fire(
      'calendar_events_changed',
      { uid: asUid(change.entityUid), added, changed: rows.length - added, removed },
      context,
    );
  }

  /** Changes of one entity follow each other; those of others do not wait for them. */
  #inTurn(entityUid: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(entityUid) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => {});
    this.#last.set(entityUid, settled);
    void settled.then(() => {
      if (this.#last.get(entityUid) === settled) this.#last.delete(entityUid);
    });
    return mine;
  }
}
