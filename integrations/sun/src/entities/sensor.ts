import { sensor } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { Sun } from '../vendor/sun.ts';

const angle = { unit: '°', stateClass: 'measurement', precision: 1 } as const;

export const sunSensors: readonly Entity<Sun>[] = [
  sensor({ key: 'elevation', ...angle, record: { deadband: 1 }, read: (sun) => sun.elevation }),
  sensor({
    key: 'azimuth',
    ...angle,
    stateClass: 'measurement_angle',
    record: { deadband: 5 },
    read: (sun) => sun.azimuth,
  }),
  sensor({ key: 'next_dawn', deviceClass: 'timestamp', read: (sun) => sun.nextDawn }),
  sensor({ key: 'next_rising', deviceClass: 'timestamp', read: (sun) => sun.nextRising }),
  sensor({
    key: 'next_noon',
    deviceClass: 'timestamp',
    enabledByDefault: false,
    read: (sun) => sun.nextNoon,
  }),
  sensor({ key: 'next_setting', deviceClass: 'timestamp', read: (sun) => sun.nextSetting }),
  sensor({ key: 'next_dusk', deviceClass: 'timestamp', read: (sun) => sun.nextDusk }),
  sensor({
    key: 'next_midnight',
    deviceClass: 'timestamp',
    enabledByDefault: false,
    read: (sun) => sun.nextMidnight,
  }),
];
