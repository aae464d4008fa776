import { days } from '@lifeops/lib';
import type { Clock, JsonObject } from '@lifeops/lib';
import type { CalendarSync } from '../api/operations/ports.ts';
import type { CalendarEvents } from '../calendar/calendar-events.ts';
import type { ServiceRegistry } from '../core/services/service-registry.ts';
import type { HostedEntries } from '../host/hosted-entries.ts';

/** `calendar.get_events`, answered from the hub's own store: the same rows that states and lists show. */
export const calendarAnswers = (
  services: ServiceRegistry,
  events: CalendarEvents,
  clock: Clock,
): Disposable =>
  services.answer('calendar', 'get_events', {
    async call({ uid, input }) {
      const start = typeof input['start'] === 'number' ? input['start'] : clock.now();
      const end = typeof input['end'] === 'number' ? input['end'] : start + days(30);
      const rows = await events.between([uid], start, end);
      return {
        events: rows.map(
          ({ entityUid: _entity, source: _source, syncedAt: _synced, ...event }) =>
            event as unknown as JsonObject,
        ),
      };
    },
  });

export const calendarSync = (hosted: HostedEntries): CalendarSync => ({
  sync: (entityUids) =>
    Promise.all(
      entityUids.map((uid) =>
        hosted.refresh(uid).then(
          () => ({ uid, error: null }),
          (cause: unknown) => ({ uid, error: cause instanceof Error ? cause.message : String(cause) }),
        ),
      ),
    ),
});
