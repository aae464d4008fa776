import * as prom from 'prom-client';
import type { Exporter } from './exporter.ts';
import { hubReadings } from './hub-figures.ts';
import type { HubFigures, MetricReading, RequestTotals } from './hub-figures.ts';
import type { MetricsPage } from './metrics.ts';
import { processReadings } from './node/process-readings.ts';

/**
 * The page of `/metrics` in the Prometheus text format. Values are read when it is asked for: prom-client's default
 * metrics would keep a timer and an observer of the garbage collector running for them.
 */
export function prometheusPage(
  figures: HubFigures,
  exporters: readonly Exporter[],
): () => Promise<MetricsPage> {
  const exported = new prom.Registry();
  for (const exporter of exporters) exporter.register(prom, exported);
  return async () => {
    const registry = new prom.Registry();
    await Promise.all(exporters.map((exporter) => exporter.refresh()));
    for (const reading of [...(await hubReadings(figures)), ...processReadings()]) {
      registry.registerMetric(asMetric(reading.name, () => described(reading)));
    }
    const requests = figures.requests?.();
    if (requests) registry.registerMetric(asMetric(durations, () => requestHistogram(requests)));
    const [own, rest] = await Promise.all([registry.metrics(), exported.metrics()]);
    return {
      contentType: registry.contentType,
      body: [own, rest].filter((text) => text.trim() !== '').join('\n'),
    };
  };
}

type PromMetric = Parameters<prom.Registry['registerMetric']>[0];

/** A metric whose values are made when it is read; of prom-client's interface the registry needs only these. */
function asMetric(name: string, get: () => object): PromMetric {
  return { name, get: async () => get(), reset() {} } as unknown as PromMetric;
}

const described = ({ name, help, type, samples }: MetricReading) => ({
  name,
  help,
  type,
  aggregator: 'sum',
  values: samples.map(({ labels = {}, value }) => ({ labels, value })),
});

const durations = 'lifeops_http_request_duration_seconds';

/** Buckets count all below their bound, as the format wants it. */
function requestHistogram({ bounds, routes }: RequestTotals) {
  const values = routes.flatMap(({ route, method, count, totalSeconds, byDuration }) => {
    const labels = { route, method };
    let below = 0;
    const bounded = bounds.map((bound, place) => {
      below += byDuration[place] ?? 0;
      return { labels: { ...labels, le: bound }, value: below, metricName: `${durations}_bucket` };
    });
    return [
      ...bounded,
      { labels: { ...labels, le: '+Inf' }, value: count, metricName: `${durations}_bucket` },
      { labels, value: totalSeconds, metricName: `${durations}_sum` },
      { labels, value: count, metricName: `${durations}_count` },
    ];
  });
  return {
    name: durations,
    help: 'Requests of the API by route and method',
    type: 'histogram',
    aggregator: 'sum',
    values,
  };
}
