import type { z } from 'zod';
import type { Json, JsonObject } from '../base/json.ts';
import type { DomainSpec } from '../domains/spec.ts';
import type { EventMap } from '../model/event.ts';
import type { Flow, FlowName } from './flow.ts';
import type { Hub, PortName } from './ports.ts';
import type { ServiceDeclaration, ServiceHandlers } from './service.ts';

type Services = Readonly<Record<string, ServiceDeclaration>>;
type SetupResult<S> = keyof S extends never ? void : ServiceHandlers<S>;

export interface IntegrationDefinition<
  C extends z.ZodObject,
  P extends z.ZodObject,
  N extends PortName,
  S extends Services,
> {
  /** As in the manifest and the folder's name. */
  readonly id: string;
  /** The ports that `hub` carries; the manifest names the same. */
  readonly needs?: readonly N[];
  /** What must be known to set an entry up. The same schema checks `config.yaml`, draws the form and documents itself. */
  readonly config: C;
  /** What a person may tune later, every field with a default. */
  readonly options?: P;
  /** Version of `config`; raise it with a migration. Default 1. */
  readonly version?: number;
  /** By the version they lead to: the raw config of the version before → of this one. */
  readonly migrate?: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
  /** Events that `hub.event` may fire. */
  readonly events?: { readonly [E in keyof EventMap]?: z.ZodType<EventMap[E]> };
  readonly services?: S;
  /** Domains of its own, made with `defineDomain`. */
  readonly domains?: readonly DomainSpec[];
  /** How people set it up where a plain form of `config` is not enough. */
  readonly flows?: { readonly [F in FlowName]?: Flow<z.input<C>, N> };
  /**
   * What tells one account or device from another, so that none is set up twice. Not an address: those change. Default:
   * nothing does, and several entries may be equal.
   */
  readonly uniqueId?: (config: z.output<C>) => string;
  /** Title of a new entry when neither the file nor a flow gives one. Default: the integration's name. */
  readonly title?: (config: z.output<C>) => string;
  /**
   * Makes the entry's devices and entities. Throws `NotReady` (tried again with backoff), `AuthExpired` (the person is
   * asked to sign in again) or `InvalidInput`. With `services` it returns their handlers.
   */
  setup(context: {
    readonly config: z.output<C>;
    readonly options: z.output<P>;
    readonly hub: Hub<N>;
  }): SetupResult<NoInfer<S>> | Promise<SetupResult<NoInfer<S>>>;
  /** More for the diagnostics file than the hub knows. Marked fields are redacted by the hub. */
  readonly diagnostics?: (context: {
    readonly config: z.output<C>;
    readonly hub: Hub<N>;
  }) => Json | Promise<Json>;
}

/** An integration whose types have been checked and forgotten, as hosts and tests take it. */
export interface Integration {
  readonly id: string;
  readonly needs: readonly PortName[];
  readonly config: z.ZodObject;
  readonly options: z.ZodObject | undefined;
  readonly version: number;
  readonly migrate: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
  readonly events: Readonly<Record<string, z.ZodType | undefined>>;
  readonly services: Services;
  readonly domains: readonly DomainSpec[];
  readonly flows: { readonly [F in FlowName]?: Flow<JsonObject, PortName> };
  readonly uniqueId: ((config: never) => string) | undefined;
  readonly title: ((config: never) => string) | undefined;
  setup(context: { readonly config: object; readonly options: object; readonly hub: Hub<PortName> }): unknown;
  readonly diagnostics:
    ((context: { readonly config: never; readonly hub: Hub<PortName> }) => Json | Promise<Json>) | undefined;
}

/** The one default export of an integration's package. */
export function defineIntegration<
  C extends z.ZodObject,
  P extends z.ZodObject = z.ZodObject<{}>,
  const N extends PortName = never,
  const S extends Services = {},
>(definition: IntegrationDefinition<C, P, N, S>): Integration {
  return {
    needs: [],
    options: undefined,
    version: 1,
    migrate: {},
    events: {},
    services: {},
    domains: [],
    flows: {},
    uniqueId: undefined,
    title: undefined,
    diagnostics: undefined,
    ...definition,
  } as unknown as Integration;
}
