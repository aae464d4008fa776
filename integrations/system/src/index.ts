import { defineIntegration, seconds } from '@lifeops/lib';
import { configSchema, optionsSchema } from './config.ts';
import { machineBinarySensors } from './entities/binary-sensor.ts';
import { machineSensors } from './entities/sensor.ts';

export default defineIntegration({
  id: 'system',
  needs: ['machine'],
  config: configSchema,
  options: optionsSchema,

  async setup({ options, hub }) {
    const { hostname, system } = await hub.machine.read();
    const figures = hub.coordinator({
      every: seconds(options.every_seconds),
      fetch: () => hub.machine.read(),
    });
    hub.device({ key: 'machine', name: hostname, model: system }, figures, [
      ...machineSensors,
      ...machineBinarySensors(options.disk_alert_percent),
    ]);
  },
});
