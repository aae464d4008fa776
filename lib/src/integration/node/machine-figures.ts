import { readFile, readdir, statfs } from 'node:fs/promises';
import { cpus, freemem, hostname, loadavg, release, totalmem, type, uptime } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MachineFigures, MachinePort } from '../ports.ts';

const nanosPerMilli = 1e6;

/** Reads this machine's figures. `dataFolder` is the folder whose disk is told of. Dispose it to stop measuring the loop. */
export class NodeMachine implements MachinePort, Disposable {
  readonly #dataFolder: string;
  readonly #loop = monitorEventLoopDelay({ resolution: 20 });
  #before = cpuTimes();

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  async read(): Promise<MachineFigures> {
    const [disk, temperature] = await Promise.all([statfs(this.#dataFolder), hottest()]);
    const loopDelayMs = this.#loopDelay();
    return {
      cpuPercent: this.#cpuPercent(),
      memoryTotalBytes: totalmem(),
      memoryFreeBytes: freemem(),
      diskTotalBytes: disk.blocks * disk.bsize,
      diskFreeBytes: disk.bavail * disk.bsize,
      load: loadavg()[0] ?? 0,
      uptimeSeconds: uptime(),
      processMemoryBytes: process.memoryUsage.rss(),
      loopDelayMs,
      temperatureCelsius: temperature,
      hostname: hostname(),
      system: `${type()} ${release()}`,
      nodeVersion: process.versions.node,
    };
  }

  [Symbol.dispose](): void {
    this.#loop.disable();
  }

  /** The monitor starts with the first reading, which has nothing to tell yet. */
  #loopDelay(): number {
    this.#loop.enable();
    const measured = this.#loop.percentile(99);
    this.#loop.reset();
    const delay = measured / nanosPerMilli - 20;
    return Number.isFinite(delay) ? Math.max(0, delay) : 0;
  }

  #cpuPercent(): number {
    const before = this.#before;
    const now = (this.#before = cpuTimes());
    const total = now.total - before.total;
    return total <= 0 ? 0 : Math.min(100, Math.max(0, 100 * (1 - (now.idle - before.idle) / total)));
  }
}

function cpuTimes(): { readonly idle: number; readonly total: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (time: (typeof times)[number]) => number) =>
    times.reduce((total, time) => total + of(time), 0);
  return {
    idle: sum(({ idle }) => idle),
    total: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  };
}

/** The hottest thermal zone that Linux tells of, in °C; null elsewhere. */
async function hottest(): Promise<number | null> {
  const folder = '/sys/class/thermal';
  const zones = await readdir(folder).catch(() => []);
  const readings = await Promise.all(
    zones
      .filter((zone) => zone.startsWith('thermal_zone'))
      .map((zone) =>
        readFile(`${folder}/${zone}/temp`, 'utf8').then(
          (text) => Number(text) / 1000,
          () => Number.NaN,
        ),
      ),
  );
  const valid = readings.filter((celsius) => Number.isFinite(celsius));
  return valid.length === 0 ? null : Math.max(...valid);
}
