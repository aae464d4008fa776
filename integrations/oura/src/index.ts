import { defineIntegration, hours, minutes, z } from '@lifeops/lib';
import { configSchema, optionsSchema } from './config.ts';
import { ouraBinarySensors } from './entities/binary-sensor.ts';
import { activitySensors, readinessSensors, wellbeingSensors } from './entities/day-sensor.ts';
import { pulseSensors, ringSensors, workoutSensors } from './entities/moment-sensor.ts';
import { sleepSensors } from './entities/sleep-sensor.ts';
import { connect } from './vendor/connect.ts';
import { currentRing } from './vendor/device-documents.ts';
import { LocalDays } from './vendor/local-day.ts';
import { NightNewsreader } from './vendor/night-news.ts';
import type { NightReady } from './vendor/night-news.ts';
import { OuraSync } from './vendor/oura-sync.ts';
import { signInFlow } from './vendor/sign-in-flow.ts';
import { healthPoints, sleepPoints } from './vendor/series-points.ts';

declare module '@lifeops/lib' {
  interface EventMap {
    /** The night of today is whole: its sleep and its score are there. Once per day and sleep. */
    'oura.sleep_ready': NightReady;
    /** It was revised after that. */
    'oura.sleep_revised': NightReady;
  }
}

const nightSchema = z.object({
  day: z.string(),
  sleep_id: z.string(),
  score: z.number(),
  total_sleep_seconds: z.number().nullable(),
});

export default defineIntegration({
  id: 'oura',
  needs: ['fetch', 'store', 'secrets', 'series', 'clock', 'random'],
  config: configSchema,
  options: optionsSchema,
  events: { 'oura.sleep_ready': nightSchema, 'oura.sleep_revised': nightSchema },

  flows: { user: signInFlow, reauth: signInFlow },

  async setup({ config, options, hub }) {
    const { client, keeper } = connect(config, hub);
    hub.use(keeper);
    const { id } = await client.personalInfo(hub.signal);
    const rings = await client.rings(hub.signal).catch(() => undefined);
    const ring = currentRing(rings?.documents ?? []);

    const days = new LocalDays(hub.site.timeZone);
    const sync = new OuraSync({ client, clock: hub.clock, log: hub.log, days });
    const news = new NightNewsreader(hub.store);
    const view = hub.coordinator({
      every: minutes(options.poll_minutes),
      staleAfter: hours(3),
      fetch: async (signal) => {
        const cycle = await sync.cycle(signal);
        await hub.series.write('health_metrics', healthPoints(cycle, days.offsetMinutes(hub.clock.now())));
        await hub.series.write('sleep_sessions', sleepPoints(cycle));
        const told = await news.read(cycle.view);
        if (told.kind !== 'none') hub.event(`oura.sleep_${told.kind}`, { ...told.night });
        return cycle.view;
      },
    });
    hub.device(
      {
        key: id,
        manufacturer: 'Oura',
        ...(ring?.hardware_type ? { model: ring.hardware_type } : {}),
        ...(ring?.firmware_version ? { softwareVersion: ring.firmware_version } : {}),
      },
      view,
      [
        ...sleepSensors,
        ...readinessSensors,
        ...activitySensors,
        ...wellbeingSensors,
        ...pulseSensors,
        ...workoutSensors,
        ...ringSensors,
        ...ouraBinarySensors,
      ],
    );
  },
});
