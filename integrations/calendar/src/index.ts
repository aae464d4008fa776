import { days, defineIntegration, minutes } from '@lifeops/lib';
import { configSchema, optionsSchema } from './config.ts';
import { calendarEntity } from './entities/calendar.ts';
import { calendarSensors } from './entities/sensor.ts';
import { CalendarFeed } from './vendor/calendar-feed.ts';
import { contentHash } from './vendor/content-hash.ts';
import { icsOver } from './vendor/fetch-ics.ts';

const usualInterval = minutes(30);

export default defineIntegration({
  id: 'calendar',
  needs: ['fetch', 'files', 'store', 'clock'],
  config: configSchema,
  options: optionsSchema,

  uniqueId: ({ source }) => contentHash(source.type === 'ics' ? source.url.reveal() : source.path),
  title: ({ source }) =>
    source.type === 'ics'
      ? new URL(source.url.reveal()).hostname
      : (source.path.split(/[\\/]/).at(-1) ?? 'Calendar'),

  async setup({ config: { source, allowed_hosts: allowedHosts }, options, hub }) {
    const feed = new CalendarFeed(
      {
        fetch: icsOver(hub.fetch),
        readFile: (path, signal) => hub.files.read(path, signal),
        store: hub.store,
        clock: hub.clock,
        log: hub.log,
      },
      {
        location:
          source.type === 'ics'
            ? { type: 'url', url: source.url.reveal(), allowedHosts }
            : { type: 'file', path: source.path },
        zone: hub.site.timeZone,
      },
    );
    // Opened before the coordinator is made: the publisher's wish for its interval stands in the calendar.
    let opened: Awaited<ReturnType<typeof feed.open>> | undefined = await feed.open(hub.signal);
    const wished = feed.refreshIntervalMs ?? usualInterval;
    const view = hub.coordinator({
      every: options.refresh_minutes > 0 ? minutes(options.refresh_minutes) : wished,
      staleAfter: days(7),
      fetch: async (signal) => {
        const first = opened;
        opened = undefined;
        return first ?? feed.refresh(signal);
      },
    });
    hub.device({ key: 'calendar', kind: 'service', model: 'iCalendar' }, view, [
      calendarEntity(options.hide_private),
      ...calendarSensors,
    ]);
  },
});
