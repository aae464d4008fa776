import type { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Entity } from '../domains/description.ts';
import type { EventMap, EventName } from '../model/event.ts';
import type { SeriesName, SeriesPoint } from '../model/series.ts';
import type { CallResult, Target } from '../model/service.ts';
import type { EntityState } from '../model/state.ts';
import type { CoordinatorOptions, DeviceInfo, Many, PushOptions, Source } from './source.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is; anything else as JSON. */
  readonly body?: string | JsonObject | readonly Json[];
  readonly signal?: AbortSignal;
  /** Default 30 s. */
  readonly timeoutMs?: number;
  /** Further tries of a GET after a timeout, a broken connection or 502–504. Default 2. */
  readonly retries?: number;
  /** The answer's largest size in bytes. Default 20 MiB. */
  readonly maxBytes?: number;
}
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * HTTP with a time limit, retries, a circuit breaker per host (5 failures, 60 s) and respect for Retry-After. With a
 * schema: a 2xx answer's JSON, parsed; 401 and 403 throw `AuthExpired`, 429 and 5xx `NotReady`, what does not fit the
 * schema `Unavailable`. `raw` gives any answer as it came.
 */
export interface FetchPort {
  <S extends z.ZodType>(request: HttpRequest, schema: S): Promise<z.output<S>>;
  raw(request: HttpRequest): Promise<HttpResponse>;
}

/** What the entry keeps over restarts, by key. Values are checked when read: old versions wrote other shapes. */
export interface StorePort {
  get<S extends z.ZodType>(key: string, schema: S): Promise<z.output<S> | undefined>;
  /** Resolves when it is durable. */
  set(key: string, value: Json): Promise<void>;
  remove(key: string): Promise<void>;
}
/** As the store, sealed with the node key. */
export interface SecretsPort {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}
export interface SeriesPort {
  /** Late points are welcome; the same (type, source, at, key) again replaces. Resolves when stored. */
  write(series: SeriesName, points: readonly SeriesPoint[]): Promise<void>;
}
export interface StatesPort {
  /** Present states and every change after, of entities that the selector matches. */
  watch(
    selector: { readonly entity_id?: readonly string[]; readonly domain?: readonly string[] },
    signal: AbortSignal,
  ): AsyncIterable<EntityState>;
}
export interface FilesPort {
  /** Reads a text file of the hub's machine. */
  read(path: string, signal?: AbortSignal): Promise<string>;
}
export interface SocketPort {
  /** A TCP connection as a byte stream; ends with the signal. */
  tcp(address: { readonly host: string; readonly port: number }, signal: AbortSignal): Promise<TcpConnection>;
}
export interface TcpConnection extends AsyncDisposable {
  readonly received: AsyncIterable<Uint8Array>;
  send(data: Uint8Array): Promise<void>;
}
/** The machine's own figures. */
export interface MachinePort {
  read(): Promise<MachineFigures>;
}
export interface MachineFigures {
  /** Share of all cores since the last reading, 0–100. */
  readonly cpuPercent: number;
  readonly memoryTotalBytes: number;
  readonly memoryFreeBytes: number;
  readonly diskTotalBytes: number;
  readonly diskFreeBytes: number;
  /** One-minute average. */
  readonly load: number;
  readonly uptimeSeconds: number;
  readonly processMemoryBytes: number;
  /** p99 delay of the hub's loop since the last reading. */
  readonly loopDelayMs: number;
  readonly temperatureCelsius: number | null;
  readonly hostname: string;
  readonly system: string;
  readonly nodeVersion: string;
}

/** What an integration may ask for in `needs`; each is granted by name and absent otherwise. */
export interface Ports {
  readonly fetch: FetchPort;
  readonly store: StorePort;
  readonly secrets: SecretsPort;
  readonly series: SeriesPort;
  readonly states: StatesPort;
  /** Calls a service that the manifest lists. */
  readonly call: (
    service: string,
    call: { readonly target?: Target; readonly data?: JsonObject },
  ) => Promise<CallResult>;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: FilesPort;
  readonly socket: SocketPort;
  readonly machine: MachinePort;
}
export const portNames = [
  'fetch',
  'store',
  'secrets',
  'series',
  'states',
  'call',
  'clock',
  'random',
  'files',
  'socket',
  'machine',
] as const;
export type PortName = (typeof portNames)[number] & keyof Ports;

/** The home as the person set it; an entry is set up again when it changes. */
export interface SiteInfo {
  readonly id: string;
  readonly name: string;
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east. */
  readonly longitude: number;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface BaseHub {
  readonly site: SiteInfo;
  /** In demo mode: where the package's simulator listens, in its own words. Connect there instead. */
  readonly simulator: JsonObject | undefined;
  /** Fires when the entry is unloaded: end everything that is not made through the hub by it. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Polls one thing for many entities. */
  coordinator<D>(options: CoordinatorOptions<D>): Source<D>;
  /** The same contract for what comes by itself. */
  push<D>(options: PushOptions<D>): Source<D>;
  /** A device and its entities, over one source. */
  device<D>(info: DeviceInfo, source: Source<D>, entities: readonly Entity<NoInfer<D>>[]): void;
  /** Entities for every item of a collection, or of a source without a device. */
  entities<D>(of: Many<D>, entities: readonly Entity<NoInfer<D>>[]): void;
  /** An event of this integration on the hub's bus. */
  event<E extends EventName>(name: E, payload: EventMap[E] & Json): void;
  /** Runs a task every `ms` until the entry is unloaded. */
  every(ms: number, run: (signal: AbortSignal) => void | Promise<void>): Disposable;
  /** Ends `held` when the entry is unloaded. */
  use<T extends Disposable | AsyncDisposable>(held: T): T;
}

export type Hub<N extends PortName = never> = BaseHub & Pick<Ports, N>;
