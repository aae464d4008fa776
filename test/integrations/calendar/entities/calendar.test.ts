import assert from 'node:assert/strict';
import { calendarEntity, eventOf } from '../../../../integrations/calendar/src/entities/calendar.ts';
import type { CalendarInstance } from '../../../../integrations/calendar/src/vendor/series-instances.ts';

const instance: CalendarInstance = {
  uid: 'a',
  recurrenceId: null,
  summary: 'Lunch',
  description: 'Soup',
  location: 'Bistro',
  start: 1000,
  end: 2000,
  allDay: false,
  status: 'confirmed',
  transparent: false,
  private: false,
};

describe('eventOf', () => {
  const cases: readonly [string, Partial<CalendarInstance>, boolean, object][] = [
    ['keeps what is public', {}, false, { id: 'a/', title: 'Lunch', location: 'Bistro', startDate: null }],
    [
      'names an instance within its series',
      { recurrenceId: '20260101' },
      false,
      { id: 'a/20260101', uid: 'a' },
    ],
    [
      'keeps the dates of whole days',
      { allDay: true, startDate: '2026-01-01', endDate: '2026-01-02' },
      false,
      { startDate: '2026-01-01', endDate: '2026-01-02' },
    ],
    [
      'hides what is private',
      { private: true },
      false,
      { title: 'Private', location: '', description: '', private: true },
    ],
    ['shows what is private when asked to', { private: true }, true, { title: 'Lunch', description: 'Soup' }],
    [
      'cuts what is longer than the hub takes',
      { uid: 'u'.repeat(900), summary: 's'.repeat(5000) },
      false,
      { id: `${'u'.repeat(400)}/`, title: 's'.repeat(4096) },
    ],
  ];
  for (const [title, change, showPrivate, expected] of cases) {
    it(title, () => {
      const event = eventOf({ ...instance, ...change }, showPrivate);
      assert.deepEqual({ ...event, ...expected }, event);
    });
  }
});

describe('calendarEntity', () => {
  it('gives the same events for the same view, so that nothing is compared anew', () => {
    const { description } = calendarEntity(true);
    const { events } = description as unknown as { events: (view: object) => unknown };
    const view = { name: null, instances: [instance], problems: [] };
    assert.equal(events(view), events(view));
    assert.notEqual(events(view), events({ ...view }));
  });
});
