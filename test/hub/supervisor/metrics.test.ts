import assert from 'node:assert/strict';
import type { Registry } from 'prom-client';
import { silentLogger } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { Exporter } from '../../../hub/src/supervisor/exporter.ts';
import type { PromClient } from '../../../hub/src/supervisor/exporter.ts';
import { Metrics } from '../../../hub/src/supervisor/metrics.ts';

/** Samples of the text format by name and labels. */
function samplesOf(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name = '', value = ''] = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/.exec(line) ?? assert.fail(line);
    assert.ok(!samples.has(name), `${name} is there twice`);
    samples.set(name, value === '+Inf' ? Infinity : Number(value));
  }
  return samples;
}

class StepsExporter extends Exporter {
  readonly prefix = 'steps';
  readonly version = '3';
  broken = false;
  readonly #clock: FakeClock;
  #gauge: { set(value: number): void } | undefined;

  constructor(clock: FakeClock) {
    super({ clock, log: silentLogger });
    this.#clock = clock;
  }

  protected define(prom: PromClient, registry: Registry): void {
    this.#gauge = new prom.Gauge({ name: 'steps_today', help: 'Steps', registers: [registry] });
  }

  protected async update(): Promise<void> {
    await this.#clock.advance(250);
    if (this.broken) throw new Error('no steps');
    this.#gauge?.set(4000);
  }
}

describe('Metrics', () => {
  it('has what the hub counts, read at the moment of asking', async () => {
    let writes = 3;
    const metrics = new Metrics({
      version: '1.2.3',
      stateWrites: () => writes,
      entries: () => ({ ready: 4, retrying: 1 }),
      recorder: () => ({ queued: 7, failures: 1, rows: 100 }),
      logLines: () => ({ error: 0, warn: 1, info: 2, debug: 0 }),
      health: () => [{ name: 'disk', status: 'degraded', detail: 'full', since: 0 }],
    });
    const first = samplesOf((await metrics.page()).body);
    assert.equal(first.get('lifeops_info{version="1.2.3"}'), 1);
    assert.equal(first.get('lifeops_state_writes_total'), 3);
    assert.equal(first.get('lifeops_config_entries{state="retrying"}'), 1);
    assert.equal(first.get('lifeops_recorder_queue_rows'), 7);
    assert.equal(first.get('lifeops_log_lines_total{level="warn"}'), 1);
    assert.equal(first.get('lifeops_part_healthy{part="disk"}'), 0);
    writes = 5;
    assert.equal(samplesOf((await metrics.page()).body).get('lifeops_state_writes_total'), 5);
  });

  it('leaves out what no source tells', async () =>
    assert.doesNotMatch((await new Metrics({}).page()).body, /lifeops_/));

  it('has the process', async () => {
    const { body, contentType } = await new Metrics({}).page();
    assert.match(contentType, /^text\/plain; version=0\.0\.4/);
    assert.ok((samplesOf(body).get('process_resident_memory_bytes') ?? 0) > 1e6);
    assert.match(body, /# TYPE process_cpu_seconds_total counter/);
  });

  it('has requests by status, and durations in buckets that count all below', async () => {
    const metrics = new Metrics({
      requests: () => ({
        bounds: [0.1, 1],
        routes: [
          {
            method: 'GET',
            route: '/api/v1/states/{entity_id}',
            byStatus: new Map([
              [200, 5],
              [404, 1],
            ]),
            count: 6,
            totalSeconds: 4.5,
            byDuration: [3, 2],
          },
        ],
      }),
    });
    const samples = samplesOf((await metrics.page()).body);
    const labels = 'route="/api/v1/states/{entity_id}",method="GET"';
    const name = 'lifeops_http_request_duration_seconds';
    assert.equal(
      samples.get(
        `lifeops_http_requests_total{method="GET",route="/api/v1/states/{entity_id}",status="404"}`,
      ),
      1,
    );
    assert.equal(samples.get(`${name}_bucket{${labels},le="0.1"}`), 3);
    assert.equal(samples.get(`${name}_bucket{${labels},le="1"}`), 5);
    assert.equal(samples.get(`${name}_bucket{${labels},le="+Inf"}`), 6);
    assert.equal(samples.get(`${name}_sum{${labels}}`), 4.5);
    assert.equal(samples.get(`${name}_count{${labels}}`), 6);
  });

  it('escapes labels, so that no name can break the page', async () => {
    const metrics = new Metrics({ entries: () => ({ 'a"b\nc\\d': 1 }) });
    assert.match((await metrics.page()).body, /lifeops_config_entries\{state="a\\"b\\nc\\\\d"\} 1/);
  });

  it('runs exporters before each scrape, with version, up and duration', async () => {
    const exporter = new StepsExporter(new FakeClock());
    const metrics = new Metrics({});
    metrics.add(exporter);
    const well = samplesOf((await metrics.page()).body);
    assert.equal(well.get('steps_today'), 4000);
    assert.equal(well.get('steps_info{version="3"}'), 1);
    assert.equal(well.get('steps_up'), 1);
    assert.equal(well.get('steps_export_duration_seconds'), 0.25);
    exporter.broken = true;
    const broken = samplesOf((await metrics.page()).body);
    assert.equal(broken.get('steps_up'), 0);
    assert.equal(broken.get('steps_today'), 4000);
  });

  it('takes exporters after the first scrape too', async () => {
    const metrics = new Metrics({});
    await metrics.page();
    metrics.add(new StepsExporter(new FakeClock()));
    assert.equal(samplesOf((await metrics.page()).body).get('steps_up'), 1);
  });
});
