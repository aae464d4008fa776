import { defineIntegration, minutes, secret, sensor, toggle, z } from '@lifeops/lib';
import { PoolClient } from './vendor/pool-client.ts';

export default defineIntegration({
  id: 'pool',
  needs: ['fetch'],
  config: z.object({ host: z.hostname(), token: secret(z.string()) }),

  setup({ config, hub }) {
    const client = new PoolClient(config, hub);
    const readings = hub.coordinator({ every: minutes(5), fetch: (signal) => client.readings(signal) });

    hub.device({ key: config.host, manufacturer: 'Acme', model: 'Pool 3' }, readings, [
      sensor({ key: 'water', deviceClass: 'temperature', unit: '°C', read: (r) => r.celsius }),
      toggle({
        key: 'pump',
        read: (r) => r.pumpOn,
        commands: { turnOn: () => client.pump(true), turnOff: () => client.pump(false) },
      }),
    ]);
  },
});
