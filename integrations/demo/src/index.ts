import { defineIntegration, minutes } from '@lifeops/lib';
import { configSchema } from './config.ts';
import { furnish } from './entities/furnish.ts';
import { House } from './vendor/house.ts';
import { houseMemorySchema, remember } from './vendor/house-memory.ts';

export default defineIntegration({
  id: 'demo',
  needs: ['clock', 'random', 'store'],
  config: configSchema,

  async setup({ hub }) {
    const memory = await hub.store.get('house', houseMemorySchema);
    const { latitude, longitude, timeZone } = hub.site;
    const house = hub.use(
      new House(hub, {
        seed: memory?.seed ?? Math.floor(hub.random.next() * 2 ** 31),
        place: { latitude, longitude },
        timeZone,
        meters: memory,
      }),
    );
    furnish(house, hub);
    house.start();
    await hub.store.set('house', remember(house));
    hub.every(minutes(10), () => hub.store.set('house', remember(house)));
  },
});
