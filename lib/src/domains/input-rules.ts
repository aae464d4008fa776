import type { Issue } from '../base/errors.ts';
import type { CheckedInput } from './spec.ts';

/** Names of the given fields that the input has. */
export const given = (input: CheckedInput, fields: readonly string[]): readonly string[] =>
  fields.filter((field) => input[field] !== undefined);

/** At most one of the fields; `what` names the thing that they all say. */
export function atMostOne(input: CheckedInput, fields: readonly string[], what: string): readonly Issue[] {
  const [first, ...rest] = given(input, fields);
  return rest.map((field) => ({
    path: `/${field}`,
    message: `${what} is given twice: as ${first} and as ${field}`,
    expected: `one of ${fields.join(', ')}`,
  }));
}

export function atLeastOne(input: CheckedInput, fields: readonly string[]): readonly Issue[] {
  if (given(input, fields).length > 0) return [];
  return [{ path: '', message: 'nothing is given', expected: `one of ${fields.join(', ')}` }];
}

/** All of the fields or none. */
export function together(input: CheckedInput, fields: readonly string[]): readonly Issue[] {
  const present = given(input, fields);
  if (present.length === 0) return [];
  return fields
    .filter((field) => !present.includes(field))
    .map((field) => ({ path: `/${field}`, message: `missing beside ${present.join(', ')}` }));
}

/** `low` must not lie above `high` where both are given. */
export function ordered(input: CheckedInput, low: string, high: string): readonly Issue[] {
  const from = input[low];
  const to = input[high];
  if (typeof from !== 'number' || typeof to !== 'number' || from <= to) return [];
  return [{ path: `/${low}`, message: `lies above ${high}`, expected: `at most ${to}`, got: String(from) }];
}
