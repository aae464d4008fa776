import type { JsonObject } from '../base/json.ts';
import type { CallResult, Target } from '../model/service.ts';
import type { ClientState, StateStore } from './state-store.ts';

/**
 * The user's own home, filled in by a generated file: `'light.kitchen': { value: boolean; features: 'brightness' }`.
 * Empty until then, and every id is allowed.
 */
export interface Entities {}
type KnownId = keyof Entities & string;
export type EntityIdOf = [KnownId] extends [never] ? string : KnownId;
type ValueOf<Id extends string> = Id extends KnownId
  ? Entities[Id] extends { readonly value: infer V }
    ? V
    : ClientState['value']
  : ClientState['value'];

export type TypedState<Id extends string> =
  | (Omit<ClientState, 'value' | 'status'> & { readonly status: 'ok' | 'stale'; readonly value: ValueOf<Id> })
  | (Omit<ClientState, 'value' | 'status'> & {
      readonly status: 'unknown' | 'unavailable';
      readonly value: ValueOf<Id> | null;
    });

export interface ServiceCall {
  readonly target?: Target;
  readonly data?: JsonObject;
}
export type Services = {
  readonly [domain: string]: { readonly [service: string]: (call: ServiceCall) => Promise<CallResult> };
};

/** `services.light.turn_on({ target, data })` over one untyped call. */
export function serviceProxy(
  call: (domain: string, service: string, input: ServiceCall) => Promise<CallResult>,
): Services {
  return new Proxy({} as Services, {
    get: (_, domain) =>
      new Proxy(
        {},
        {
          get: (_inner, service) => (input: ServiceCall) => call(String(domain), String(service), input),
        },
      ),
  });
}

export interface TypedStates {
  get<Id extends EntityIdOf>(id: Id): TypedState<Id> | undefined;
}

export const typedStates = (store: StateStore): TypedStates => ({
  get: <Id extends EntityIdOf>(id: Id) => store.get(id) as TypedState<Id> | undefined,
});
