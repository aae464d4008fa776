import type { ConfigEntry, ContextRef } from '@lifeops/lib';
import type { CalendarEvents } from '../calendar/calendar-events.ts';
import type { Registries } from '../core/registries/registries.ts';
import type { StateMachine } from '../core/state-machine/state-machine.ts';
import type { EntryStoreTable } from '../core/store/tables.ts';

export interface EntryCleanupDeps {
  readonly registries: Registries;
  readonly states: StateMachine;
  readonly store: EntryStoreTable;
  readonly calendarEvents: CalendarEvents;
}

/** Takes away all that an entry has brought: states, calendar events, rows, its own store. May be run again after a fault. */
export const entryCleanup =
  ({ registries, states, store, calendarEvents }: EntryCleanupDeps) =>
  async (entry: ConfigEntry, context: ContextRef): Promise<void> => {
    for (const record of registries.entities.ofEntry(entry.uid)) {
      if (states.ownerOf(record.uid) === undefined) states.forget(record.uid, context);
      if (record.domain === 'calendar') await calendarEvents.removeEntity(record.uid);
    }
    await registries.removeEntry(entry.uid, context);
    await store.removeEntry(entry.uid);
  };
