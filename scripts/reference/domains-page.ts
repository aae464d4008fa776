import { commandName, domains, serviceInputSchema, servicesOf, titleOf, z } from '../../lib/src/index.ts';
import type { DomainSpec } from '../../lib/src/index.ts';
import { code, codes, generatedNotice, page, table } from './markdown.ts';
import { describe, fieldsOf, schemaOf, words } from './schema-words.ts';

/** The function that makes entities of a domain, by the domain. */
const builderOf = (domain: string): string => (domain === 'switch' ? 'toggle' : commandName(domain));

export function domainsPage(): string {
  return page(
    generatedNotice,
    '# Domains',
    'What an entity can be. Each domain says which value its state has, which attributes, features and services. An integration makes entities by the function of the domain; a feature that it names adds what stands beside the feature. Values are typed, never numbers in text; `null` while nothing is known. Instants are epoch milliseconds.',
    table(
      ['domain', 'function', 'what it is', 'value'],
      [...domains.values()].map((spec) => [
        `[${spec.domain}](#${spec.domain})`,
        code(builderOf(spec.domain)),
        spec.description,
        words(schemaOf(spec.value, 'input')),
      ]),
    ),
    ...[...domains.values()].map(domainSection),
  );
}

function domainSection(spec: DomainSpec): string {
  const value = schemaOf(spec.value, 'input');
  return page(
    `## ${spec.domain}`,
    `${spec.description}. Value: ${words(value)}${describe(value) === '' ? '' : ` (${lower(describe(value))})`}.${wordsOf(spec)}`,
    titled('Attributes', shapeTable(spec.attributes ?? {})),
    titled('Given with the description', shapeTable(spec.capabilities ?? {})),
    titled('Features', featureTable(spec)),
    titled('Services', serviceTable(spec)),
    titled('Device classes', classTable(spec)),
    spec.stateClasses ? `**State classes:** ${codes(spec.stateClasses)}` : '',
  ).trimEnd();
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const wordsOf = ({ words: said }: DomainSpec): string =>
  said ? ` Documents and calls may write ${codes(Object.keys(said))} for it.` : '';

const titled = (title: string, body: string): string => (body === '' ? '' : `**${title}**\n\n${body}`);

function shapeTable(shape: Readonly<Record<string, z.ZodType>>): string {
  const fields = fieldsOf(schemaOf(z.object(shape), 'input'));
  if (fields.length === 0) return '';
  return table(
    ['name', 'value', 'meaning'],
    fields.map(({ name, schema }) => [code(name), words(schema), describe(schema)]),
  );
}

function featureTable(spec: DomainSpec): string {
  const features = Object.entries(spec.features);
  if (features.length === 0) return '';
  return table(
    ['feature', 'attributes', 'given with the description', 'fields of services', 'services'],
    features.map(([name, feature]) => [
      code(name),
      codes(Object.keys(feature.attributes ?? {})),
      codes(Object.keys(feature.capabilities ?? {})),
      Object.entries(feature.input ?? {})
        .map(([service, shape]) => `${code(service)}: ${codes(Object.keys(shape))}`)
        .join('; '),
      codes(Object.keys(spec.services).filter((service) => spec.services[service]?.requires?.includes(name))),
    ]),
  );
}

function serviceTable(spec: DomainSpec): string {
  const features = Object.keys(spec.features);
  const names = servicesOf(spec, features);
  if (names.length === 0) return '';
  const featureOf = (service: string, field: string): string => {
    const bringing = features.find((name) => spec.features[name]?.input?.[service]?.[field]);
    return bringing === undefined ? '' : code(bringing);
  };
  const rows = names.flatMap((service) => {
    const fields = fieldsOf(schemaOf(serviceInputSchema(spec, service, features), 'input'));
    const about = spec.services[service]?.description ?? '';
    const needs = spec.services[service]?.requires ?? [];
    const head = [code(service), '', '', codes(needs), about];
    return [
      head,
      ...fields.map(({ name, schema, required }) => [
        '',
        code(required ? name : `${name}?`),
        words(schema),
        featureOf(service, name),
        describe(schema),
      ]),
    ];
  });
  return table(['service', 'field', 'value', 'with feature', 'meaning'], rows);
}

function classTable(spec: DomainSpec): string {
  const classes = Object.entries(spec.deviceClasses ?? {});
  if (classes.length === 0) return '';
  return table(
    ['class', 'units', 'value', 'meaning'],
    classes.map(([name, { units, unitless, value, description, meaning }]) => [
      code(name),
      unitWords(units, unitless === true),
      value ? words(schemaOf(value, 'input')) : '',
      meaning ? `on: ${meaning.on}, off: ${meaning.off}` : (description ?? titleOf(name)),
    ]),
  );
}

/** Long lists of units, currencies say, are told by their first ones. */
const mostUnits = 30;

function unitWords(units: readonly string[], orNone: boolean): string {
  if (units.length === 0) return '';
  const shown = units.slice(0, mostUnits).map(code).join(' ');
  const rest = units.length > mostUnits ? ` and ${units.length - mostUnits} more` : '';
  return `${shown}${rest}${orNone ? ', or none' : ''}`;
}
