import type { JsonObject } from '@lifeops/lib';
import type { CalendarSimulator } from './simulator.ts';

/** The configuration of an entry in demo mode: the family's calendar of this simulator. */
export const demoConfig = ({ urls }: Pick<CalendarSimulator, 'urls'>): JsonObject => ({
  source: { type: 'ics', url: urls.family },
  allowed_hosts: ['127.0.0.1'],
});
