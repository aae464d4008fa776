import { domainJsonSchema, InvalidInput, NotFound } from '@lifeops/lib';
import type { CallPolicy, CallResult, JsonObject, Target, TargetResult } from '@lifeops/lib';
import { notDone } from '../../core/services/service-call.ts';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationTable, OperationsOf } from './operation-table.ts';
import type { AuthorizedRequest } from './request.ts';
import { VisibleHome } from './visible-home.ts';

interface Wish {
  readonly domain: string;
  readonly service: string;
  readonly target?: Target | undefined;
  readonly data: JsonObject;
  readonly policy?: Partial<CallPolicy> | undefined;
}

/** Services: what there is, and calling it. */
export function serviceOperations(
  deps: OperationDeps,
): OperationsOf<'services'> & Pick<OperationTable, 'devices.control'> {
  const call = (wish: Wish, request: AuthorizedRequest) => callVisible(deps, wish, request);
  return {
    'services.list': async () => ({ services: listServices(deps.services) }),
    'services.call': async ({ domain, service, target, data, policy }, request) =>
      call(
        { domain, service, target, data: data as JsonObject, policy: policy && givenFields(policy) },
        request,
      ),
    'devices.control': async ({ device_id: uid, service: name, data }, request) => {
      new VisibleHome(deps, request.principal).device(uid);
      const [domain = '', service = '', ...rest] = name.split('.');
      if (domain === '' || service === '' || rest.length > 0)
        throw new InvalidInput('The service is not right; it looks like light.turn_on.', [
          { path: '/service', message: 'is not right', expected: 'domain.service' },
        ]);
      return call({ domain, service, target: { device_id: uid }, data: data as JsonObject }, request);
    },
  };
}

/** What is another person's is answered as if it did not exist, whether it was named or found in an area. */
async function callVisible(deps: OperationDeps, wish: Wish, request: AuthorizedRequest): Promise<CallResult> {
  const home = new VisibleHome(deps, request.principal);
  const { target, hidden } = visibleTarget(deps, home, wish.target);
  const emptied = hidden.length > 0 && Object.keys(target ?? {}).length === 0;
  if (emptied) throw new NotFound(`There is no ${hidden[0]?.kind} ${hidden[0]?.id}.`);
  const { context, signal } = request;
  const result = await deps.caller.call({ ...wish, target, context, ...(signal ? { signal } : {}) });
  const seen = result.results.filter(({ uid }) => {
    const owner = uid === null ? null : (deps.registries.entities.get(uid)?.owner ?? null);
    return home.canSee(owner);
  });
  return { ...result, results: [...seen, ...hidden.map(unknownTarget)] };
}

interface Hidden {
  readonly kind: 'entity' | 'device';
  readonly id: string;
}

function visibleTarget(
  { registries }: OperationDeps,
  home: VisibleHome,
  target: Target | undefined,
): { readonly target: Target | undefined; readonly hidden: readonly Hidden[] } {
  if (target === undefined) return { target, hidden: [] };
  const hidden: Hidden[] = [];
  const keep = (
    kind: Hidden['kind'],
    ids: string | string[] | undefined,
    ownerOf: (id: string) => string | null,
  ) =>
    [ids ?? []].flat().filter((id) => {
      if (home.canSee(ownerOf(id))) return true;
      hidden.push({ kind, id });
      return false;
    });
  const entities = keep('entity', target.entity_id, (id) => registries.entities.resolve(id)?.owner ?? null);
  const devices = keep('device', target.device_id, (id) => registries.devices.get(id)?.owner ?? null);
  if (hidden.length === 0) return { target, hidden };
  const { entity_id: _entities, device_id: _devices, ...rest } = target;
  return {
    target: {
      ...rest,
      ...(entities.length > 0 ? { entity_id: entities } : {}),
      ...(devices.length > 0 ? { device_id: devices } : {}),
    },
    hidden,
  };
}

const unknownTarget = ({ kind, id }: Hidden): TargetResult =>
  notDone(
    { uid: null, entity_id: kind === 'entity' ? id : null },
    { status: 'failed', code: 'not-found', reason: `There is no ${kind} ${id}.` },
  );

function listServices(services: OperationDeps['services']) {
  const ofDomains = services.domains().flatMap((spec) =>
    Object.entries(domainJsonSchema(spec).services).map(([service, schema]) => ({
      domain: spec.domain,
      service,
      description: schema.description,
      target: 'entity' as const,
      input: schema.input as never,
      output: schema.output as never,
    })),
  );
  const plain = services.plainServices().map((service) => ({
    domain: service.domain,
    service: service.name,
    description: service.description,
    target: service.target,
    input: service.input as never,
    output: service.output as never,
  }));
  return [...ofDomains, ...plain];
}
