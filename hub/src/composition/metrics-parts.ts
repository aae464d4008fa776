import type { MetricsText } from '../api/http/metrics-route.ts';
import { durationBuckets } from '../api/http/route-statistics.ts';
import type { RouteStatistics } from '../api/http/route-statistics.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { HealthRegistry } from '../supervisor/health-registry.ts';
import { Metrics } from '../supervisor/metrics.ts';
import type { HubOptions } from './hub.ts';
import type { IntegrationParts } from './integration-parts.ts';
import type { Kernel } from './kernel.ts';
import type { RecordedCaller } from './recorded-caller.ts';

/** `/metrics`: what the hub counts anyway, read when somebody asks. */
export function hubMetrics(deps: {
  readonly options: HubOptions;
  readonly kernel: Kernel;
  readonly integrations: IntegrationParts;
  readonly recorder: Recorder;
  readonly caller: RecordedCaller;
  readonly health: HealthRegistry;
  readonly statistics: RouteStatistics;
}): MetricsText {
  const { options, kernel, integrations, recorder, health } = deps;
  const metrics = new Metrics({
    version: options.version,
    seq: () => kernel.bus.seq,
    subscriptions: () => kernel.bus.listenerCount,
    entities: () => kernel.states.size,
    entries: () =>
      countBy(integrations.entries.all().map(({ uid }) => integrations.entries.status(uid).state)),
    recorder: () => ({
      queued: recorder.waitingRows,
      failures: recorder.failureCount,
      rows: recorder.writtenRows,
    }),
    requests: () => ({ bounds: durationBuckets, routes: deps.statistics.routes() }),
    serviceCalls: () => deps.caller.outcomes,
    logLines: () => options.log.counts,
    health: () => health.parts(),
    machine: () => options.machine.read(),
  });
  return {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    text: async () => (await metrics.page()).body,
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
