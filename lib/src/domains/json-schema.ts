import { z } from 'zod';
import type { JsonObject } from '../base/json.ts';
import {
  attributesSchema,
  capabilitiesSchema,
  serviceInputSchema,
  serviceOf,
  servicesOf,
  valueSchema,
} from './schemas.ts';
import type { DomainSpec } from './spec.ts';

/** A service for documents and forms. Schemas are JSON Schema 2020-12 with our `x-` marks, without references. */
export interface ServiceJsonSchema {
  readonly title: string;
  readonly description: string;
  readonly input: JsonObject;
  /** Null: the service answers nothing. */
  readonly output: JsonObject | null;
  /** Any of these features gives an entity the service; null: all have it. */
  readonly requires: readonly string[] | null;
}

export interface DomainJsonSchema {
  readonly title: string;
  readonly description: string;
  readonly value: JsonObject;
  readonly attributes: JsonObject;
  readonly capabilities: JsonObject;
  readonly features: readonly string[];
  readonly deviceClasses: Readonly<Record<string, DeviceClassJsonSchema>>;
  readonly stateClasses: readonly string[];
  readonly services: Readonly<Record<string, ServiceJsonSchema>>;
}
export interface DeviceClassJsonSchema {
  readonly title: string;
  readonly description: string | null;
  readonly units: readonly string[];
  readonly value: JsonObject;
  readonly precision: number | null;
  readonly meaning: { readonly on: string; readonly off: string } | null;
}

/** The whole contract of a domain. Fields that features bring are optional here, as entities differ. */
export function domainJsonSchema(spec: DomainSpec): DomainJsonSchema {
  const features = Object.keys(spec.features);
  return {
    title: titleOf(spec.domain),
    description: spec.description,
    value: toJsonSchema(spec.value),
    attributes: toJsonSchema(attributesSchema(spec, features).partial()),
    capabilities: toJsonSchema(capabilitiesSchema(spec, features).partial()),
    features,
    deviceClasses: mapValues(spec.deviceClasses ?? {}, (name, deviceClass) => ({
      title: titleOf(name),
      description: deviceClass.description ?? null,
      units: deviceClass.units,
      value: toJsonSchema(valueSchema(spec, name)),
      precision: deviceClass.precision ?? null,
      meaning: deviceClass.meaning ?? null,
    })),
    stateClasses: spec.stateClasses ?? [],
    services: mapValues(spec.services, (service) => serviceJsonSchema(spec, service, features)),
  };
}

/** One service for an entity with these features. */
export function serviceJsonSchema(
  spec: DomainSpec,
  service: string,
  features: readonly string[],
): ServiceJsonSchema {
  const { description, output, requires } = serviceOf(spec, service);
  return {
    title: titleOf(service),
    description,
    input: toJsonSchema(serviceInputSchema(spec, service, features)),
    output: output ? toJsonSchema(output) : null,
    requires: requires ?? null,
  };
}

/** The services of an entity, for the form that calls them. */
export const entityServicesJsonSchema = (
  spec: DomainSpec,
  features: readonly string[],
): Readonly<Record<string, ServiceJsonSchema>> =>
  Object.fromEntries(
    servicesOf(spec, features).map((service) => [service, serviceJsonSchema(spec, service, features)]),
  );

/** What callers write (`io: input`), titled field by field, ready to be put inside another document. */
export function toJsonSchema(schema: z.ZodType): JsonObject {
  const { $schema: _dialect, ...document } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const [field, part] of Object.entries(jsonSchema.properties ?? {})) {
        if (typeof part === 'object') part.title ??= titleOf(field);
      }
    },
  });
  return document as JsonObject;
}

const upper: Readonly<Record<string, string>> = {
  aqi: 'AQI',
  co: 'CO',
  co2: 'CO₂',
  hrv: 'HRV',
  hs: 'HS',
  hvac: 'HVAC',
  id: 'id',
  ids: 'ids',
  ip: 'IP',
  mac: 'MAC',
  ph: 'pH',
  pct: '%',
  pm1: 'PM1',
  pm25: 'PM2.5',
  pm4: 'PM4',
  pm10: 'PM10',
  rgb: 'RGB',
  rgbw: 'RGBW',
  rgbww: 'RGBWW',
  tv: 'TV',
  uid: 'UID',
  url: 'URL',
  uv: 'UV',
  voc: 'VOC',
  vo2max: 'VO₂max',
  xy: 'xy',
};

/** A name on the wire as people read it: `set_hvac_mode` → "Set HVAC mode". */
export function titleOf(name: string): string {
  const words = name.split('_').map((word) => (Object.hasOwn(upper, word) ? upper[word] : word));
  const title = words.join(' ');
  return Object.hasOwn(upper, name.split('_')[0] ?? '')
    ? title
    : title.charAt(0).toUpperCase() + title.slice(1);
}

const mapValues = <T, R>(
  record: Readonly<Record<string, T>>,
  map: (name: string, value: T) => R,
): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(name, value)]));
