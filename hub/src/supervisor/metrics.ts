import type { Exporter } from './exporter.ts';
import type { HubFigures } from './hub-figures.ts';

/** `/metrics`: text and its content type. */
export interface MetricsPage {
  readonly contentType: string;
  readonly body: string;
}

/** The hub's metrics. They cost nothing until somebody asks for them. */
export class Metrics {
  readonly #figures: HubFigures;
  readonly #exporters: Exporter[] = [];
  #page: Promise<() => Promise<MetricsPage>> | undefined;

  constructor(figures: HubFigures) {
    this.#figures = figures;
  }

  /** Adds a domain's metrics; names are unique over all exporters. */
  add(exporter: Exporter): void {
    this.#exporters.push(exporter);
    this.#page = undefined;
  }

  async page(): Promise<MetricsPage> {
    this.#page ??= import('./prometheus.ts').then(({ prometheusPage }) =>
      prometheusPage(this.#figures, [...this.#exporters]),
    );
    return (await this.#page)();
  }
}
