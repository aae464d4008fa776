import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { CalendarView } from '../vendor/calendar-feed.ts';

export const calendarSensors: readonly Entity<CalendarView>[] = [
  sensor({
    key: 'problems',
    category: 'diagnostic',
    stateClass: 'measurement',
    enabledByDefault: false,
    read: ({ problems }) => problems.length,
  }),
];
