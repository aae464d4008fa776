import { isoDay } from './home-time.ts';
import type { HomeTime } from './home-time.ts';

/** An entry of the household's calendar, as the calendar domain has it. */
export interface AgendaEvent {
  readonly id: string;
  readonly uid: string;
  readonly recurrenceId: string | null;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly location: string;
  readonly description: string;
}
export interface Agenda {
  /** Local day for which the recurring entries were laid out. */
  readonly day: number;
  readonly recurring: readonly AgendaEvent[];
  /** Entries that a person added. */
  readonly own: readonly AgendaEvent[];
  readonly made: number;
}

interface Habit {
  readonly uid: string;
  readonly title: string;
  readonly location?: string;
  readonly isOn: (day: number, weekday: number) => boolean;
  /** Minutes of the day; null takes the whole day. */
  readonly minutes: readonly [number, number] | null;
}

const habits: readonly Habit[] = [
  {
    uid: 'football',
    title: 'Football practice',
    location: 'Sports ground',
    isOn: (_, weekday) => weekday === 2,
    minutes: [1050, 1140],
  },
  {
    uid: 'yoga',
    title: 'Yoga',
    location: 'Community hall',
    isOn: (_, weekday) => weekday === 1,
    minutes: [1080, 1140],
  },
  {
    uid: 'cleaning',
    title: 'Cleaning',
    isOn: (day, weekday) => weekday === 4 && day % 14 < 7,
    minutes: [600, 720],
  },
  { uid: 'dinner', title: 'Family dinner', isOn: (_, weekday) => weekday === 6, minutes: [1020, 1170] },
  { uid: 'standup', title: 'Team meeting', isOn: (_, weekday) => weekday < 5, minutes: [555, 570] },
  { uid: 'plants', title: 'Water the plants', isOn: (day) => day % 5 === 0, minutes: null },
];
const daysBack = 31;
const daysAhead = 120;

/** Lays the recurring entries out around a day; what a person added stays. */
export function agendaFor(day: number, time: HomeTime, before?: Agenda): Agenda {
  if (before?.day === day) return before;
  const recurring: AgendaEvent[] = [];
  for (let each = day - daysBack; each <= day + daysAhead; each++) {
    const weekday = (each + 3) % 7;
    for (const { uid, title, location = '', isOn, minutes } of habits) {
      if (!isOn(each, weekday)) continue;
      const [from, to] = minutes ?? [0, 1440];
      recurring.push({
        id: `${uid}/${isoDay(each)}`,
        uid,
        recurrenceId: isoDay(each),
        title,
        start: time.instantOf(each, from),
        end: time.instantOf(to === 1440 ? each + 1 : each, to % 1440),
        allDay: minutes === null,
        startDate: minutes === null ? isoDay(each) : null,
        endDate: minutes === null ? isoDay(each + 1) : null,
        location,
        description: '',
      });
    }
  }
  return { day, recurring, own: before?.own ?? [], made: before?.made ?? 0 };
}

export type NewEvent = Pick<AgendaEvent, 'title' | 'start' | 'end' | 'allDay' | 'location' | 'description'>;

/** Whole days are named by the calendar's own days. */
export function withEvent(agenda: Agenda, event: NewEvent, time: HomeTime): Agenda {
  const uid = `own-${agenda.made + 1}`;
  const dates = event.allDay ? [event.start, event.end].map((at) => isoDay(time.at(at).day)) : [];
  const [startDate = null, endDate = null] = dates;
  return {
    ...agenda,
    own: [...agenda.own, { ...event, id: uid, uid, recurrenceId: null, startDate, endDate }],
    made: agenda.made + 1,
  };
}

export const withoutEvent = (agenda: Agenda, uid: string): Agenda => ({
  ...agenda,
  own: agenda.own.filter((event) => event.uid !== uid),
});
