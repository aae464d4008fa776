import { z } from 'zod';
import { NotFound } from '../base/errors.ts';
import type { DomainService, DomainSpec, Shape } from './spec.ts';

/** Schemas are built once for each contract and combination of features. */
const built = new WeakMap<DomainSpec, Map<string, z.ZodType>>();

function cached<T extends z.ZodType>(spec: DomainSpec, key: readonly string[], build: () => T): T {
  let schemas = built.get(spec);
  if (schemas === undefined) built.set(spec, (schemas = new Map()));
  const id = JSON.stringify(key);
  const known = schemas.get(id);
  if (known !== undefined) return known as T;
  const schema = build();
  schemas.set(id, schema);
  return schema;
}

/** Features of an entity that the domain knows, in the domain's order. */
const knownFeatures = (spec: DomainSpec, features: readonly string[]): readonly string[] =>
  Object.keys(spec.features).filter((feature) => features.includes(feature));

const featureShapes = (
  spec: DomainSpec,
  features: readonly string[],
  part: 'attributes' | 'capabilities',
): Shape => Object.assign({}, ...features.map((feature) => spec.features[feature]?.[part] ?? {})) as Shape;

/** Throws `NotFound` (service-not-found) when the domain has no such service. */
export function serviceOf(spec: DomainSpec, service: string): DomainService {
  const found = Object.hasOwn(spec.services, service) ? spec.services[service] : undefined;
  if (found) return found;
  throw new NotFound(`There is no service ${spec.domain}.${service}.`, { code: 'service-not-found' });
}

/** Names of the services that an entity with these features has, derived ones and those that the hub answers included. */
export const servicesOf = (spec: DomainSpec, features: readonly string[]): readonly string[] =>
  Object.entries(spec.services)
    .filter(
      ([, { requires }]) => requires === undefined || requires.some((feature) => features.includes(feature)),
    )
    .map(([name]) => name);

/** The fields of a service's input for an entity with these features. */
export const serviceInputShape = (spec: DomainSpec, service: string, features: readonly string[]): Shape =>
  Object.assign(
    {},
    serviceOf(spec, service).input,
    ...knownFeatures(spec, features).map((feature) => spec.features[feature]?.input?.[service] ?? {}),
  ) as Shape;

/** The strict schema of a service's input: a field that no feature brings is refused. Rules between fields: `checkServiceInput`. */
export const serviceInputSchema = (
  spec: DomainSpec,
  service: string,
  features: readonly string[],
): z.ZodObject =>
  cached(spec, ['input', service, ...knownFeatures(spec, features)], () =>
    z.strictObject(serviceInputShape(spec, service, features)).describe(serviceOf(spec, service).description),
  );

/** The schema of a present value. `options` are the words of an enum or the capability's choices (`optionsOf`). Null is no value: it is not accepted. */
export function valueSchema(
  spec: DomainSpec,
  deviceClass?: string | null,
  options?: readonly string[],
): z.ZodType {
  return cached(spec, ['value', deviceClass ?? '', ...(options ?? [])], () => {
    if (options && options.length > 0) return z.enum(options as [string, ...string[]]);
    const own = deviceClass && spec.deviceClasses && Object.hasOwn(spec.deviceClasses, deviceClass);
    return (own ? spec.deviceClasses[deviceClass]?.value : undefined) ?? spec.value;
  });
}

/** The schema of a state's attributes: those of the domain optional, those of the features required; strict, so that an issue names what is not declared. */
export const attributesSchema = (spec: DomainSpec, features: readonly string[]): z.ZodObject =>
  cached(spec, ['attributes', ...knownFeatures(spec, features)], () =>
    z.strictObject({
      ...z.object(spec.attributes ?? {}).partial().shape,
      ...featureShapes(spec, knownFeatures(spec, features), 'attributes'),
    }),
  );

/** The strict schema of capability attributes. A domain with an `enum` class takes its `options`. */
export const capabilitiesSchema = (spec: DomainSpec, features: readonly string[]): z.ZodObject =>
  cached(spec, ['capabilities', ...knownFeatures(spec, features)], () =>
    z.strictObject({
      ...(spec.deviceClasses && 'enum' in spec.deviceClasses ? { options: enumOptions } : {}),
      ...spec.capabilities,
      ...featureShapes(spec, knownFeatures(spec, features), 'capabilities'),
    }),
  );

const enumOptions = z
  .array(z.string())
  .min(1)
  .optional()
  .describe('Words that the value can be, of the class enum');
