import { z } from 'zod';
import { calendarEventSchema } from '../model/calendar-event.ts';
import type { CalendarEvent } from '../model/calendar-event.ts';
import { defineDomain } from './description.ts';
import { onOffWords } from './on-off.ts';
import type { DomainSpec } from './spec.ts';

const instant = z.int().describe('Epoch milliseconds');

const eventFields = {
  summary: z.string().min(1).max(4096),
  start: instant,
  end: instant,
  all_day: z.boolean().default(false),
  description: z.string().max(65_536).optional(),
  location: z.string().max(4096).optional(),
};

/**
 * The carried event: the running one that began first, else the next one. The state is on while it runs, and turns by
 * itself at its start and end; one of no length never turns it on.
 */
export function presentCalendar(events: readonly CalendarEvent[], now: number) {
  let running: CalendarEvent | undefined;
  let next: CalendarEvent | undefined;
  for (const event of events) {
    if (event.status === 'cancelled' || event.end <= now) continue;
    if (event.start <= now) running = running && running.start <= event.start ? running : event;
    else next = next && next.start <= event.start ? next : event;
  }
  const carried = running ?? next;
  const attributes = carried
    ? {
        message: carried.title,
        all_day: carried.allDay,
        start_time: carried.start,
        end_time: carried.end,
        location: carried.location,
        description: carried.description,
      }
    : {};
  const turns = [running?.end, next?.start].filter((at) => at !== undefined);
  return { value: running !== undefined, attributes, changesAt: turns.length === 0 ? null : Math.min(...turns) };
}

const spec = {
  domain: 'calendar',
  description: 'A calendar; on while one of its events runs',
  value: z.boolean(),
  words: onOffWords,
  attributes: {
    message: z.string(),
    all_day: z.boolean(),
    start_time: instant,
    end_time: instant,
    location: z.string(),
    description: z.string(),
  },
  feed: { name: 'events', item: calendarEventSchema, present: presentCalendar },
  services: {
    get_events: {
      description: 'The events of a time span',
      input: { start: instant.optional().describe('Default: now'), end: instant.describe('Exclusive') },
      output: z.object({ events: z.array(calendarEventSchema) }),
      answeredByHub: true,
    },
    create_event: { description: 'Add an event', input: eventFields, requires: ['create'] },
    update_event: {
      description: 'Change an event, one occurrence or the whole series',
      input: { uid: z.string(), recurrence_id: z.string().optional(), ...z.object(eventFields).partial().shape },
      requires: ['update'],
    },
    delete_event: { description: 'Remove an event', input: { uid: z.string(), recurrence_id: z.string().optional() }, requires: ['delete'] },
  },
  features: { create: {}, update: {}, delete: {} },
} as const satisfies DomainSpec;

type CalendarShape = typeof spec;
export interface CalendarSpec extends CalendarShape {}
export const calendar = defineDomain<CalendarSpec>(spec);
