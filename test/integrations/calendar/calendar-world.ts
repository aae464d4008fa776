import type { JsonObject } from '@lifeops/lib';
import { demoConfig, startSimulator } from '../../../integrations/calendar/src/simulator/index.ts';
import type { CalendarSimulator } from '../../../integrations/calendar/src/simulator/index.ts';
import { LoopbackHttp } from '../loopback.ts';

export interface CalendarWorld {
  readonly config: JsonObject;
  readonly http: LoopbackHttp;
  readonly simulator: CalendarSimulator;
  fail(): void;
  heal(): void;
  denyAuth(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A simulated server with a family's calendar, its clock that of the hub which uses it. */
export async function calendarWorld(startAt?: number): Promise<CalendarWorld> {
  const http = new LoopbackHttp(startAt);
  const simulator = await startSimulator({ clock: http.clock });
  return {
    config: demoConfig(simulator),
    http,
    simulator,
    fail: () => void (simulator.fault = { kind: 'status', status: 500 }),
    heal: () => void (simulator.fault = null),
    denyAuth: () => void (simulator.fault = { kind: 'status', status: 401 }),
    [Symbol.asyncDispose]: async () => simulator[Symbol.asyncDispose](),
  };
}
