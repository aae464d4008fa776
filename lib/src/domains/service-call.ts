import { InvalidInput } from '../base/errors.ts';
import type { Issue } from '../base/errors.ts';
import { fieldMarks } from './field-marks.ts';
import type { Bound } from './field-marks.ts';
import { serviceInputSchema, serviceInputShape, serviceOf } from './schemas.ts';
import type { CheckedInput, DomainSpec, EntityFacts, Shape } from './spec.ts';
import { issuesOf } from './field-issues.ts';

/** Of a call: the contract and the service's name. */
export interface ServiceRef {
  readonly spec: DomainSpec;
  readonly service: string;
}

/**
 * What is wrong with an input for one entity, beyond the fields' own schemas: choices and bounds by its capabilities,
 * then the service's rules between fields.
 */
export function checkServiceInput(
  { spec, service }: ServiceRef,
  input: CheckedInput,
  entity: EntityFacts,
): readonly Issue[] {
  const features = entity.features ?? Object.keys(spec.features);
  const issues = capabilityIssues(serviceInputShape(spec, service, features), input, entity);
  return [...issues, ...(serviceOf(spec, service).check?.(input, entity) ?? [])];
}

/** Fields and rules in one: the parsed input, or `InvalidInput` that names every place. */
export function parseServiceInput(ref: ServiceRef, input: unknown, entity: EntityFacts): CheckedInput {
  const features = entity.features ?? Object.keys(ref.spec.features);
  const result = serviceInputSchema(ref.spec, ref.service, features).safeParse(input);
  const issues = result.success ? checkServiceInput(ref, result.data, entity) : issuesOf(result.error);
  if (result.success && issues.length === 0) return result.data;
  const name = `${ref.spec.domain}.${ref.service}`;
  throw new InvalidInput(`The input of ${name} is not right: ${issues.map(inWords).join('; ')}.`, issues);
}

const inWords = ({ path, message }: Issue): string => (path === '' ? message : `${path.slice(1)} ${message}`);

/**
 * The service that the entity implements and the input for it: derived services chosen by the state, inputs in their
 * plainest form. `input` must have passed `parseServiceInput`.
 */
export function resolveService(
  { spec, service }: ServiceRef,
  input: CheckedInput,
  entity: EntityFacts,
): { readonly service: string; readonly input: CheckedInput } {
  const { prepare, derived } = serviceOf(spec, service);
  const state = { value: entity.value ?? null, attributes: entity.attributes };
  const next = prepare?.(input, entity) ?? { service: derived?.(state) ?? service, input };
  return next.service === service
    ? next
    : resolveService({ spec, service: next.service }, next.input, entity);
}

function capabilityIssues(
  shape: Shape,
  input: CheckedInput,
  { capabilities }: EntityFacts,
): readonly Issue[] {
  const issues: Issue[] = [];
  for (const [field, schema] of Object.entries(shape)) {
    const value = input[field];
    if (value === undefined || value === null) continue;
    const { choices, minimum, maximum } = fieldMarks(schema);
    const path = `/${field}`;
    const allowed = choices === undefined ? undefined : capabilities[choices];
    if (Array.isArray(allowed) && !allowed.includes(value)) {
      issues.push({
        path,
        message: 'is not among what it can be',
        expected: allowed.join(', '),
        got: JSON.stringify(value),
      });
    }
    const low = boundOf(minimum, capabilities);
    const high = boundOf(maximum, capabilities);
    if (typeof value !== 'number' || ((low ?? value) <= value && value <= (high ?? value))) continue;
    issues.push({
      path,
      message: 'lies outside of its range',
      expected: rangeText(low, high),
      got: String(value),
    });
  }
  return issues;
}

function boundOf(bound: Bound | undefined, capabilities: EntityFacts['capabilities']): number | undefined {
  const given = bound && capabilities[bound.capability];
  return typeof given === 'number' ? given : bound?.default;
}

const rangeText = (low: number | undefined, high: number | undefined): string =>
  low === undefined ? `at most ${high}` : high === undefined ? `at least ${low}` : `${low} to ${high}`;
