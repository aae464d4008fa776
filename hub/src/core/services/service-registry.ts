import { Conflict, nearest, NotFound, servicesOf } from '@lifeops/lib';
import type { ContextRef, DomainService, DomainSpec, Json, JsonObject } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';

/** One command for one entity, in the form that it implements. */
export interface EntityCommand {
  readonly uid: string;
  readonly service: string;
  readonly input: JsonObject;
  readonly context: ContextRef;
  readonly commandId: string;
  /** Fires when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** Carries out the commands of the entities that it owns; registered by the host. */
export interface EntityHandler {
  call(command: EntityCommand): Promise<Json | void>;
}

/** A call of a service that is not of an entity's contract. */
export interface PlainCall {
  readonly input: JsonObject;
  /** Of a service that targets devices: which one. */
  readonly deviceUid: string | null;
  readonly context: ContextRef;
  readonly commandId: string;
  readonly signal: AbortSignal;
}

/** A service of an integration or of the hub itself. */
export interface PlainService {
  readonly domain: string;
  readonly name: string;
  readonly description: string;
  readonly target: 'device' | 'entry' | 'none';
  /** JSON Schemas, for docs and forms. */
  readonly input: JsonObject;
  readonly output: JsonObject | null;
  /** Throws `InvalidInput`; absent where the handler checks for itself. */
  readonly parse?: (input: JsonObject) => JsonObject;
  readonly call: (call: PlainCall) => Promise<Json | void>;
}

export type FoundService =
  | { readonly kind: 'entity'; readonly spec: DomainSpec; readonly service: DomainService }
  | { readonly kind: 'plain'; readonly service: PlainService };

/** Every service that exists now: those of the domains' contracts, and those that integrations and the hub register. */
export class ServiceRegistry {
  readonly #bus: EventBus;
  readonly #domains = new Map<string, DomainSpec>();
  readonly #plain = new Map<string, PlainService>();
  readonly #handlers = new Map<string, EntityHandler>();
  readonly #answers = new Map<string, EntityHandler>();

  constructor(deps: { readonly bus: EventBus }, domains: Iterable<DomainSpec>) {
    this.#bus = deps.bus;
    for (const spec of domains) this.#domains.set(spec.domain, spec);
  }

  domain(name: string): DomainSpec | undefined {
    return this.#domains.get(name);
  }

  domains(): readonly DomainSpec[] {
    return [...this.#domains.values()];
  }

  plainServices(): readonly PlainService[] {
    return [...this.#plain.values()];
  }

  /** Adds a contract that an integration brings; throws `Conflict` when there is one of that name. */
  addDomain(spec: DomainSpec, context: ContextRef): Disposable {
    if (this.#domains.has(spec.domain)) throw new Conflict(`There is a domain ${spec.domain} already.`);
    this.#domains.set(spec.domain, spec);
    const services = Object.keys(spec.services);
    for (const service of services)
      this.#bus.fire('service_registered', { domain: spec.domain, service }, context);
    return once(() => {
      this.#domains.delete(spec.domain);
      for (const service of services)
        this.#bus.fire('service_removed', { domain: spec.domain, service }, context);
    });
  }

  /** Throws `Conflict` when the name is in use. */
  register(service: PlainService, context: ContextRef): Disposable {
    const { domain, name } = service;
    const key = `${domain}.${name}`;
    if (this.#plain.has(key) || this.#entityService(domain, name))
      throw new Conflict(`There is a service ${key} already.`);
    this.#plain.set(key, service);
    this.#bus.fire('service_registered', { domain, service: name }, context);
    return once(() => {
      this.#plain.delete(key);
      this.#bus.fire('service_removed', { domain, service: name }, context);
    });
  }

  /** Makes `handler` carry out the entity's commands; the one before goes. */
  handle(uid: string, handler: EntityHandler): Disposable {
    this.#handlers.set(uid, handler);
    return once(() => {
      if (this.#handlers.get(uid) === handler) this.#handlers.delete(uid);
    });
  }

  /** Makes the hub answer a service that its contract marks `answeredByHub`. */
  answer(domain: string, service: string, handler: EntityHandler): Disposable {
    const key = `${domain}.${service}`;
    this.#answers.set(key, handler);
    return once(() => void this.#answers.delete(key));
  }

  /** Who carries out this service for the entity; undefined while its integration does not run. */
  handlerOf(
    uid: string,
    found: { readonly domain: string; readonly name: string; readonly service: DomainService },
  ): EntityHandler | undefined {
    return found.service.answeredByHub
      ? this.#answers.get(`${found.domain}.${found.name}`)
      : this.#handlers.get(uid);
  }

  /** Throws `NotFound` (service-not-found) that names the nearest service. */
  find(domain: string, name: string): FoundService {
    const plain = this.#plain.get(`${domain}.${name}`);
    if (plain) return { kind: 'plain', service: plain };
    const entity = this.#entityService(domain, name);
    if (entity) return { kind: 'entity', ...entity };
    const wanted = `${domain}.${name}`;
    const [near] = nearest(wanted, this.names());
    throw new NotFound(
      `There is no service ${wanted}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      {
        code: 'service-not-found',
        details: near === undefined ? { service: wanted } : { service: wanted, nearest: near },
      },
    );
  }

  /** `domain.service` of every one. */
  names(): string[] {
    const ofDomains = this.domains().flatMap((spec) =>
      Object.keys(spec.services).map((service) => `${spec.domain}.${service}`),
    );
    return [...ofDomains, ...this.#plain.keys()].toSorted();
  }

  /** What an entity with these features can do. */
  namesFor(domain: string, features: readonly string[]): readonly string[] {
    const spec = this.#domains.get(domain);
    return spec ? servicesOf(spec, features) : [];
  }

  #entityService(
    domain: string,
    name: string,
  ): { readonly spec: DomainSpec; readonly service: DomainService } | undefined {
    const spec = this.#domains.get(domain);
    const service = spec && Object.hasOwn(spec.services, name) ? spec.services[name] : undefined;
    return spec && service && { spec, service };
  }
}

function once(end: () => void): Disposable {
  let ended = false;
  return {
    [Symbol.dispose]() {
      if (ended) return;
      ended = true;
      end();
    },
  };
}
