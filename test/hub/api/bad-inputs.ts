import fc from 'fast-check';
import { z } from '@lifeops/lib';
import type { Operation } from '@lifeops/lib/protocol';

/** An input for an operation; `refused`: no schema could take it. */
export interface BadInput {
  readonly input: unknown;
  readonly refused: boolean;
  readonly how: string;
}

type Fields = Record<string, unknown>;

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

const hostileTexts = [
  '',
  ' ',
  '\u0000',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%00%ff',
  '‮abc',
  '🏠'.repeat(50),
  'x'.repeat(100_000),
  "'; DROP TABLE users; --",
  '<script>alert(1)</script>',
  'NaN',
  '-0',
  '1e999',
  '\ud800',
];
const hostileValues = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e308,
    2 ** 53,
    [],
    {},
    [[]],
    [null],
    { length: 1 },
    ...hostileTexts,
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant(deep(2000)),
  fc.constant(Array.from({ length: 3000 }, (_, i) => i)),
);

/** Never a value of the field's type. */
function wrongFor(schema: Fields): unknown[] {
  switch (schema['type']) {
    case 'string':
      return [1, true, null, [], {}];
    case 'integer':
    case 'number':
      return ['x', true, null, [], {}, '1e400'];
    case 'boolean':
      return ['perhaps', 2, null, [], {}];
    case 'array':
      return ['x', 1, true, {}];
    case 'object':
      return ['x', 1, true, [], null];
    default:
      return [];
  }
}

/** Changes a good input for the worse, by the operation's own schema. */
export function badInputs(operation: Operation, good: object): fc.Arbitrary<BadInput> {
  const schema = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Fields;
  const fields = (schema['properties'] ?? {}) as Record<string, Fields>;
  const required = (schema['required'] ?? []) as readonly string[];
  const names = Object.keys(fields);
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const free = names.filter((name) => !inPath.includes(name));
  const base = good as Fields;
  const json = !['GET', 'DELETE'].includes(operation.method);

  const ways: fc.Arbitrary<BadInput>[] = [
    fc
      .tuple(fc.constantFrom('extra', 'constructor', 'toString', 'ID', 'hasOwnProperty'), hostileValues)
      .map(([key, value]) => ({ input: { ...base, [key]: value }, refused: true, how: `extra ${key}` })),
    hostileValues.map((value) => ({
      input: JSON.parse(`{"__proto__":${JSON.stringify(value) ?? '1'}}`) as unknown,
      refused: json,
      how: 'prototype',
    })),
  ];
  const droppable = required.filter((name) => free.includes(name));
  if (droppable.length > 0)
    ways.push(
      fc.constantFrom(...droppable).map((name) => {
        const { [name]: _gone, ...rest } = base;
        return { input: rest, refused: true, how: `without ${name}` };
      }),
    );
  if (names.length > 0)
    ways.push(
      fc.tuple(fc.constantFrom(...names), hostileValues).map(([name, value]) => ({
        input: { ...base, [name]: value },
        refused: false,
        how: `hostile ${name}`,
      })),
    );
  const wrong = free.flatMap((name) => wrongFor(fields[name] as Fields).map((value) => ({ name, value })));
  if (json && wrong.length > 0)
    ways.push(
      fc.constantFrom(...wrong).map(({ name, value }) => ({
        input: { ...base, [name]: value },
        refused: true,
        how: `wrong type of ${name}`,
      })),
    );
  if (json)
    ways.push(
      fc
        .constantFrom<unknown>(null, 1, 'text', [], [1], true)
        .map((input) => ({ input, refused: true, how: 'no object' })),
    );
  return fc.oneof(...ways);
}
