import { InvalidInput, nearest } from '@lifeops/lib';
import type { Issue, z } from '@lifeops/lib';
import { expectedOfIssue, expectedOfSchema } from '../../config/expected.ts';
import { knownKeys, schemasAt } from '../../config/json-schema.ts';
import type { JsonSchema } from '../../config/json-schema.ts';

type Path = readonly (string | number)[];

/** Deeper input serves nobody, and code that follows it would run out of stack. */
const deepest = 64;
/** What is wrong is told for so many places; a hostile input may have thousands. */
const mostIssues = 50;

/** Parses an input, or throws `InvalidInput` with a pointer to each place. Values are left out: they may be secret. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  schemaOf: () => JsonSchema,
): z.output<S> {
  const foul = foulPlace(input);
  if (foul) throw new InvalidInput(`The input is not right: ${foul.path} ${foul.message}.`, [foul]);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => convert(issue, [], schemaOf())).slice(0, mostIssues);
  const [first] = issues;
  throw new InvalidInput(
    `The input is not right: ${first?.path || 'it'} ${first?.message ?? 'is refused'}.`,
    issues,
  );
}

/** The first field that no schema can be trusted to look at: too deep, or a name that JavaScript gives a meaning. */
function foulPlace(input: unknown): Issue | undefined {
  const waiting: { readonly value: unknown; readonly path: Path }[] = [{ value: input, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= deepest) return { path: pointer(path), message: 'is nested too deeply' };
    for (const key of Object.keys(value)) {
      const place = [...path, key];
      if (key === '__proto__') return { path: pointer(place), message: 'is no name for a field' };
      const child = (value as Record<string, unknown>)[key];
      if (typeof child === 'object' && child !== null) waiting.push({ value: child, path: place });
    }
  }
  return undefined;
}

function convert(issue: z.core.$ZodIssue, prefix: Path, schema: JsonSchema): Issue[] {
  const path = [...prefix, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schemasAt(schema, path));
    return issue.keys.map((key) => unknownField([...path, key], nearest(key.slice(0, 100), known)));
  }
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.find((branch) => branch.some(({ path: below }) => below.length > 0));
    if (inner) return inner.flatMap((part) => convert(part, path, schema));
  }
  const expected = expectedOfSchema(schemasAt(schema, path)) ?? expectedOfIssue(issue);
  const missing = issue.code === 'invalid_type' && issue.message.includes('undefined');
  const message = missing ? `is missing; expected ${expected}` : `is not right; expected ${expected}`;
  return [{ path: pointer(path), message, expected }];
}

function unknownField(path: Path, near: readonly string[]): Issue {
  const hint = near[0] === undefined ? '' : `; did you mean ${near[0]}?`;
  return { path: pointer(path), message: `is an unknown field${hint}` };
}

const pointer = (path: Path): string =>
  path.map((key) => `/${String(key).slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
