import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asError, Scope } from '@lifeops/lib';
import type { ClockDep, Random } from '@lifeops/lib';
import { answer } from './exchange.ts';
import type { Answering } from './exchange.ts';
import { Faults } from './faults.ts';
import type { DayBounds } from './in-range.ts';
import { SimulatedAccount } from './simulated-account.ts';
import { SimulatedData } from './simulated-data.ts';

export interface SimulatorOptions {
  readonly clock: ClockDep['clock'];
  /** For tokens that cannot be guessed; they are counted when left out. */
  readonly random?: Random;
  /** The simulated person's zone; Europe/Berlin when left out. */
  readonly timeZone?: string;
  /** Serves the fixtures as they are, in whole lists, whatever the clock says. */
  readonly original?: boolean;
  /** Days with data before today; 28 when left out. */
  readonly historyDays?: number;
  /** Documents per page; 10 when left out. */
  readonly pageSize?: number;
  readonly dayBounds?: DayBounds;
  /** What a token without the scope gets; 401 when left out. */
  readonly refusedScopeStatus?: 401 | 403;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The one redirect address that is registered; any when left out. */
  readonly redirectUri?: string;
  /** One day when left out. */
  readonly tokenLifetimeS?: number;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | null;
}

export interface OuraSimulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`: API, sandbox, both generations of sign-in (see `hostsAt`). */
  readonly url: string;
  readonly clock: ClockDep['clock'];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly data: SimulatedData;
  readonly account: SimulatedAccount;
  readonly faults: Faults;
  /** What was asked, oldest first: the last five hundred, as a demo may run for months. */
  readonly requests: readonly RecordedRequest[];
}

const mostRequests = 500;

/** Oura's cloud on this machine: the API v2 and its sign-in on one free port of the loopback address. */
export async function startSimulator(options: SimulatorOptions): Promise<OuraSimulator> {
  const scope = new Scope('Oura simulator');
  const original = options.original ?? false;
  const clientId = options.clientId ?? 'simulated-client';
  const clientSecret = options.clientSecret ?? 'simulated-secret';
  const data = new SimulatedData(options, {
    original,
    timeZone: options.timeZone ?? 'Europe/Berlin',
    historyDays: options.historyDays ?? 28,
  });
  const account = new SimulatedAccount(options, {
    clientId,
    clientSecret,
    redirectUri: options.redirectUri ?? null,
    tokenLifetimeS: options.tokenLifetimeS ?? 86_400,
  });
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const dataOptions: Answering['dataOptions'] = {
    original,
    pageSize: options.pageSize ?? (original ? 1000 : 10),
    dayBounds: options.dayBounds ?? 'exclusive',
    refusedScopeStatus: options.refusedScopeStatus ?? 401,
  };
  const answering: Answering = {
    clock: options.clock,
    data,
    account,
    faults,
    dataOptions,
    signal: scope.signal,
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      authorization: request.headers.authorization ?? null,
    });
    if (requests.length > mostRequests) requests.shift();
    // A connection that the caller or the end of the simulator cut is no failure of ours.
    scope.track(answer(answering, { request, response, url }), (cause) => response.destroy(asError(cause)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  scope.defer(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    clock: options.clock,
    clientId,
    clientSecret,
    data,
    account,
    faults,
    requests,
    [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose](),
  };
}
