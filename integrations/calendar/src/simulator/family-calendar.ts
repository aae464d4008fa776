import { dayMs, wallToBasic, wallToIsoDate } from '../vendor/civil-time.ts';
import { at, weekdayFrom } from './demo-days.ts';
import type { DemoDays } from './demo-days.ts';
import type { DemoCalendar, DemoEvent } from './ics-writer.ts';

/** A household of four with a dog: what repeats through the year, and what is coming up. */
export function familyCalendar(days: DemoDays): DemoCalendar {
  return {
    name: 'Family',
    color: '#2F6FDE',
    events: [...everyWeek(days), ...birthdays(days), ...upcoming(days)],
  };
}

function everyWeek({ today, schoolStart, schoolEnd }: DemoDays): DemoEvent[] {
  const until = `UNTIL=${wallToBasic(schoolEnd)}Z`;
  const autumnBreak = weekdayFrom(schoolStart + 70 * dayMs, 1);
  const weekly = (
    uid: string,
    summary: string,
    hours: readonly [string, string],
    weekdays: readonly number[],
  ) => {
    const firsts = weekdays.map((weekday) => weekdayFrom(schoolStart, weekday));
    const first = Math.min(...firsts);
    const names = weekdays.map((weekday) => ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][weekday]).join(',');
    return {
      uid: `${uid}@family.example`,
      summary,
      start: at(first, hours[0]),
      end: at(first, hours[1]),
      rule: `FREQ=WEEKLY;BYDAY=${names}`,
    };
  };
  const school = weekly('school', 'School (Alva)', ['08:10', '13:40'], [1, 2, 3, 4, 5]);
  const football = weekly('football', 'Football training (Elis)', ['17:30', '19:00'], [2, 4]);
  const choir = weekly('choir', 'Choir (Sara)', ['19:00', '21:00'], [1]);
  const movedFrom = weekdayFrom(today + dayMs, 2);
  const calledOff = weekdayFrom(today + 7 * dayMs, 1);
  return [
    {
      ...school,
      rule: `${school.rule};${until}`,
      except: [0, 1, 2, 3, 4].map((day) => at(autumnBreak + day * dayMs, '08:10')),
      location: 'Linden School, Oak Street 4',
    },
    weekly('work-sara', 'Work (Sara)', ['08:00', '16:30'], [1, 2, 3, 4]),
    {
      ...weekly('work-johan', 'Work (Johan)', ['09:00', '17:30'], [1, 2, 3, 4, 5]),
      location: 'Harbour office',
    },
    { ...football, location: 'Meadow sports ground', description: 'Shin guards, water bottle' },
    {
      ...football,
      recurrenceId: at(movedFrom, '17:30'),
      start: at(movedFrom, '18:30'),
      end: at(movedFrom, '20:00'),
      summary: 'Football training (Elis), later than usual',
      rule: '',
      location: 'Meadow sports ground, pitch 2',
    },
    { ...weekly('swimming', 'Swimming (Alva)', ['10:00', '11:00'], [6]), location: 'City pool' },
    {
      ...weekly('piano', 'Piano lesson (Alva)', ['16:00', '16:40'], [3]),
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE',
    },
    weekly('walk', 'Forest walk with Bosse', ['10:30', '12:30'], [0]),
    choir,
    {
      ...choir,
      rule: '',
      recurrenceId: at(calledOff, '19:00'),
      ...onDay(calledOff, ['19:00', '21:00']),
      cancelled: true,
    },
    { ...weekly('standup', 'Team meeting (Johan)', ['09:15', '09:30'], [1, 3, 5]), private: true },
    {
      uid: 'budget@family.example',
      summary: 'Household budget',
      ...onDay(weekdayFrom(schoolStart + 7 * dayMs, 0), ['19:30', '20:15']),
      rule: 'FREQ=MONTHLY;BYDAY=-1SU',
    },
  ].map(({ rule, ...event }) => (rule === '' ? event : { ...event, rule }));
}

function birthdays({ today }: DemoDays): DemoEvent[] {
  const people: readonly (readonly [string, number, number])[] = [
    ['Alva', 5, 8],
    ['Grandma Inger', 16, 71],
    ['Elis', 97, 11],
    ['Johan', 171, 43],
    ['Sara', 262, 41],
  ];
  return people.map(([name, inDays, age]) => {
    const next = new Date(today + inDays * dayMs);
    // Born on a day that every year has.
    const day = Math.min(next.getUTCDate(), 28);
    const start = Date.UTC(next.getUTCFullYear() - age, next.getUTCMonth(), day);
    return {
      uid: `birthday-${name.toLowerCase().replace(' ', '-')}@family.example`,
      summary: `🎂 ${name}`,
      start,
      end: start + dayMs,
      allDay: true,
      rule: 'FREQ=YEARLY',
      transparent: true,
    };
  });
}

function upcoming({ today, morning }: DemoDays): DemoEvent[] {
  const dentist = morning ? onDay(today, ['15:30', '16:15']) : onDay(today + dayMs, ['08:15', '09:00']);
  const saturday = weekdayFrom(today + 2 * dayMs, 6);
  const once = (name: string, event: Omit<DemoEvent, 'uid'>): DemoEvent => ({
    uid: `${name}-${wallToIsoDate(event.start)}@family.example`,
    ...event,
  });
  return [
    once('dentist', {
      ...dentist,
      summary: 'Dentist (Elis)',
      location: 'Park Dental Care, Station Road 12',
      description: 'Check-up. Bring the form; parking in the yard.',
    }),
    once('parents-evening', {
      ...onDay(today + 3 * dayMs, ['18:00', '19:30']),
      summary: 'Parents’ evening',
      location: 'Linden School',
    }),
    once('car', {
      ...onDay(today + 6 * dayMs, ['07:30', '08:00']),
      summary: 'Leave the car for service',
      location: 'North Garage',
    }),
    once('dinner', { ...onDay(saturday, ['18:30', '22:30']), summary: 'Dinner with Maja and Pekka' }),
    once('cabin', {
      summary: 'Weekend at the cabin',
      start: saturday + 13 * dayMs,
      end: saturday + 16 * dayMs,
      allDay: true,
      location: 'Birch Lake',
    }),
    once('vet', { ...onDay(today + 12 * dayMs, ['16:45', '17:15']), summary: 'Vet: vaccination (Bosse)' }),
  ];
}

function onDay(day: number, hours: readonly [string, string]): { start: number; end: number } {
  return { start: at(day, hours[0]), end: at(day, hours[1]) };
}
