import { defineIntegration, seconds, secret, sensor, toggle, z } from '@lifeops/lib';
import { RillClient } from './vendor/rill-client.ts';

export default defineIntegration({
  id: 'rill',
  needs: ['fetch'],
  config: z.object({ url: z.url().describe('As http://192.168.1.40'), pin: secret(z.string()) }),

  setup({ config, hub }) {
    const client = new RillClient(config, hub);
    const status = hub.coordinator({ every: seconds(30), fetch: (signal) => client.status(signal) });

    hub.device({ key: 'pump', manufacturer: 'Acme', model: 'Rill' }, status, [
      sensor({ key: 'water', deviceClass: 'temperature', unit: '°C', read: (s) => s.celsius }),
      sensor({ key: 'flow', deviceClass: 'volume_flow_rate', unit: 'L/min', read: (s) => s.litresPerMinute }),
      toggle({
        key: 'running',
        read: (s) => s.running,
        commands: { turnOn: () => client.run(true), turnOff: () => client.run(false) },
      }),
    ]);
  },
});
