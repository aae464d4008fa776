import { binarySensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Sun } from '../vendor/sun.ts';

export const sunBinarySensors: readonly Entity<Sun>[] = [
  binarySensor({ key: 'up', name: 'up', read: (sun) => sun.up }),
  binarySensor({ key: 'rising', category: 'diagnostic', enabledByDefault: false, read: (sun) => sun.rising }),
];
