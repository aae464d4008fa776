import type { ErrorRecord } from '../base/errors.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { LogLevel } from '../base/logger.ts';
import type { Capability } from '../model/entity.ts';
import type { StateStatus, StateValue } from '../model/state.ts';
import type { FlowResult, FlowStep } from './flow.ts';

/**
 * All that crosses the border between a hub and an integration's runtime. Only JSON, so that it survives a structured
 * clone, a worker and a pipe; `type` for all, as interfaces are not JSON to the compiler.
 */
export type DeviceMessage = {
  readonly key: string;
  readonly parent: string | null;
  readonly name: string | null;
  readonly kind: 'device' | 'service';
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial_number: string | null;
  readonly software_version: string | null;
  readonly hardware_version: string | null;
  readonly configuration_url: string | null;
  readonly connections: readonly { readonly type: string; readonly id: string }[];
  readonly via: string | null;
  readonly suggested_area: string | null;
};

export type EntityMessage = {
  /** Number of the entity on this pipe, from 1; patches and calls name it by this. */
  readonly n: number;
  readonly device: string | null;
  readonly domain: string;
  readonly key: string;
  /** Path of keys from the top: device/child/key. Unique in (integration, entry, domain). */
  readonly unique_id: string;
  readonly name_key: string | null;
  readonly category: 'config' | 'diagnostic' | null;
  readonly enabled_by_default: boolean;
  readonly icon: string | null;
  readonly capability: Capability & JsonObject;
};

/** [entity, status, value, attributes (null: as before), measured at] */
export type Patch = readonly [number, StateStatus, StateValue, JsonObject | null, number | null];
/** [entity, at, status, value, attributes] of the past. */
export type HistoryPoint = readonly [number, number, StateStatus, StateValue, JsonObject];

export type SetupOutcome =
  | { readonly outcome: 'ready' }
  | { readonly outcome: 'retry' | 'reauth' | 'failed'; readonly error: ErrorRecord };

export type ServiceDescription = {
  readonly name: string;
  readonly target: 'device' | 'entry' | 'none';
  readonly description: string;
  readonly input: JsonObject;
  readonly output: JsonObject | null;
};
/** What the host learns from an integration's code, once per version. Schemas are JSON Schema with our `x-` marks. */
export type IntegrationDescription = {
  readonly id: string;
  readonly version: number;
  readonly needs: readonly string[];
  readonly config: JsonObject;
  readonly options: JsonObject | null;
  readonly services: readonly ServiceDescription[];
  readonly events: readonly string[];
  readonly flows: readonly string[];
  /** JSON pointers of the fields of `config` that are secret. */
  readonly secrets: readonly string[];
};

export type CheckedConfig =
  | {
      readonly ok: true;
      readonly config: JsonObject;
      readonly version: number;
      readonly uniqueId: string | null;
      readonly title: string | null;
    }
  | { readonly ok: false; readonly error: ErrorRecord };

export type ToHost =
  | ({ readonly type: 'setup' } & SetupOutcome)
  /** A device or a number that is known already is described anew. */
  | {
      readonly type: 'add';
      readonly devices: readonly DeviceMessage[];
      readonly entities: readonly EntityMessage[];
    }
  | { readonly type: 'remove'; readonly entities: readonly number[]; readonly devices: readonly string[] }
  | { readonly type: 'patch'; readonly patches: readonly Patch[] }
  | { readonly type: 'history'; readonly points: readonly HistoryPoint[] }
  /** `full`: `put` is the whole list, what the hub holds besides is gone. */
  | {
      readonly type: 'feed';
      readonly n: number;
      readonly full: boolean;
      readonly put: readonly JsonObject[];
      readonly remove: readonly string[];
    }
  | { readonly type: 'event'; readonly name: string; readonly payload: Json }
  | { readonly type: 'log'; readonly level: LogLevel; readonly message: string; readonly fields: JsonObject }
  /** A source needs the person to sign in again. */
  | { readonly type: 'reauth'; readonly error: ErrorRecord }
  /** Source health: the first failure, and the recovery. */
  | { readonly type: 'source'; readonly ok: boolean; readonly error: ErrorRecord | null }
  | { readonly type: 'step'; readonly flow: number; readonly step: FlowStep }
  | {
      readonly type: 'flow_ended';
      readonly flow: number;
      readonly result: FlowResult | null;
      readonly error: ErrorRecord | null;
    }
  | { readonly type: 'reply'; readonly id: number; readonly result: Json }
  | { readonly type: 'fail'; readonly id: number; readonly error: ErrorRecord }
  /** A question to one of the hub's ports. */
  | { readonly type: 'ask'; readonly id: number; readonly port: AskPort; readonly args: JsonObject }
  | { readonly type: 'unask'; readonly id: number }
  | { readonly type: 'stopped'; readonly error: ErrorRecord | null };

