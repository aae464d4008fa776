import type { Json, JsonObject } from '../base/json.ts';
import type { MachineFigures, SiteInfo } from '../integration/ports.ts';
import type { RuntimeIo } from '../integration/runtime-io.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Respond } from './host-side.ts';
import type { HttpRoute, RecordedHttp } from './recorded-http.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface TestHubOptions {
  /** Raw, as it would stand in `config.yaml`. Without it the entry is not started: for tests of flows. */
  readonly config?: JsonObject;
  readonly options?: JsonObject;
  readonly http?: RecordedHttp | Readonly<Record<string, HttpRoute>>;
  readonly site?: Partial<SiteInfo>;
  /** For flows that begin with a discovery. */
  readonly discovered?: Json;
  /** Text files by path, for the `files` port. */
  readonly files?: Readonly<Record<string, string>>;
  readonly machine?: Partial<MachineFigures>;
  /** Set in demo mode: address of the simulator. */
  readonly simulator?: JsonObject;
  /** Answers the `call` port. Default: done, nothing changed. */
  readonly respond?: Respond;
  readonly clock?: FakeClock;
  readonly random?: SeededRandom;
  readonly connectTcp?: RuntimeIo['connectTcp'];
  /** What an earlier run left. */
  readonly store?: Readonly<Record<string, Json>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Default `cloned`: every message is proved to be JSON. */
  readonly pipe?: 'cloned' | 'direct';
}
