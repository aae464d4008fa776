import { performance } from 'node:perf_hooks';
import type { MetricReading, MetricType } from '../hub-figures.ts';

/** The process as Prometheus clients name it (prometheus.io/docs/instrumenting/writing_clientlibs). */
export function processReadings(): readonly MetricReading[] {
  const cpu = process.cpuUsage();
  const memory = process.memoryUsage();
  const reading = (name: string, help: string, type: MetricType, value: number): MetricReading => ({
    name,
    help,
    type,
    samples: [{ value }],
  });
  return [
    reading(
      'process_cpu_seconds_total',
      'Processor time in seconds',
      'counter',
      (cpu.user + cpu.system) / 1e6,
    ),
    reading(
      'process_start_time_seconds',
      'Start of the process',
      'gauge',
      Math.round(performance.timeOrigin / 1000),
    ),
    reading('process_resident_memory_bytes', 'Resident memory', 'gauge', memory.rss),
    reading('nodejs_heap_size_used_bytes', 'Heap in use', 'gauge', memory.heapUsed),
    reading('nodejs_heap_size_total_bytes', 'Heap', 'gauge', memory.heapTotal),
    reading('nodejs_external_memory_bytes', 'Memory outside of the heap', 'gauge', memory.external),
    {
      name: 'nodejs_version_info',
      help: 'The version of Node.js; always 1',
      type: 'gauge',
      samples: [{ labels: { version: process.version }, value: 1 }],
    },
  ];
}
