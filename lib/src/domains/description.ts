import type { z } from 'zod';
import type { Instant } from '../base/clock.ts';
import type { RecordPolicy } from '../model/entity.ts';
import type {
  AttributesOf,
  CapabilitiesOf,
  DeviceClassOf,
  DomainSpec,
  FeatureOf,
  ImplementedBy,
  ServiceInput,
  ServiceOutput,
} from './spec.ts';

/**
 * What `read` gives when the source cannot be reached for this entity; `null` means reached, but nothing measured. The
 * same in every copy of the library: an installed integration may bring its own.
 */
export const unavailable: unique symbol = Symbol.for('lifeops.unavailable');
export type UnavailableMark = typeof unavailable;

type Camel<T extends string> = T extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : T;

type ClassValue<S extends DomainSpec, C, O extends string> =
  C extends DeviceClassOf<S>
    ? C extends 'enum'
      ? O
      : S['deviceClasses'] extends Readonly<Record<string, { readonly value?: z.ZodType }>>
        ? S['deviceClasses'][C] extends { readonly value: infer V extends z.ZodType }
          ? z.output<V>
          : z.output<S['value']>
        : z.output<S['value']>
    : z.output<S['value']>;

interface FullReading<V, A> {
  readonly value: V | null;
  readonly attributes: A;
  /** When the source measured it, epoch milliseconds. */
  readonly measuredAt?: Instant;
}
interface BareReading<V, A> {
  readonly value: V | null;
  readonly attributes?: A;
  readonly measuredAt?: Instant;
}

/** A bare value where no feature promises attributes; else `{ value, attributes }`. */
export type Reading<S extends DomainSpec, F extends string, C, O extends string> =
  | UnavailableMark
  | null
  | ({} extends AttributesOf<S, F>
      ? ClassValue<S, C, O> | BareReading<ClassValue<S, C, O>, AttributesOf<S, F>>
      : FullReading<ClassValue<S, C, O>, AttributesOf<S, F>>);

/** What a command gets beside its input: the entity's own item as last read, and a signal that ends with the call. */
export interface CommandIo<D> {
  readonly data: D;
  readonly signal: AbortSignal;
}

type Commands<S extends DomainSpec, D, F extends string> = {
  readonly [N in ImplementedBy<S, F> as Camel<N>]: (
    input: ServiceInput<S, N, F>,
    io: CommandIo<D>,
  ) => ServiceOutput<S, N> | Promise<ServiceOutput<S, N>>;
};
type CommandPart<S extends DomainSpec, D, F extends string> = [ImplementedBy<S, F>] extends [never]
  ? { readonly commands?: undefined }
  : { readonly commands: Commands<S, D, F> };

type UnitsOf<S extends DomainSpec, C> =
  C extends DeviceClassOf<S>
    ? S['deviceClasses'] extends Readonly<Record<string, { readonly units: readonly string[] }>>
      ? S['deviceClasses'][C]['units'][number]
      : never
    : never;
type UnitPart<S extends DomainSpec, C, O extends string> = [DeviceClassOf<S>] extends [never]
  ? {}
  : C extends undefined
    ? { readonly deviceClass?: undefined; readonly unit?: string }
    : C extends 'enum'
      ? { readonly deviceClass: C; readonly options: readonly O[] }
      : [UnitsOf<S, C>] extends [never]
        ? { readonly deviceClass: C }
        : S['deviceClasses'] extends Readonly<Record<C & string, { readonly unitless: true }>>
          ? { readonly deviceClass: C; readonly unit?: UnitsOf<S, C> }
          : { readonly deviceClass: C; readonly unit: UnitsOf<S, C> };

type CapabilityPart<S extends DomainSpec, D, F extends string> = keyof CapabilitiesOf<S, F> extends never
  ? {}
  : {} extends CapabilitiesOf<S, F>
    ? { readonly capabilities?: CapabilitiesOf<S, F> | ((data: D) => CapabilitiesOf<S, F>) }
    : { readonly capabilities: CapabilitiesOf<S, F> | ((data: D) => CapabilitiesOf<S, F>) };

/** The fields that descriptions of every domain share. */
export interface CommonDescription<D> {
  /** Unique within its device for ever: part of the unique id. Lower case, digits, underscores. */
  readonly key: string;
  /** Translation key under `entities` in translations; default: `key`. `null`: the main feature, shown by the device's name. */
  readonly name?: string | null;
  /** Left out when false. Asked again at each change of the data. */
  readonly exists?: (data: D) => boolean;
  readonly category?: 'config' | 'diagnostic';
  /** False: the person switches it on when it is wanted. */
  readonly enabledByDefault?: boolean;
  readonly icon?: string;
  /** Decimals for display. */
  readonly precision?: number;
  readonly record?: RecordPolicy;
}

type ReadPart<S extends DomainSpec, D, F extends string, C, O extends string> = S extends {
  readonly feed: { readonly name: infer N extends string; readonly item: infer I extends z.ZodType };
}
  ? { readonly [K in N]: (data: D) => readonly z.input<I>[] }
  : { readonly read: (data: D) => Reading<S, F, C, NoInfer<O>> };

export type Description<
  S extends DomainSpec,
  D,
  F extends readonly FeatureOf<S>[],
  C,
  O extends string,
> = CommonDescription<D> & {
  readonly features?: F;
} & ReadPart<S, D, F[number], C, O> &
  UnitPart<S, C, O> &
  CapabilityPart<S, D, F[number]> &
  (S extends { readonly stateClasses: readonly (infer K)[] } ? { readonly stateClass?: K } : {}) &
  CommandPart<S, D, F[number]>;

/** A description whose types have been checked and forgotten, as the runtime uses it. */
export interface ErasedDescription extends CommonDescription<unknown> {
  readonly features?: readonly string[];
  readonly deviceClass?: string;
  readonly stateClass?: string;
  readonly unit?: string;
  readonly options?: readonly string[];
  readonly capabilities?: object | ((data: unknown) => object);
  /** Absent in domains with a feed, which is read by the feed's name. */
  readonly read?: (data: unknown) => unknown;
  readonly commands?: Readonly<Record<string, (input: object, io: CommandIo<unknown>) => unknown>>;
}

declare const dataOf: unique symbol;
/** An entity of any domain over data `D`; lists mix domains. */
export interface Entity<in D> {
  readonly spec: DomainSpec;
  readonly description: ErasedDescription;
  readonly [dataOf]?: (data: D) => void;
}

/** The function of a domain: turns a checked description into an entity. */
export interface DomainBuilder<S extends DomainSpec> {
  <
    D,
    const F extends readonly FeatureOf<S>[] = [],
    const C extends DeviceClassOf<S> | undefined = undefined,
    const O extends string = never,
  >(
    description: Description<S, D, F, C, O>,
  ): Entity<D>;
  readonly spec: S;
}

/** Makes a domain's builder from its contract. Third parties add domains the same way. */
export function defineDomain<S extends DomainSpec>(spec: S): DomainBuilder<S> {
  const build = (description: unknown): Entity<unknown> => ({
    spec,
    description: description as ErasedDescription,
  });
  return Object.assign(build, { spec }) as DomainBuilder<S>;
}

/** `turn_on` ↔ `turnOn`: commands are the one place where the SDK renames. */
export const commandName = (service: string): string =>
  service.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
