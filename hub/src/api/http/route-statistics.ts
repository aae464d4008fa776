/** Upper bounds of the histogram, in seconds. */
export const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

export interface RouteCount {
  readonly method: string;
  /** The route's pattern, as `/api/v1/states/{entity_id}`; `other` for what none serves. Never a path as asked. */
  readonly route: string;
  /** Requests by status code. */
  readonly byStatus: ReadonlyMap<number, number>;
  readonly count: number;
  /** Of all, seconds. */
  readonly totalSeconds: number;
  /** Requests that took at most the bound of the same place in `durationBuckets`; not cumulative, the rest is beyond. */
  readonly byDuration: readonly number[];
}

/** Counts and durations per route since the start. */
export class RouteStatistics {
  readonly #routes = new Map<
    string,
    {
      readonly method: string;
      readonly route: string;
      readonly byStatus: Map<number, number>;
      count: number;
      totalSeconds: number;
      readonly byDuration: number[];
    }
  >();

  record(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void {
    const { method, route, status, seconds } = request;
    const key = `${method} ${route}`;
    let counts = this.#routes.get(key);
    if (!counts) {
      counts = {
        method,
        route,
        byStatus: new Map(),
        count: 0,
        totalSeconds: 0,
        byDuration: durationBuckets.map(() => 0),
      };
      this.#routes.set(key, counts);
    }
    counts.count += 1;
    counts.totalSeconds += seconds;
    counts.byStatus.set(status, (counts.byStatus.get(status) ?? 0) + 1);
    const bucket = durationBuckets.findIndex((bound) => seconds <= bound);
    if (bucket !== -1) counts.byDuration[bucket] = (counts.byDuration[bucket] ?? 0) + 1;
  }

  routes(): readonly RouteCount[] {
    return [...this.#routes.values()];
  }
}
