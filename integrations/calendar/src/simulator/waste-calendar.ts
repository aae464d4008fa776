import { dayMs } from '../vendor/civil-time.ts';
import { weekdayFrom } from './demo-days.ts';
import type { DemoDays } from './demo-days.ts';
import type { DemoCalendar, DemoEvent } from './ics-writer.ts';

/** What a town's waste company publishes: whole days, one series per bin. */
export function wasteCalendar({ schoolStart }: DemoDays): DemoCalendar {
  const wednesday = weekdayFrom(schoolStart, 3);
  const bin = (uid: string, summary: string, rule: string, first = wednesday): DemoEvent => ({
    uid: `${uid}@waste.example`,
    summary,
    start: first,
    end: first + dayMs,
    allDay: true,
    rule,
    location: 'Oak Street',
    description: 'Put the bin out before 06:00.',
    transparent: true,
  });
  return {
    name: 'Waste collection',
    color: '#3C8D40',
    events: [
      bin('food', 'Food waste', 'FREQ=WEEKLY'),
      bin('residual', 'Residual waste', 'FREQ=WEEKLY;INTERVAL=2'),
      bin('paper', 'Paper and cardboard', 'FREQ=WEEKLY;INTERVAL=4', wednesday + 7 * dayMs),
      bin('plastic', 'Plastic packaging', 'FREQ=WEEKLY;INTERVAL=4', wednesday + 21 * dayMs),
      bin(
        'garden',
        'Garden waste',
        'FREQ=MONTHLY;BYMONTH=4,5,6,7,8,9,10,11;BYDAY=2TH',
        weekdayFrom(schoolStart + 21 * dayMs, 4),
      ),
    ],
  };
}
