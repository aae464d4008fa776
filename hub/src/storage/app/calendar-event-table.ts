import { col, Op } from 'sequelize';
import type { CalendarEventRow, CalendarEventTable } from '../../core/store/tables.ts';
import type { AppConnection } from './app-connection.ts';
import { lastByKey } from './last-by-key.ts';
import { parts } from './row-store.ts';
import type { RowStore } from './row-store.ts';

/** Feeds of calendar entities; of this node alone, as each site reads its calendars itself. */
export class SqlCalendarEvents implements CalendarEventTable {
  readonly #connection: AppConnection;
  readonly #store: RowStore<CalendarEventRow>;

  constructor(connection: AppConnection, store: RowStore<CalendarEventRow>) {
    this.#connection = connection;
    this.#store = store;
  }

  between(entityUids: readonly string[], start: number, end: number): Promise<CalendarEventRow[]> {
    return this.#connection.read('Reading calendar events', async (session) => {
      const rows = await this.#store.find(session, {
        entity_uid: [...entityUids],
        start: { [Op.lt]: end },
        [Op.or]: [
          { end: { [Op.gt]: start } },
          { end: { [Op.eq]: col('start') }, start: { [Op.gte]: start } },
        ],
      });
      return rows.toSorted(byStart);
    });
  }

  ofEntity(entityUid: string): Promise<CalendarEventRow[]> {
    return this.#connection.read('Reading calendar events', async (session) =>
      (await this.#store.find(session, { entity_uid: entityUid })).toSorted(byStart),
    );
  }

  async change(
    entityUid: string,
    put: readonly CalendarEventRow[],
    removeIds: readonly string[],
  ): Promise<void> {
    if (put.length === 0 && removeIds.length === 0) return;
    const cells = [...lastByKey(this.#store.codec, put).values()];
    await this.#connection.transaction(async (session) => {
      for (const part of parts(removeIds, 1000))
        await this.#store.delete(session, { entity_uid: entityUid, id: [...part] });
      await this.#store.upsert(session, cells);
    }, 'Writing calendar events');
  }

  async removeEntity(entityUid: string): Promise<void> {
    await this.#connection.transaction(
      (session) => this.#store.delete(session, { entity_uid: entityUid }),
      'Removing calendar events',
    );
  }
}

function byStart(a: CalendarEventRow, b: CalendarEventRow): number {
  return a.start - b.start || order(a.entityUid, b.entityUid) || order(a.id, b.id);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
