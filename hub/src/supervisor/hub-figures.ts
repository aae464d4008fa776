import type { LogLevel, MachineFigures } from '@lifeops/lib';
import type { ReportedHealth } from './health-registry.ts';

/**
 * What the hub counts anyway, read when metrics are asked for. A source that is left out has no metric. All are cheap;
 * totals count from the start of the process.
 */
export interface HubFigures {
  readonly version?: string;
  readonly stateWrites?: () => number;
  readonly busEvents?: () => number;
  /** The bus's last number. */
  readonly seq?: () => number;
  readonly subscriptions?: () => number;
  readonly entities?: () => number;
  /** Entries by their state: `ready`, `retrying`, … */
  readonly entries?: () => Readonly<Record<string, number>>;
  readonly recorder?: () => { readonly queued: number; readonly failures: number; readonly rows: number };
  readonly requests?: () => RequestTotals;
  /** Open sockets of clients. */
  readonly sockets?: () => number;
  /** Calls of services by outcome. */
  readonly serviceCalls?: () => Readonly<Record<string, number>>;
  readonly logLines?: () => Readonly<Record<LogLevel, number>>;
  readonly health?: () => readonly ReportedHealth[];
  readonly machine?: () => Promise<MachineFigures>;
}

/** Requests of the API since the start. */
export interface RequestTotals {
  /** Upper bounds of `byDuration`, seconds. */
  readonly bounds: readonly number[];
  readonly routes: readonly RouteTotals[];
}

export interface RouteTotals {
  readonly method: string;
  /** The pattern (`/api/v1/states/{entity_id}`), never a path as asked. */
  readonly route: string;
  readonly byStatus: ReadonlyMap<number, number>;
  readonly count: number;
  readonly totalSeconds: number;
  /** Requests that took at most the bound of the same place and more than the one before. */
  readonly byDuration: readonly number[];
}

export type MetricType = 'counter' | 'gauge';

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One metric with its values of now. */
export interface MetricReading {
  readonly name: string;
  readonly help: string;
  readonly type: MetricType;
  readonly samples: readonly Sample[];
}

/** The hub's own counters and gauges, machine included. Names follow prometheus.io/docs/practices/naming. */
export async function hubReadings(figures: HubFigures): Promise<readonly MetricReading[]> {
  const recorder = figures.recorder?.();
  return [
    gauge('lifeops_info', 'The version of the hub; always 1', info(figures.version)),
    counter('lifeops_state_writes_total', 'Changes of states', single(figures.stateWrites)),
    counter('lifeops_bus_events_total', 'Events on the bus', single(figures.busEvents)),
    gauge('lifeops_seq', 'Number of the last event; goes on over restarts', single(figures.seq)),
    gauge('lifeops_subscriptions', 'Listeners to states and events', single(figures.subscriptions)),
    gauge('lifeops_entities', 'Entities with a state', single(figures.entities)),
    gauge('lifeops_config_entries', 'Config entries by state', byLabel('state', figures.entries)),
    gauge('lifeops_recorder_queue_rows', 'Rows that wait to be written', only(recorder?.queued)),
    counter('lifeops_recorder_failures_total', 'Failed writes of the recorder', only(recorder?.failures)),
    counter('lifeops_recorder_rows_total', 'Rows written by the recorder', only(recorder?.rows)),
    counter(
      'lifeops_http_requests_total',
      'Requests of the API by status',
      requestSamples(figures.requests?.()),
    ),
    gauge('lifeops_sockets', 'Open sockets of clients', single(figures.sockets)),
    counter(
      'lifeops_service_calls_total',
      'Calls of services by outcome',
      byLabel('outcome', figures.serviceCalls),
    ),
    counter('lifeops_log_lines_total', 'Records of the log by level', byLabel('level', figures.logLines)),
    gauge(
      'lifeops_part_healthy',
      'Whether a part of the hub is well',
      (figures.health?.() ?? []).map(partSample),
    ),
    ...machineReadings(await figures.machine?.()),
  ].filter(({ samples }) => samples.length > 0);
}

function machineReadings(machine: MachineFigures | undefined): readonly MetricReading[] {
  if (!machine) return [];
  const reading = (name: string, help: string, value: number | null) =>
    gauge(name, help, only(value ?? undefined));
  return [
    reading(
      'lifeops_machine_cpu_percent',
      'Share of all cores in use since the last reading',
      machine.cpuPercent,
    ),
    reading('lifeops_machine_memory_bytes', 'Memory of the machine', machine.memoryTotalBytes),
    reading('lifeops_machine_memory_free_bytes', 'Free memory of the machine', machine.memoryFreeBytes),
    reading('lifeops_machine_disk_bytes', 'Size of the disk with the data folder', machine.diskTotalBytes),
    reading('lifeops_machine_disk_free_bytes', 'Free space of that disk', machine.diskFreeBytes),
    reading('lifeops_machine_load', 'Load of the last minute', machine.load),
    reading('lifeops_machine_uptime_seconds', 'Since the machine was started', machine.uptimeSeconds),
    reading(
      'lifeops_machine_temperature_celsius',
      'Hottest sensor of the machine',
      machine.temperatureCelsius,
    ),
    reading(
      'lifeops_loop_delay_seconds',
      'p99 delay of the loop since the last reading',
      machine.loopDelayMs / 1000,
    ),
  ];
}

const counter = (name: string, help: string, samples: readonly Sample[]): MetricReading => ({
  name,
  help,
  type: 'counter',
  samples,
});
const gauge = (name: string, help: string, samples: readonly Sample[]): MetricReading => ({
  name,
  help,
  type: 'gauge',
  samples,
});

const only = (value: number | undefined): readonly Sample[] => (value === undefined ? [] : [{ value }]);
const single = (read: (() => number) | undefined): readonly Sample[] => only(read?.());
const info = (version: string | undefined): readonly Sample[] =>
  version === undefined ? [] : [{ labels: { version }, value: 1 }];
const byLabel = (
  label: string,
  read: (() => Readonly<Record<string, number>>) | undefined,
): readonly Sample[] =>
  Object.entries(read?.() ?? {}).map(([name, value]) => ({ labels: { [label]: name }, value }));
const requestSamples = (requests: RequestTotals | undefined): readonly Sample[] =>
  (requests?.routes ?? []).flatMap(({ method, route, byStatus }) =>
    [...byStatus].map(([status, value]) => ({ labels: { method, route, status: String(status) }, value })),
  );
const partSample = ({ name, status }: ReportedHealth): Sample => ({
  labels: { part: name },
  value: status === 'ok' ? 1 : 0,
});
