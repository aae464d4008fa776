import { update } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import { install } from '../vendor/router.ts';
import type { Router } from '../vendor/router.ts';

export const routerUpdate = (house: House): Entity<Router> =>
  update({
    key: 'firmware',
    deviceClass: 'firmware',
    category: 'config',
    features: ['install', 'progress'],
    read: (router) => ({
      value: router.installed !== router.latest,
      attributes: {
        installed_version: router.installed,
        latest_version: router.latest,
        release_summary: 'Steadier Wi-Fi in the garden.',
        in_progress: router.installStartedAt !== null,
        update_percentage: router.progress,
      },
    }),
    commands: { install: () => house.change('router', install) },
  });
