import { z } from 'zod';
import { calendarEventSchema } from '../model/calendar-event.ts';
import type { CalendarEvent } from '../model/calendar-event.ts';
import { defineDomain } from './description.ts';
import { instant } from './field-schemas.ts';
import { atLeastOne } from './input-rules.ts';
import { onOffWords } from './on-off.ts';
import type { CheckedInput, DomainSpec } from './spec.ts';

const eventFields = {
  summary: z.string().min(1).max(4096).describe('Title'),
  start: instant.describe('Start, inclusive, epoch milliseconds'),
  end: instant.describe('End, exclusive, epoch milliseconds'),
  all_day: z.boolean().optional().describe('Whole days: start and end are midnights of the calendar'),
  description: z.string().max(65_536).optional().describe('More about it'),
  location: z.string().max(4096).optional().describe('Where it is'),
};
const uid = z.string().min(1).max(512).describe('UID of the event');
const recurrenceId = z
  .string()
  .max(512)
  .optional()
  .describe('The occurrence that is meant; the whole series unless given');

function checkSpan({ start, end }: CheckedInput) {
  if (typeof start !== 'number' || typeof end !== 'number' || start < end) return [];
  return [
    {
      path: '/end',
      message: 'does not lie after the start',
      expected: `more than ${start}`,
      got: String(end),
    },
  ];
}

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
  return {
    value: running !== undefined,
    attributes,
    changesAt: turns.length === 0 ? null : Math.min(...turns),
  };
}

const spec = {
  domain: 'calendar',
  description: 'A calendar; on while one of its events runs',
  value: z.boolean().describe('True: an event runs'),
  words: onOffWords,
  attributes: {
    message: z.string().describe('Title of the running event, else of the next'),
    all_day: z.boolean().describe('It takes whole days'),
    start_time: instant.describe('Its start, inclusive, epoch milliseconds'),
    end_time: instant.describe('Its end, exclusive, epoch milliseconds'),
    location: z.string().describe('Where it is'),
    description: z.string().describe('More about it'),
  },
  feed: { name: 'events', item: calendarEventSchema, present: presentCalendar },
  services: {
    get_events: {
      description: 'The events of a time span',
      input: {
        start: instant.optional().describe('From, inclusive, epoch milliseconds; now unless given'),
        end: instant.describe('To, exclusive, epoch milliseconds'),
      },
      output: z.object({ events: z.array(calendarEventSchema).describe('By start, recurrences expanded') }),
      check: checkSpan,
      answeredByHub: true,
    },
    create_event: { description: 'Add an event', input: eventFields, requires: ['create'], check: checkSpan },
    update_event: {
      description: 'Change an event, one occurrence or the whole series',
      input: { uid, recurrence_id: recurrenceId, ...z.object(eventFields).partial().shape },
      requires: ['update'],
      check: (input) => [...atLeastOne(input, Object.keys(eventFields)), ...checkSpan(input)],
    },
    delete_event: {
      description: 'Remove an event, one occurrence or the whole series',
      input: { uid, recurrence_id: recurrenceId },
      requires: ['delete'],
    },
  },
  features: { create: {}, update: {}, delete: {} },
} as const satisfies DomainSpec;

type CalendarShape = typeof spec;
export interface CalendarSpec extends CalendarShape {}
export const calendar = defineDomain<CalendarSpec>(spec);
