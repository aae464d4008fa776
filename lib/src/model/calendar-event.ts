import { z } from 'zod';

/** One instance of an event, recurrence already expanded. `start` inclusive, `end` exclusive, epoch milliseconds. */
export const calendarEventSchema = z.object({
  /** Stable over syncs: (calendar, UID, recurrence id). */
  id: z.string().min(1).max(512),
  uid: z.string().max(512),
  recurrenceId: z.string().nullable().default(null),
  title: z.string().max(4096),
  start: z.int(),
  end: z.int(),
  allDay: z.boolean(),
  /** ISO dates of an all-day event, end exclusive; null for timed ones. */
  startDate: z.string().nullable().default(null),
  endDate: z.string().nullable().default(null),
  location: z.string().max(4096).default(''),
  description: z.string().max(65_536).default(''),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).default('confirmed'),
  transparent: z.boolean().default(false),
  private: z.boolean().default(false),
});
export type CalendarEvent = Readonly<z.output<typeof calendarEventSchema>>;
