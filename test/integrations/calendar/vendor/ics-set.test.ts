import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expand } from '../../../../integrations/calendar/src/vendor/expand.ts';
import type { CalendarInstance } from '../../../../integrations/calendar/src/vendor/series-instances.ts';
import { parseCalendar } from '../../../../integrations/calendar/src/vendor/parse-calendar.ts';
import { Zones } from '../../../../integrations/calendar/src/vendor/zones.ts';

interface ExpectedInstance {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly summary: string;
  readonly startDate?: string;
  readonly endDate?: string;
}
interface Expected {
  readonly window: { readonly start: string; readonly end: string };
  readonly zone: string;
  readonly rule?: string;
  readonly instances: readonly ExpectedInstance[];
  readonly cancelled: readonly ExpectedInstance[];
}

const ownFolder = join(import.meta.dirname, '../fixtures');
const publicFolder = join(import.meta.dirname, '../../../../../shared/data/ics');
const publicNames = [
  'p-biweekly-exdate-until',
  'p-each_week_but_two_deleted',
  'p-exchange_whole_day_moved_recurrence',
  'p-google-recurrence-order',
  'p-issue_148_ignored_exdate',
  'p-issue_20_exdate_ignored',
  'p-issue_4_rrule_until',
  'p-multiple_rrules',
  'p-rdate_falls_on_rrule_until',
  'p-recur_instances_finite',
  'p-recurring_events_changed_duration',
  'p-recurring_events_moved',
  'p-whole_day_moved_over_dst_change_berlin',
];

const zones = new Zones();

describe('expand on the reference calendars', () => {
  const own = readdirSync(ownFolder)
    .filter((file) => file.endsWith('.ics'))
    .map((file) => file.slice(0, -4));

  it('has all 28 of our own', () => assert.equal(own.filter((name) => /^s\d\d-/.test(name)).length, 28));

  for (const name of own) {
    const expected = readExpected(ownFolder, name);
    it(`gives exactly the expected instances of ${name}: ${expected.rule ?? ''}`, () =>
      check(ownFolder, name));
  }
  for (const name of publicNames) {
    if (existsSync(join(publicFolder, `${name}.ics`))) {
      it(`gives exactly the expected instances of the public ${name}`, () => check(publicFolder, name));
    } else {
      it.skip(`SKIPPED, the public calendar is not on this machine (licence of its own): ${name}`, () => {});
    }
  }
});

function readExpected(folder: string, name: string): Expected {
  return JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8')) as Expected;
}

function check(folder: string, name: string): void {
  const expected = readExpected(folder, name);
  const calendar = parseCalendar(readFileSync(join(folder, `${name}.ics`)));
  const { instances } = expand(calendar, {
    from: Date.parse(expected.window.start),
    to: Date.parse(expected.window.end),
    zone: expected.zone,
    zones,
    includeCancelled: true,
  });
  const plain = (list: readonly ExpectedInstance[]) =>
    list.map(({ uid, start, end, allDay, summary, startDate, endDate }) => ({
      uid,
      start,
      end,
      allDay,
      summary,
      ...(startDate === undefined ? {} : { startDate, endDate }),
    }));
  const shown = instances.filter((instance) => instance.status !== 'cancelled');
  const cancelled = instances.filter((instance) => instance.status === 'cancelled');
  assert.deepEqual(shown.map(toExpected), plain(expected.instances));
  assert.deepEqual(cancelled.map(toExpected), plain(expected.cancelled));
}

function toExpected(instance: CalendarInstance): ExpectedInstance {
  const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
  const { uid, allDay, summary, startDate, endDate } = instance;
  return {
    uid,
    start: iso(instance.start),
    end: iso(instance.end),
    allDay,
    summary,
    ...(startDate !== undefined && endDate !== undefined ? { startDate, endDate } : {}),
  };
}
