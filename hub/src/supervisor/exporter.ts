import { asError } from '@lifeops/lib';
import type { ClockDep, LogDep } from '@lifeops/lib';
import type { Gauge, Registry } from 'prom-client';

export type PromClient = typeof import('prom-client');

/**
 * The base of a domain's exporter: beside the domain's own metrics it tells its version (`<prefix>_info`), whether the
 * last export went well (`<prefix>_up`) and how long it took (`<prefix>_export_duration_seconds`).
 */
export abstract class Exporter {
  abstract readonly prefix: string;
  abstract readonly version: string;
  readonly #deps: ClockDep & LogDep;
  #up: Gauge | undefined;
  #duration: Gauge | undefined;

  constructor(deps: ClockDep & LogDep) {
    this.#deps = deps;
  }

  /** Makes the domain's metrics, once, in this registry. */
  protected abstract define(prom: PromClient, registry: Registry): void;
  /** Sets them; called before every scrape. When it throws, the last values stay and `up` is 0. */
  protected abstract update(): void | Promise<void>;

  register(prom: PromClient, registry: Registry): void {
    const { prefix, version } = this;
    const registers = [registry];
    new prom.Gauge({
      name: `${prefix}_info`,
      help: 'The version of the exporter; always 1',
      labelNames: ['version'],
      registers,
    }).set({ version }, 1);
    this.#up = new prom.Gauge({ name: `${prefix}_up`, help: 'Whether the last export went well', registers });
    this.#duration = new prom.Gauge({
      name: `${prefix}_export_duration_seconds`,
      help: 'How long the last export took',
      registers,
    });
    this.define(prom, registry);
  }

  /** Never rejects. */
  async refresh(): Promise<void> {
    const { clock, log } = this.#deps;
    const from = clock.monotonic();
    try {
      await this.update();
      this.#up?.set(1);
    } catch (cause) {
      this.#up?.set(0);
      log.warn('An exporter of metrics failed', { exporter: this.prefix, error: asError(cause) });
    }
    this.#duration?.set((clock.monotonic() - from) / 1000);
  }
}
