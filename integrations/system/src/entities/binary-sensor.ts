import { binarySensor } from '@lifeops/lib';
import type { Entity, MachineFigures } from '@lifeops/lib';

/** On when more than `alertPercent` of the disk is in use. */
export const machineBinarySensors = (alertPercent: number): readonly Entity<MachineFigures>[] => [
  binarySensor({
    key: 'disk_nearly_full',
    category: 'diagnostic',
    deviceClass: 'problem',
    read: (m) =>
      m.diskTotalBytes > 0
        ? (m.diskTotalBytes - m.diskFreeBytes) / m.diskTotalBytes > alertPercent / 100
        : null,
  }),
];