/** The hub's ports behind `ask`: what each is asked with and what `got` answers. */
export type Asks = {
  'store.get': { readonly args: { readonly key: string }; readonly reply: { readonly value: Json } | null };
  'store.set': { readonly args: { readonly key: string; readonly value: Json }; readonly reply: null };
  'store.remove': { readonly args: { readonly key: string }; readonly reply: null };
  'secrets.get': { readonly args: { readonly key: string }; readonly reply: string | null };
  'secrets.set': { readonly args: { readonly key: string; readonly value: string }; readonly reply: null };
  'secrets.remove': { readonly args: { readonly key: string }; readonly reply: null };
  'series.write': {
    readonly args: { readonly series: string; readonly points: readonly JsonObject[] };
    readonly reply: null;
  };
  /** The reply is a `CallResult`. */
  call: {
    readonly args: { readonly service: string; readonly target: JsonObject; readonly data: JsonObject };
    readonly reply: JsonObject;
  };
  /** Answered by `state` messages until `unask`; `got` would end it. */
  'states.watch': {
    readonly args: {
      readonly entity_id: readonly string[] | null;
      readonly domain: readonly string[] | null;
    };
    readonly reply: null;
  };
};
export type AskPort = keyof Asks;

export type SiteMessage = {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
  readonly currency: string;
};

export type ToIntegration =
  | { readonly type: 'describe'; readonly id: number }
  /** Parses and migrates; the reply is a `CheckedConfig`. */
  | { readonly type: 'check'; readonly id: number; readonly config: JsonObject; readonly version: number }
  /** Raw config: parsed on the integration's side, so that a `Secret` never crosses. */
  | {
      readonly type: 'start';
      readonly entry: string;
      readonly config: JsonObject;
      readonly options: JsonObject;
      readonly site: SiteMessage;
      /** Set in demo mode: address of the simulator that the host started. */
      readonly simulator: JsonObject | null;
    }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly n: number;
      readonly service: string;
      readonly input: JsonObject;
    }
  | {
      readonly type: 'serve';
      readonly id: number;
      readonly service: string;
      readonly input: JsonObject;
      readonly device: string | null;
    }
  | { readonly type: 'refresh'; readonly id: number; readonly n: number | null }
  | { readonly type: 'diagnose'; readonly id: number }
  | {
      readonly type: 'flow';
      readonly flow: number;
      readonly name: string;
      readonly discovered: Json;
      readonly current: JsonObject | null;
      readonly site: SiteMessage;
    }
  | { readonly type: 'answer'; readonly flow: number; readonly value: Json }
  | { readonly type: 'abandon'; readonly flow: number }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'got'; readonly id: number; readonly value: Json }
  | { readonly type: 'got_error'; readonly id: number; readonly error: ErrorRecord }
  /** An `EntityState` for a `states.watch`, with its names as in the model. */
  | { readonly type: 'state'; readonly id: number; readonly state: JsonObject }
  | { readonly type: 'stop' };

/** What is left of a message type that is not JSON: a Date, a class, a function, an `undefined` in one. */
export type NotJson<T> = T extends Json ? never : T;
type Never<T extends never> = T;
/** Compiles only while every message is JSON. */
export type CheckedMessages = Never<NotJson<ToHost | ToIntegration>>;

/** One side of the border. Messages arrive in order; a side that is not ready yet holds them back. */
export interface Pipe<Out, In> {
  readonly send: (message: Out) => void;
  /** One receiver; messages that came before it are given first. */
  readonly receive: (listener: (message: In) => void) => Disposable;
}
export type RuntimePipe = Pipe<ToHost, ToIntegration>;
export type HostPipe = Pipe<ToIntegration, ToHost>;
