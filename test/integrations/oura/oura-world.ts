import { FakeClock } from '@lifeops/lib/testing';
import { startSimulator } from '../../../integrations/oura/src/simulator/simulator.ts';
import type { OuraSimulator, SimulatorOptions } from '../../../integrations/oura/src/simulator/simulator.ts';
import { OuraClient } from '../../../integrations/oura/src/vendor/oura-client.ts';
import type { OuraClientOptions } from '../../../integrations/oura/src/vendor/oura-client.ts';
import { loopbackHttp } from './loopback-http.ts';

export interface OuraWorld extends AsyncDisposable {
  readonly clock: FakeClock;
  readonly simulator: OuraSimulator;
  readonly client: OuraClient;
  readonly signal: AbortSignal;
}

/** The moment at which the fixtures were made: the last activity day is half over. */
export const fixtureNow = Date.parse('2026-04-02T14:00:00+02:00');

export interface WorldOptions extends Partial<Omit<SimulatorOptions, 'clock'>> {
  /** Epoch milliseconds; when the fixtures were made when left out. */
  readonly now?: number;
}

/** A simulated cloud and a client that is signed in to it. */
export async function startWorld(
  { now = fixtureNow, ...options }: WorldOptions = {},
  clientOptions: Partial<OuraClientOptions> = {},
): Promise<OuraWorld> {
  const clock = new FakeClock(now);
  const simulator = await startSimulator({ clock, original: true, ...options });
  const { access_token: token } = simulator.account.issue();
  const client = new OuraClient(
    { http: loopbackHttp, clock },
    { baseUrl: simulator.url, accessToken: () => Promise.resolve(token), ...clientOptions },
  );
  const { signal } = new AbortController();
  return { clock, simulator, client, signal, [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose]() };
}

/** Asserts by class and code; gives the error for more. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (cause) {
    return cause;
  }
  throw new Error('It was expected to fail.');
}
