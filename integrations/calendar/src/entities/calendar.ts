import { calendar } from '@lifeops/lib';
import type { CalendarEvent, Entity } from '@lifeops/lib';
import type { CalendarView } from '../vendor/calendar-feed.ts';
import type { CalendarInstance } from '../vendor/series-instances.ts';

const longestTitle = 4096;
const longestText = 65_536;
const longestUid = 400;

/** One event as the hub has it. Of a private one, unless `showPrivate`, only when it is. */
export function eventOf(instance: CalendarInstance, showPrivate: boolean): CalendarEvent {
  const { uid, recurrenceId, start, end, allDay, status, transparent } = instance;
  const isHidden = instance.private && !showPrivate;
  const shortUid = uid.slice(0, longestUid);
  return {
    id: `${shortUid}/${recurrenceId ?? ''}`,
    uid: shortUid,
    recurrenceId,
    title: isHidden ? 'Private' : instance.summary.slice(0, longestTitle),
    start,
    end,
    allDay,
    startDate: instance.startDate ?? null,
    endDate: instance.endDate ?? null,
    location: isHidden ? '' : instance.location.slice(0, longestTitle),
    description: isHidden ? '' : instance.description.slice(0, longestText),
    status,
    transparent,
    private: instance.private,
  };
}

/** The events of a view are made once, so that a look that brought nothing new costs nothing. */
export function calendarEntity(hidePrivate: boolean): Entity<CalendarView> {
  const made = new WeakMap<CalendarView, readonly CalendarEvent[]>();
  return calendar({
    key: 'calendar',
    name: null,
    events: (view) => {
      const events = made.get(view) ?? view.instances.map((instance) => eventOf(instance, !hidePrivate));
      made.set(view, events);
      return events;
    },
  });
}
