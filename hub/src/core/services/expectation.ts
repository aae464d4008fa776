import { isPlainObject, jsonEqual, resolveService, serviceOf } from '@lifeops/lib';
import type { DomainSpec, EntityFacts, EntityRecord, EntityState, Instant } from '@lifeops/lib';
import type { Registries } from '../registries/registries.ts';
import type { StateMachine } from '../state-machine/state-machine.ts';
import type { PendingCommandRow } from '../store/tables.ts';
import type { ServiceRegistry } from './service-registry.ts';

/** What the state shows once a command took effect. */
export type Expectation = ReturnType<NonNullable<ReturnType<typeof serviceOf>['expects']>>;

/** What is known of an entity when a service is called on it. */
export const factsOf = (record: EntityRecord, state: EntityState | undefined): EntityFacts => ({
  capabilities: record.capability.attributes,
  features: record.capability.features,
  attributes: state?.attributes ?? {},
  value: state?.value ?? null,
});

/** The service as the entity implements it, and what its state will show; null where the contract does not say. */
export function planCommand(
  spec: DomainSpec,
  service: string,
  entity: { readonly input: Readonly<Record<string, unknown>>; readonly facts: EntityFacts },
): {
  readonly service: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expects: Expectation | null;
} {
  const plain = resolveService({ spec, service }, entity.input, entity.facts);
  return { ...plain, expects: serviceOf(spec, plain.service).expects?.(plain.input, entity.facts) ?? null };
}

/** What a command of an earlier run was to show; null when its entity or service is no more. For `PendingCommands.load`. */
export function expectationOf(
  row: PendingCommandRow,
  deps: {
    readonly registries: Registries;
    readonly services: ServiceRegistry;
    readonly states: StateMachine;
  },
): Expectation | null {
  const record = deps.registries.entities.get(row.entityUid);
  const spec = record && deps.services.domain(record.domain);
  if (!record || !spec || !Object.hasOwn(spec.services, row.service) || !isPlainObject(row.input))
    return null;
  const facts = factsOf(record, deps.states.get(record.uid));
  return serviceOf(spec, row.service).expects?.(row.input, facts) ?? null;
}

/** Attributes that the state does not have (a fade's length, say) are no part of what can be seen. */
export function shows(state: EntityState, expects: Expectation): boolean {
  if (state.status !== 'ok') return false;
  if (expects.value !== undefined && !Object.is(state.value, expects.value)) return false;
  return Object.entries(expects.attributes ?? {}).every(
    ([name, value]) =>
      value === undefined ||
      !Object.hasOwn(state.attributes, name) ||
      jsonEqual(state.attributes[name], value),
  );
}

/**
 * A state that changed to the other of two values after the command was sent. Values of more than two kinds pass through
 * others on their way (opening, 30 %), so that they contradict nothing until the time is up.
 */
export const contradicts = (state: EntityState, expects: Expectation, sentAt: Instant): boolean =>
  state.status === 'ok' &&
  typeof expects.value === 'boolean' &&
  typeof state.value === 'boolean' &&
  state.value !== expects.value &&
  state.changedAt > sentAt;
