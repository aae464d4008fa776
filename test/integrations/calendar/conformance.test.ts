import { days } from '@lifeops/lib';
import { conformance } from '@lifeops/lib/testing';
import calendar from '../../../integrations/calendar/src/index.ts';
import { packageOf } from '../package-of.ts';
import { calendarWorld } from './calendar-world.ts';

conformance(calendar, {
  ...packageOf('calendar'),
  world: async () => {
    const { simulator: _, ...world } = await calendarWorld();
    return { ...world, options: { refresh_minutes: 1440 } };
  },
  wrong: [
    { config: {}, field: 'source' },
    { config: { source: { type: 'ics', url: 'ftp://example.org/a.ics' } }, field: '/source/url' },
    { config: { source: { type: 'file' } }, field: '/source/path' },
    { config: { source: { type: 'carrier-pigeon' } }, field: '/source/type' },
  ],
  noticeMs: days(9),
});
