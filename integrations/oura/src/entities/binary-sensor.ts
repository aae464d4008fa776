import { binarySensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { OuraView } from '../vendor/oura-view.ts';
import { from } from './reading.ts';

export const ouraBinarySensors: readonly Entity<OuraView>[] = [
  binarySensor({
    key: 'low_battery_during_sleep',
    deviceClass: 'problem',
    category: 'diagnostic',
    read: from('sleep', ({ night }) => night?.low_battery_alert),
  }),
  binarySensor({ key: 'rest_mode', read: from('rest_mode_period', ({ isResting }) => isResting) }),
  binarySensor({
    key: 'ring_charging',
    deviceClass: 'battery_charging',
    read: from('ring_battery_level', ({ battery }) => battery?.charging),
  }),
];
