import { defineIntegration, minutes } from '@lifeops/lib';
import type { Clock } from '@lifeops/lib';
import { configSchema } from './config.ts';
import { sunBinarySensors } from './entities/binary-sensor.ts';
import { sunSensors } from './entities/sensor.ts';
import { nextChange, sunAt } from './vendor/sun.ts';
import type { Place, Sun } from './vendor/sun.ts';

export default defineIntegration({
  id: 'sun',
  needs: ['clock'],
  config: configSchema,

  setup({ hub }) {
    const sun = hub.push({ stream: (signal) => sunOver(hub.site, hub.clock, signal) });
    hub.device({ key: 'sun', kind: 'service' }, sun, [...sunBinarySensors, ...sunSensors]);
  },
});

/** Each minute for the angles, and at the moment itself for rising, setting and the rest. */
async function* sunOver(place: Place, clock: Clock, signal: AbortSignal): AsyncGenerator<Sun> {
  for (;;) {
    const now = clock.now();
    const sun = sunAt(now, place);
    yield sun;
    await clock.sleep(Math.max(1, Math.min(minutes(1), nextChange(sun) - now)), signal);
  }
}
