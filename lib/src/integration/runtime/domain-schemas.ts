import { z } from 'zod';
import type { DomainSpec, Shape } from '../../domains/spec.ts';
import type { ErasedDescription } from '../../domains/description.ts';

/** Schemas by domain and by what they depend on; a domain's contract is fixed, so they are made once. */
const cache = new WeakMap<DomainSpec, Map<string, z.ZodType>>();

/** What the value may be: an enum's options, the device class's type, else the domain's. */
export function valueSchema(
  spec: DomainSpec,
  description: Pick<ErasedDescription, 'deviceClass' | 'options'>,
): z.ZodType {
  const { deviceClass, options } = description;
  if (options) return cached(spec, `value|${JSON.stringify(options)}`, () => z.enum([...options]));
  return (deviceClass === undefined ? undefined : spec.deviceClasses?.[deviceClass]?.value) ?? spec.value;
}

/** Attributes of a state: the domain's own, all optional, and those that the features promise. */
export function attributesSchema(spec: DomainSpec, features: readonly string[]): z.ZodType {
  return cached(spec, `attributes|${features.join()}`, () => {
    const own = z.strictObject({ ...spec.attributes }).partial();
    return own.extend(featureParts(spec, features, (feature) => feature.attributes));
  });
}

/** What an entity with these features takes as input of a service. Strict: what it does not know is refused. */
export function inputSchema(spec: DomainSpec, service: string, features: readonly string[]): z.ZodType {
  return cached(spec, `input|${service}|${features.join()}`, () =>
    z.strictObject({
      ...spec.services[service]?.input,
      ...featureParts(spec, features, (feature) => feature.input?.[service]),
    }),
  );
}

export function capabilitiesSchema(spec: DomainSpec, features: readonly string[]): z.ZodType {
  return cached(spec, `capabilities|${features.join()}`, () =>
    z.strictObject({
      ...spec.capabilities,
      ...featureParts(spec, features, (feature) => feature.capabilities),
    }),
  );
}

/** The services that an entity with these features must have a command for. */
export function implementedServices(spec: DomainSpec, features: readonly string[]): string[] {
  return Object.entries(spec.services)
    .filter(([, service]) => !service.derived && !service.answeredByHub)
    .filter(
      ([, { requires }]) => requires === undefined || requires.some((feature) => features.includes(feature)),
    )
    .map(([name]) => name);
}

function featureParts(
  spec: DomainSpec,
  features: readonly string[],
  part: (feature: DomainSpec['features'][string]) => Shape | undefined,
): Shape {
  return Object.assign(
    {},
    ...features.map((name) => spec.features[name]).map((feature) => feature && part(feature)),
  ) as Shape;
}

function cached(spec: DomainSpec, key: string, make: () => z.ZodType): z.ZodType {
  let schemas = cache.get(spec);
  if (!schemas) cache.set(spec, (schemas = new Map()));
  let schema = schemas.get(key);
  if (!schema) schemas.set(key, (schema = make()));
  return schema;
}
