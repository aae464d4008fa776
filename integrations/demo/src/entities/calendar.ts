import { calendar, Forbidden, NotFound } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Agenda } from '../vendor/agenda.ts';
import { withEvent, withoutEvent } from '../vendor/agenda.ts';
import type { House } from '../vendor/house.ts';

export const householdCalendar = (house: House): Entity<Agenda> =>
  calendar({
    key: 'calendar',
    name: null,
    features: ['create', 'delete'],
    events: ({ recurring, own }) => [...recurring, ...own],
    commands: {
      createEvent: ({ summary, start, end, all_day = false, description = '', location = '' }) =>
        house.change('agenda', (agenda) =>
          withEvent(
            agenda,
            { title: summary, start, end, allDay: all_day, description, location },
            house.time,
          ),
        ),
      deleteEvent: ({ uid }) => {
        const { own, recurring } = house.state.agenda;
        if (recurring.some((event) => event.uid === uid)) {
          throw new Forbidden('The habits of this household cannot be removed; remove what you added.');
        }
        if (!own.some((event) => event.uid === uid)) throw new NotFound('There is no such event.');
        house.change('agenda', (agenda) => withoutEvent(agenda, uid));
      },
    },
  });
