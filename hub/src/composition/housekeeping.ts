import { asError, every, hours } from '@lifeops/lib';
import type { ClockDep, LogDep } from '@lifeops/lib';
import type { Kernel } from './kernel.ts';
import type { Storage } from './storage.ts';

/** Once a day: free pages and fresh statistics for the application database; tombstones whose time is over go. */
export const keepHouse = ({ clock, log }: ClockDep & LogDep, storage: Storage, kernel: Kernel): Disposable =>
  every(
    clock,
    hours(24),
    async () => {
      const context = kernel.contexts.make('system', null);
      await kernel.registries.entities.purge(context);
      await kernel.registries.devices.purge(context);
      await storage.database.maintain();
    },
    (cause) =>
      log.warn('The daily housekeeping failed; it is tried again tomorrow', { error: asError(cause) }),
  );
