import { sensor } from '@lifeops/lib';
import type { Entity, MachineFigures } from '@lifeops/lib';

const gib = 1024 ** 3;
const share = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((1000 * part) / whole) / 10 : null;
const size = (bytes: number): number => Math.round((100 * bytes) / gib) / 100;
const diagnostic = { category: 'diagnostic', stateClass: 'measurement' } as const;

export const machineSensors: readonly Entity<MachineFigures>[] = [
  sensor({
    key: 'cpu',
    ...diagnostic,
    unit: '%',
    precision: 0,
    record: { deadband: 2 },
    read: (m) => Math.round(m.cpuPercent * 10) / 10,
  }),
  sensor({
    key: 'memory_used',
    ...diagnostic,
    unit: '%',
    precision: 0,
    record: { deadband: 1 },
    read: (m) => share(m.memoryTotalBytes - m.memoryFreeBytes, m.memoryTotalBytes),
  }),
  sensor({
    key: 'memory_free',
    ...diagnostic,
    deviceClass: 'data_size',
    unit: 'GiB',
    enabledByDefault: false,
    read: (m) => size(m.memoryFreeBytes),
  }),
  sensor({
    key: 'disk_used',
    ...diagnostic,
    unit: '%',
    precision: 0,
    read: (m) => share(m.diskTotalBytes - m.diskFreeBytes, m.diskTotalBytes),
  }),
  sensor({
    key: 'disk_free',
    ...diagnostic,
    deviceClass: 'data_size',
    unit: 'GiB',
    precision: 1,
    record: { deadband: 0.1 },
    read: (m) => size(m.diskFreeBytes),
  }),
  sensor({
    key: 'load',
    ...diagnostic,
    precision: 2,
    enabledByDefault: false,
    read: (m) => Math.round(m.load * 100) / 100,
  }),
  sensor({
    key: 'hub_memory',
    ...diagnostic,
    deviceClass: 'data_size',
    unit: 'MiB',
    precision: 0,
    record: { deadband: 2 },
    read: (m) => Math.round(m.processMemoryBytes / 1024 ** 2),
  }),
  sensor({
    key: 'loop_delay',
    ...diagnostic,
    deviceClass: 'duration',
    unit: 'ms',
    precision: 1,
    record: { deadband: 5 },
    read: (m) => Math.round(m.loopDelayMs * 10) / 10,
  }),
  sensor({
    key: 'temperature',
    ...diagnostic,
    deviceClass: 'temperature',
    unit: '°C',
    exists: (m) => m.temperatureCelsius !== null,
    read: (m) => m.temperatureCelsius,
  }),
  sensor({
    key: 'started',
    category: 'diagnostic',
    deviceClass: 'duration',
    unit: 's',
    precision: 0,
    record: 'none',
    enabledByDefault: false,
    read: (m) => Math.round(m.uptimeSeconds),
  }),
];
