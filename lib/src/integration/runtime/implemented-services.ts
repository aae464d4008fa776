import type { DomainSpec } from '../../domains/spec.ts';
import { servicesOf } from '../../domains/schemas.ts';

/** The services that an entity with these features must have a command for. */
export const implementedServices = (spec: DomainSpec, features: readonly string[]): readonly string[] =>
  servicesOf(spec, features).filter((name) => {
    const service = spec.services[name];
    return service !== undefined && !service.derived && !service.answeredByHub;
  });
