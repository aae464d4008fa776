import type { ClockDep } from '../base/clock.ts';
import type { RandomDep } from '../base/random.ts';
import type { MachinePort, TcpConnection } from './ports.ts';

export interface HttpInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The runtime follows redirects itself, so that credentials stay with their origin. */
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}
/** As much of a WHATWG `Response` as is used. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string] | [string, string]>;
  readonly body: AsyncIterable<Uint8Array> | null;
}
/** The WHATWG `fetch`, or a fake of it. */
export type HttpFetch = (url: string, init: HttpInit) => Promise<HttpAnswer>;

/** What an integration's runtime takes from the machine that it runs on. */
export interface RuntimeIo extends ClockDep, RandomDep {
  readonly fetch: HttpFetch;
  /** A text file of the hub's machine. */
  readFile(path: string, signal: AbortSignal): Promise<string>;
  connectTcp(
    address: { readonly host: string; readonly port: number },
    signal: AbortSignal,
  ): Promise<TcpConnection>;
  readonly machine: MachinePort;
}
