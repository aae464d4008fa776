import type { SeriesPoint } from '@lifeops/lib';
import type { OuraCycle } from './oura-sync.ts';
import { heartRateRows, metricRows, metricUnits } from './series.ts';
import { sleepSessionRows } from './sleep-sessions.ts';

/** Points for `health_metrics` of what a cycle changed. */
export function healthPoints(
  { changed, newHeartRate }: OuraCycle,
  usualOffsetMinutes: number,
): SeriesPoint[] {
  return [...metricRows(changed, usualOffsetMinutes), ...heartRateRows(newHeartRate)].map((row) => ({
    at: row.timestamp,
    type: row.metricType,
    value: row.value,
    unit: metricUnits[row.metricType],
    key: row.key.slice(0, 128),
    end: null,
    metadata: row.metadata as SeriesPoint['metadata'],
  }));
}

/** Points for `sleep_sessions`: seconds asleep, by kind (`main`, `extra`, `nap`). */
export function sleepPoints({ changed }: OuraCycle): SeriesPoint[] {
  return sleepSessionRows(changed).map(({ key, kind, start, end, totalSeconds, ...rest }) => ({
    at: start,
    type: kind,
    value: totalSeconds,
    unit: 's',
    key: key.slice(0, 128),
    end,
    metadata: {
      day: rest.day,
      efficiency: rest.efficiency,
      deep_seconds: rest.deepSeconds,
      rem_seconds: rest.remSeconds,
      light_seconds: rest.lightSeconds,
      awake_seconds: rest.awakeSeconds,
      latency_seconds: rest.latencySeconds,
      hrv_ms: rest.hrvMs,
      resting_heart_rate_bpm: rest.restingHeartRateBpm,
      temperature_deviation_c: rest.temperatureDeviationC,
      score: rest.score,
    },
  }));
}
