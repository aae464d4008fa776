import { NotFound, Unavailable } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { MachineFigures } from '../integration/ports.ts';
import type { RuntimeIo } from '../integration/runtime-io.ts';
import type { FakeClock } from './fake-clock.ts';
import type { RecordedHttp } from './recorded-http.ts';

const loopback = new Set(['localhost', '127.0.0.1', '::1']);
const mib = 1024 * 1024;

const figures: MachineFigures = {
  cpuPercent: 10,
  memoryTotalBytes: 8192 * mib,
  memoryFreeBytes: 4096 * mib,
  diskTotalBytes: 65_536 * mib,
  diskFreeBytes: 32_768 * mib,
  load: 0.5,
  uptimeSeconds: 3600,
  processMemoryBytes: 120 * mib,
  loopDelayMs: 1,
  temperatureCelsius: 45,
  hostname: 'test',
  system: 'Test 1',
  nodeVersion: '24.0.0',
};

/** A machine for tests: recorded HTTP, files in memory, sockets to this machine alone. */
export const fakeIo = (options: {
  readonly clock: FakeClock;
  readonly random: Random;
  readonly http: RecordedHttp;
  readonly files: Readonly<Record<string, string>>;
  readonly machine: Partial<MachineFigures>;
  readonly connectTcp: RuntimeIo['connectTcp'];
}): RuntimeIo => ({
  clock: options.clock,
  random: options.random,
  fetch: options.http.fetch,
  readFile: async (path) => {
    const text = options.files[path];
    if (text === undefined) throw new NotFound(`There is no file ${path}.`);
    return text;
  },
  connectTcp: async (address, signal) => {
    if (!loopback.has(address.host))
      throw new Unavailable(`Tests reach no machine but their own: ${address.host}.`);
    return options.clock.track(options.connectTcp(address, signal));
  },
  machine: { read: async () => ({ ...figures, ...options.machine }) },
});
