import { asError } from '@lifeops/lib';
import type { ClockDep, MachineFigures, MachinePort } from '@lifeops/lib';
import type { HealthRegistry, HealthReporter } from './health-registry.ts';

/** As `/status` shows the machine. */
export interface MachineReport {
  readonly cpu_percent: number | null;
  readonly memory_bytes: number;
  readonly memory_free_bytes: number;
  readonly disk_free_bytes: number | null;
  readonly disk_used_percent: number | null;
  readonly loop_delay_ms: number;
}

/** Network interfaces that are up and lead out of the machine, by name. */
export interface NetworkPort {
  readonly interfaces: () => readonly string[];
}

export interface MachineLimits {
  /** Percent in use over which the disk counts as degraded. */
  readonly diskPercent: number;
  /** Percent in use over which memory counts as degraded. */
  readonly memoryPercent: number;
  /** p99 delay of the loop over which the hub counts as degraded. */
  readonly loopDelayMs: number;
}

export const machineLimits: MachineLimits = { diskPercent: 80, memoryPercent: 95, loopDelayMs: 250 };

/** Figures younger than this are not read again: shares are measured between two readings. */
const freshMs = 5000;

/**
 * Reads the machine when somebody asks, at most every five seconds, and tells the health of disk, memory, network and
 * loop by it. Call `read` now and then to keep that health current.
 */
export class MachineWatch implements Disposable {
  readonly #deps: ClockDep & { readonly machine: MachinePort; readonly network: NetworkPort };
  readonly #limits: MachineLimits;
  readonly #parts: Readonly<Record<'disk' | 'memory' | 'network' | 'loop', HealthReporter>>;
  #last: { readonly at: number; readonly figures: Promise<MachineFigures> } | undefined;

  constructor(
    deps: ClockDep & {
      readonly machine: MachinePort;
      readonly network: NetworkPort;
      readonly health: HealthRegistry;
    },
    limits: MachineLimits = machineLimits,
  ) {
    this.#deps = deps;
    this.#limits = limits;
    const { health } = deps;
    this.#parts = {
      disk: health.part('disk'),
      memory: health.part('memory'),
      network: health.part('network'),
      loop: health.part('event loop'),
    };
  }

  /** Rejects when the machine cannot be read; the disk then counts as failed. */
  read(): Promise<MachineFigures> {
    const now = this.#deps.clock.monotonic();
    if (this.#last && now - this.#last.at < freshMs) return this.#last.figures;
    const figures = this.#read();
    this.#last = { at: now, figures };
    return figures;
  }

  async report(): Promise<MachineReport> {
    const figures = await this.read();
    return {
      cpu_percent: round(figures.cpuPercent),
      memory_bytes: figures.memoryTotalBytes,
      memory_free_bytes: figures.memoryFreeBytes,
      disk_free_bytes: figures.diskFreeBytes,
      disk_used_percent: usedPercent(figures.diskTotalBytes, figures.diskFreeBytes),
      loop_delay_ms: round(figures.loopDelayMs),
    };
  }

  [Symbol.dispose](): void {
    for (const part of Object.values(this.#parts)) part[Symbol.dispose]();
  }

  async #read(): Promise<MachineFigures> {
    try {
      const figures = await this.#deps.machine.read();
      this.#judge(figures);
      return figures;
    } catch (cause) {
      this.#parts.disk.failed(`The machine's figures cannot be read: ${asError(cause).message}`);
      throw cause;
    }
  }

  #judge(figures: MachineFigures): void {
    const { diskPercent, memoryPercent, loopDelayMs } = this.#limits;
    const { disk, memory, network, loop } = this.#parts;
    const diskUsed = usedPercent(figures.diskTotalBytes, figures.diskFreeBytes);
    if (diskUsed !== null && diskUsed > diskPercent)
      disk.degraded(
        `More than ${diskPercent} % of the disk is in use. Delete old backups, or keep less history.`,
      );
    else disk.ok();
    const memoryUsed = usedPercent(figures.memoryTotalBytes, figures.memoryFreeBytes);
    if (memoryUsed !== null && memoryUsed > memoryPercent)
      memory.degraded(`More than ${memoryPercent} % of the memory is in use.`);
    else memory.ok();
    if (this.#deps.network.interfaces().length === 0)
      network.degraded('No network: only what is on this machine can be reached.');
    else network.ok();
    if (figures.loopDelayMs > loopDelayMs)
      loop.degraded(
        `The hub is late by more than ${loopDelayMs} ms now and then: the machine is overloaded.`,
      );
    else loop.ok();
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
const usedPercent = (total: number, free: number): number | null =>
  total > 0 ? round((100 * (total - free)) / total) : null;
