import {
  Forbidden,
  InvalidInput,
  issuesOf,
  nearest,
  NotFound,
  parseServiceInput,
  serviceInputSchema,
  servicesOf,
} from '@lifeops/lib';
import type { DomainService, DomainSpec, EntityRecord, Json, JsonObject, TargetResult } from '@lifeops/lib';
import type { Registries } from '../registries/registries.ts';
import type { StateMachine } from '../state-machine/state-machine.ts';
import { factsOf, planCommand } from './expectation.ts';
import type { Expectation } from './expectation.ts';
import { notDone } from './service-call.ts';
import type { CallPermissions, ServiceCall } from './service-call.ts';
import type { EntityHandler, ServiceRegistry } from './service-registry.ts';
import { isEmptyTarget, resolveTargets } from './target-resolution.ts';

export interface PlanDeps {
  readonly registries: Registries;
  readonly states: StateMachine;
  readonly services: ServiceRegistry;
  readonly permissions: CallPermissions;
}

export interface PlannedCommand {
  readonly record: EntityRecord;
  readonly service: string;
  readonly input: JsonObject;
  readonly expects: Expectation | null;
  readonly handler: EntityHandler;
}
/** A command to send, or what is to be said of the target without one. */
export type PlannedTarget = PlannedCommand | { readonly result: TargetResult };

/**
 * Every target of a call exactly once, checked before anything is sent. Throws `InvalidInput` for an input that no entity
 * takes, and for an entity named itself that lacks the service or a field; `Forbidden` for one named itself that the
 * caller may not control; `NotFound` when nothing that is named exists.
 */
export function planCall(
  deps: PlanDeps,
  call: ServiceCall,
  found: { readonly spec: DomainSpec; readonly service: DomainService },
): PlannedTarget[] {
  const { spec } = found;
  const { registries } = deps;
  if (isEmptyTarget(call.target)) {
    throw new InvalidInput(`${spec.domain}.${call.service} needs a target.`, [
      {
        path: '/target',
        message: 'missing',
        expected: 'entity_id, device_id, area_id, floor_id or label_id',
      },
    ]);
  }
  refuseWhatNoneTakes(spec, call);
  const targets = resolveTargets(registries, call.target ?? {}, spec.domain);
  const missing = [...new Map(targets.missing.map((one) => [`${one.field}=${one.text}`, one])).values()].map(
    ({ field, text }) => {
      const kind = field.replace('_id', '');
      const [near] =
        field === 'entity_id'
          ? nearest(
              text,
              registries.entities.all().map((row) => row.entityId),
            )
          : [];
      const reason = `There is no ${kind} ${text}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
      return notDone(
        { uid: null, entity_id: field === 'entity_id' ? text : null },
        { status: 'failed', code: 'not-found', reason },
      );
    },
  );
  if (missing[0] && targets.explicit.length + targets.indirect.length === 0) {
    throw new NotFound(missing[0].reason ?? '', { details: { target: (call.target ?? {}) as Json } });
  }
  return [
    ...targets.explicit.map((record) => planExplicit(deps, call, { ...found, record })),
    ...targets.indirect.map((record) => planIndirect(deps, call, { ...found, record })),
    ...missing.map((result) => ({ result })),
  ];
}

interface OfEntity {
  readonly spec: DomainSpec;
  readonly service: DomainService;
  readonly record: EntityRecord;
}

/** The fields are checked once with every feature, so that a wrong one is an error even where no target is left. */
function refuseWhatNoneTakes(spec: DomainSpec, call: ServiceCall): void {
  const parsed = serviceInputSchema(spec, call.service, Object.keys(spec.features)).safeParse(
    call.data ?? {},
  );
  if (parsed.success) return;
  const issues = issuesOf(parsed.error);
  const words = issues.map(({ path, message }) => `${path.slice(1)} ${message}`.trim()).join('; ');
  throw new InvalidInput(`The input of ${spec.domain}.${call.service} is not right: ${words}.`, issues);
}

function planExplicit(deps: PlanDeps, call: ServiceCall, of: OfEntity): PlannedTarget {
  const { record, spec } = of;
  const name = `${spec.domain}.${call.service}`;
  if (!deps.permissions.mayControl(call.context, record.uid)) {
    throw new Forbidden(`You may not control ${record.entityId}.`, {
      details: { entity_id: record.entityId },
    });
  }
  if (record.domain !== spec.domain || !servicesOf(spec, record.capability.features).includes(call.service)) {
    throw new InvalidInput(`${record.entityId} has no service ${name}.`, [
      {
        path: '/target/entity_id',
        message: 'lacks the service',
        expected: `a ${spec.domain} that has it`,
        got: record.entityId,
      },
    ]);
  }
  const input = parseInput(deps, call, of);
  if (record.disabledBy !== null) {
    const reason = `${record.entityId} is disabled.`;
    return { result: notDone(named(record), { status: 'skipped', code: 'disabled', reason }) };
  }
  return planReachable(deps, of, { ...call, data: input });
}

function planIndirect(deps: PlanDeps, call: ServiceCall, of: OfEntity): PlannedTarget {
  const { record, spec } = of;
  const skip = (code: string, reason: string) => ({
    result: notDone(named(record), { status: 'skipped', code, reason }),
  });
  if (!deps.permissions.mayControl(call.context, record.uid))
    return skip('forbidden', `You may not control ${record.entityId}.`);
  if (!servicesOf(spec, record.capability.features).includes(call.service)) {
    return skip('unsupported', `${record.entityId} has no service ${spec.domain}.${call.service}.`);
  }
  try {
    return planReachable(deps, of, { ...call, data: parseInput(deps, call, of) });
  } catch (cause) {
    if (cause instanceof InvalidInput) return skip('unsupported', cause.message);
    throw cause;
  }
}

function parseInput(deps: PlanDeps, call: ServiceCall, { spec, record }: OfEntity): JsonObject {
  const facts = factsOf(record, deps.states.get(record.uid));
  return parseServiceInput({ spec, service: call.service }, call.data ?? {}, facts) as JsonObject;
}

function planReachable(deps: PlanDeps, of: OfEntity, call: ServiceCall): PlannedTarget {
  const { record, spec, service } = of;
  const state = deps.states.get(record.uid);
  const plan = planCommand(spec, call.service, { input: call.data ?? {}, facts: factsOf(record, state) });
  const handled = {
    domain: spec.domain,
    name: plan.service,
    service: spec.services[plan.service] ?? service,
  };
  const handler = deps.services.handlerOf(record.uid, handled);
  const isReached = handled.service.answeredByHub || (state !== undefined && state.status !== 'unavailable');
  if (!handler || !isReached) {
    const reason = handler
      ? `${record.entityId} cannot be reached now.`
      : `The integration of ${record.entityId} is not running.`;
    return { result: notDone(named(record), { status: 'skipped', code: 'unavailable', reason }) };
  }
  return { record, service: plan.service, input: plan.input as JsonObject, expects: plan.expects, handler };
}

const named = (record: EntityRecord) => ({ uid: record.uid, entity_id: record.entityId });
