import { z } from 'zod';
import { defineDomain } from './description.ts';
import { instant, isoDate, name } from './field-schemas.ts';
import { unit } from './field-marks.ts';
import { atLeastOne, atMostOne } from './input-rules.ts';
import type { CheckedInput, DomainSpec } from './spec.ts';

export const todoStatuses = ['needs_action', 'completed'] as const;

const status = z.enum(todoStatuses);
const summary = z.string().min(1).max(1000);
const body = z.string().max(65_536);
const rrule = z.string().max(500);
const minutes = unit(z.int().min(0), 'min');
/** As iCalendar has it: 1 is the most urgent, 9 the least. */
const priority = z.int().min(1).max(9);

/** One thing to do. `due` and `due_date` exclude each other. */
export const todoItemSchema = z.object({
  uid: z.string().min(1).max(512).describe("The source's own id"),
  summary: summary.describe('What to do'),
  status: status.default('needs_action').describe('Open or done'),
  due: instant.nullable().default(null).describe('Due at this time, epoch milliseconds'),
  due_date: isoDate.nullable().default(null).describe('Due on this day, YYYY-MM-DD'),
  description: body.nullable().default(null).describe('More about it'),
  completed_at: instant.nullable().default(null).describe('When it was done, epoch milliseconds'),
  priority: priority.nullable().default(null).describe('1 the most urgent, 9 the least'),
  assignee: name.nullable().default(null).describe('Who is to do it'),
  rrule: rrule.nullable().default(null).describe('When it comes back, an iCalendar RRULE'),
  project: name.nullable().default(null).describe('What it belongs to'),
  estimate_minutes: minutes.nullable().default(null).describe('How long it takes'),
});
export type TodoItem = Readonly<z.output<typeof todoItemSchema>>;

const item = z.string().min(1).max(1000).describe('Its uid or, where only one has it, its summary');
const due = {
  due: instant.nullable().optional().describe('Due at this time, epoch milliseconds; null: not any more'),
};
const dueDate = {
  due_date: isoDate.nullable().optional().describe('Due on this day, YYYY-MM-DD; null: not any more'),
};
const text = { description: body.nullable().optional().describe('More about it; null: nothing') };
const urgency = {
  priority: priority.nullable().optional().describe('1 the most urgent, 9 the least; null: none'),
};
const who = { assignee: name.nullable().optional().describe('Who is to do it; null: nobody in particular') };
const again = {
  rrule: rrule.nullable().optional().describe('When it comes back, an iCalendar RRULE; null: it does not'),
};
const where = { project: name.nullable().optional().describe('What it belongs to; null: nothing') };
const effort = {
  estimate_minutes: minutes.nullable().optional().describe('How long it takes; null: not known'),
};

const details = [
  'due',
  'due_date',
  'description',
  'priority',
  'assignee',
  'rrule',
  'project',
  'estimate_minutes',
] as const;

/** Due at a time or on a day; clearing one while setting the other is fine. */
function checkDue(input: CheckedInput) {
  const set = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  return atMostOne(set, ['due', 'due_date'], 'the due time');
}

const spec = {
  domain: 'todo',
  description: 'A list of things to do; its items are read by a service',
  value: z.int().min(0).describe('How many are open'),
  services: {
    get_items: {
      description: 'The items of the list, in its order',
      input: { status: z.array(status).min(1).optional().describe('Only these; open ones unless given') },
      output: z.object({ items: z.array(todoItemSchema).describe('In the order of the list') }),
    },
    add_item: {
      description: 'Add an item',
      requires: ['create'],
      input: { item: summary.describe('What to do') },
      check: checkDue,
    },
    update_item: {
      description: 'Change an item, or tick it off',
      requires: ['update'],
      input: {
        item,
        rename: summary.optional().describe('New summary'),
        status: status.optional().describe('Open or done'),
      },
      check: (input) => [...atLeastOne(input, ['rename', 'status', ...details]), ...checkDue(input)],
    },
    remove_item: {
      description: 'Remove items',
      requires: ['delete'],
      input: {
        item: z
          .union([item, z.array(item).min(1).max(1000)])
          .describe('One or several, each by uid or summary'),
      },
    },
    remove_completed_items: { description: 'Remove all that are done', requires: ['delete'] },
    move_item: {
      description: 'Put an item elsewhere in the list',
      requires: ['move'],
      input: {
        uid: z.string().min(1).max(512).describe('The item'),
        previous_uid: z
          .string()
          .min(1)
          .max(512)
          .nullable()
          .describe('The one that it goes after; null: to the top'),
      },
    },
  },
  features: {
    create: {},
    update: {},
    delete: {},
    move: {},
    due_datetime: { input: { add_item: due, update_item: due } },
    due_date: { input: { add_item: dueDate, update_item: dueDate } },
    description: { input: { add_item: text, update_item: text } },
    priority: { input: { add_item: urgency, update_item: urgency } },
    assignee: { input: { add_item: who, update_item: who } },
    recurrence: { input: { add_item: again, update_item: again } },
    project: { input: { add_item: where, update_item: where } },
    estimate: { input: { add_item: effort, update_item: effort } },
  },
} as const satisfies DomainSpec;

type TodoShape = typeof spec;
export interface TodoSpec extends TodoShape {}
export const todo = defineDomain<TodoSpec>(spec);
