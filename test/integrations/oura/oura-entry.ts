import type { JsonObject } from '@lifeops/lib';
import { demoConfig, startSimulator } from '../../../integrations/oura/src/simulator/index.ts';
import type { OuraSimulator, SimulatorOptions } from '../../../integrations/oura/src/simulator/index.ts';
import { LoopbackHttp } from '../loopback.ts';

export interface OuraEntryWorld {
  readonly config: JsonObject;
  readonly http: LoopbackHttp;
  readonly simulator: OuraSimulator;
  readonly site: { readonly timeZone: string };
  fail(): void;
  heal(): void;
  denyAuth(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An account at a simulated Oura, signed in; its clock is that of the hub which uses it. */
export async function ouraEntryWorld(
  startAt?: number,
  options: Partial<Omit<SimulatorOptions, 'clock'>> = {},
): Promise<OuraEntryWorld> {
  const http = new LoopbackHttp(startAt);
  const simulator = await startSimulator({ clock: http.clock, ...options });
  return {
    config: demoConfig(simulator),
    http,
    simulator,
    site: { timeZone: options.timeZone ?? 'Europe/Berlin' },
    fail: () => simulator.faults.set('*', { kind: 'status', status: 500 }),
    heal: () => simulator.faults.clear(),
    denyAuth: () => simulator.account.revokeAll(),
    [Symbol.asyncDispose]: async () => simulator[Symbol.asyncDispose](),
  };
}
