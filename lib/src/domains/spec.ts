import type { z } from 'zod';
import type { Issue } from '../base/errors.ts';
import type { StateValue } from '../model/state.ts';

/** Fields by wire name (snake_case), each with its schema: attributes, service inputs, capabilities. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** What is known of the entity that a service is called on. */
export interface EntityFacts {
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly features?: readonly string[];
  readonly value?: StateValue;
}

/** A service's input after its fields' own schemas. */
export type CheckedInput = Readonly<Record<string, unknown>>;

export interface DomainService {
  /** What people read of it in forms and docs, in English; translations go by `services.<domain>.<name>`. */
  readonly description: string;
  /** Fields that every entity of the domain takes; features add theirs. */
  readonly input?: Shape;
  /** Set when the service answers with data. */
  readonly output?: z.ZodType;
  /** Any of these features gives an entity the service; without it every entity of the domain has it. */
  readonly requires?: readonly string[];
  /** The service is another one, chosen by the present state; entities do not implement it. */
  readonly derived?: (state: {
    readonly value: StateValue;
    readonly attributes?: Readonly<Record<string, unknown>>;
  }) => string;
  /** The hub answers from its own store (a feed's events, say); entities do not implement it. */
  readonly answeredByHub?: true;
  /** What the state shows once the service took effect, for `confirm: state` and optimistic display. */
  readonly expects?: (
    input: CheckedInput,
    entity: EntityFacts,
  ) => {
    readonly value?: StateValue;
    readonly attributes?: Readonly<Record<string, unknown>>;
  };
  /** Rules between fields, and against the entity; paths are JSON pointers into the input. Empty: it may run. */
  readonly check?: (input: CheckedInput, entity: EntityFacts) => readonly Issue[];
  /**
   * Turns a checked input into the plainest form that entities implement (a percentage into its attribute, a step into
   * its result), or into another service. Runs after `check`; its result is not prepared again unless the service differs.
   */
  readonly prepare?: (
    input: CheckedInput,
    entity: EntityFacts,
  ) => { readonly service: string; readonly input: CheckedInput };
}

/** A feature is what it adds: attributes of the state, fields of capabilities, fields of service inputs, services (by `requires`). */
export interface FeatureSpec {
  readonly attributes?: Shape;
  readonly capabilities?: Shape;
  readonly input?: Readonly<Record<string, Shape>>;
}

/** A device class: what is measured, in which units, as which type. */
export interface DeviceClassSpec {
  readonly description?: string;
  /** Units of measurement that the class allows; empty: it has none. */
  readonly units: readonly string[];
  /** The value may also come without a unit. */
  readonly unitless?: true;
  /** The value's schema where the class narrows the domain's. */
  readonly value?: z.ZodType;
  /** Decimals for display, unless the entity or a person says other. */
  readonly precision?: number;
  /** What a boolean says in this class, in English; translations go by class. */
  readonly meaning?: { readonly on: string; readonly off: string };
}

/**
 * List-like content that is too large for attributes: a calendar's events. The description gives it under `name`; the
 * hub keeps it in a store of its own, and the state follows from it by `present`.
 */
export interface FeedSpec {
  readonly name: string;
  readonly item: z.ZodType<{ readonly id: string }>;
  /** The state at `now`, and when it changes next by itself (epoch milliseconds; null: not until the feed changes). */
  readonly present: (
    items: readonly never[],
    now: number,
  ) => {
    readonly value: StateValue;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly changesAt: number | null;
  };
}

/**
 * A domain's whole contract, written once. From it come the types, the validation, JSON Schema, service definitions,
 * forms and reference docs; bridges map by it.
 */
export interface DomainSpec {
  readonly domain: string;
  readonly description: string;
  readonly value: z.ZodType;
  /** Attributes that any entity of the domain may show, features apart. */
  readonly attributes?: Shape;
  /** Fixed facts that the description must give: options, min, max. Shown even when unavailable. */
  readonly capabilities?: Shape;
  readonly services: Readonly<Record<string, DomainService>>;
  readonly features: Readonly<Record<string, FeatureSpec>>;
  readonly deviceClasses?: Readonly<Record<string, DeviceClassSpec>>;
  readonly stateClasses?: readonly string[];
  readonly feed?: FeedSpec;
  /** How documents and service calls may write the values that are no words: `on`/`off` for booleans. */
  readonly words?: Readonly<Record<string, StateValue>>;
}

export type FeatureOf<S extends DomainSpec> = keyof S['features'] & string;
export type ServiceOf<S extends DomainSpec> = keyof S['services'] & string;
export type DeviceClassOf<S extends DomainSpec> = S extends { readonly deviceClasses: infer C }
  ? keyof C & string
  : never;

type Merge<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;
type Pretty<T> = { [K in keyof T]: T[K] };

type OptionalKeys<Sh> = {
  [K in keyof Sh]: Sh[K] extends z.ZodType ? (undefined extends z.output<Sh[K]> ? K : never) : never;
}[keyof Sh];
/** A shape's parsed object. Not `z.output<ZodObject>`: that infers an empty shape as a record of anything. */
export type ShapeOutput<Sh> = Pretty<
  { [K in Exclude<keyof Sh, OptionalKeys<Sh>>]: Sh[K] extends z.ZodType ? z.output<Sh[K]> : never } & {
    [K in OptionalKeys<Sh>]?: Sh[K] extends z.ZodType ? z.output<Sh[K]> : never;
  }
>;

type PartOf<Spec, Key extends string> = Spec extends { readonly [K in Key]: infer P }
  ? P extends Shape
    ? P
    : {}
  : {};
type FeatureParts<S extends DomainSpec, F extends string, Key extends string> = [F] extends [never]
  ? {}
  : Merge<F extends keyof S['features'] ? PartOf<S['features'][F], Key> : {}>;
type FeatureInputs<S extends DomainSpec, F extends string, N extends string> = [F] extends [never]
  ? {}
  : Merge<
      F extends keyof S['features']
        ? S['features'][F] extends { readonly input: infer I }
          ? N extends keyof I
            ? I[N]
            : {}
          : {}
        : {}
    >;

/** Attributes of a state: those of the domain, all optional, and those that the features promise. */
export type AttributesOf<S extends DomainSpec, F extends string> = Pretty<
  Partial<ShapeOutput<PartOf<S, 'attributes'>>> & ShapeOutput<FeatureParts<S, F, 'attributes'>>
>;
export type CapabilitiesOf<S extends DomainSpec, F extends string> = ShapeOutput<
  PartOf<S, 'capabilities'> & FeatureParts<S, F, 'capabilities'>
>;

/** The services that an entity with these features implements itself. */
export type ImplementedBy<S extends DomainSpec, F extends string> = {
  [N in ServiceOf<S>]: S['services'][N] extends
    { readonly derived: unknown } | { readonly answeredByHub: true }
    ? never
    : S['services'][N] extends { readonly requires: readonly (infer R)[] }
      ? Extract<R, F> extends never
        ? never
        : N
      : N;
}[ServiceOf<S>];

export type ServiceInput<S extends DomainSpec, N extends ServiceOf<S>, F extends string> = ShapeOutput<
  PartOf<S['services'][N], 'input'> & FeatureInputs<S, F, N>
>;
export type ServiceOutput<S extends DomainSpec, N extends ServiceOf<S>> = S['services'][N] extends {
  readonly output: infer O;
}
  ? O extends z.ZodType
    ? z.input<O>
    : void
  : void;
