import assert from 'node:assert/strict';
import fc from 'fast-check';
import { presentCalendar } from '../../../lib/src/domains/calendar.ts';
import { calendarEventSchema } from '../../../lib/src/model/calendar-event.ts';
import type { CalendarEvent } from '../../../lib/src/model/calendar-event.ts';

const happening = (
  title: string,
  start: number,
  end: number,
  more: Partial<CalendarEvent> = {},
): CalendarEvent => ({
  ...calendarEventSchema.parse({ id: title, uid: title, title, start, end, allDay: false }),
  ...more,
});
const events = [
  happening('early', 10, 30),
  happening('late', 20, 40),
  happening('next', 50, 60),
  happening('none', 45, 45),
];

describe("a calendar's state", () => {
  for (const [now, value, message, changesAt] of [
    [0, false, 'early', 10],
    [10, true, 'early', 20],
    [25, true, 'early', 30],
    [30, true, 'late', 40],
    [40, false, 'none', 45],
    [45, false, 'next', 50],
    [59, true, 'next', 60],
    [60, false, undefined, null],
  ] as const) {
    it(`at ${now} is ${value ? 'on' : 'off'} and carries ${message ?? 'nothing'}`, () => {
      const state = presentCalendar(events, now);
      assert.deepEqual([state.value, state.attributes.message, state.changesAt], [value, message, changesAt]);
    });
  }

  it('passes over what is cancelled', () => {
    assert.deepEqual(presentCalendar([happening('off', 0, 10, { status: 'cancelled' })], 5), {
      value: false,
      attributes: {},
      changesAt: null,
    });
  });

  it('does not change before it says', () => {
    const span = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([start, length]) => happening(`${start}+${length}`, start, start + length));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.nat(60), fc.nat(100), (all, now, later) => {
        const state = presentCalendar(all, now);
        fc.pre(later > now && (state.changesAt === null || later < state.changesAt));
        assert.equal(presentCalendar(all, later).value, state.value);
      }),
    );
  });
});
