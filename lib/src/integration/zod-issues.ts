import type { z } from 'zod';
import { InvalidInput } from '../base/errors.ts';
import type { Issue } from '../base/errors.ts';
import type { ErrorCode } from '../base/error-codes.data.ts';

/** What a schema found wrong, each place as a JSON pointer; unknown fields are named one by one. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pointer([...issue.path, key]), message: 'is not known here' }));
    }
    const expected =
      'expected' in issue && typeof issue.expected === 'string' ? { expected: issue.expected } : {};
    return [{ path: pointer(issue.path), message: issue.message, ...expected }];
  });
}

/** Parses, or throws `InvalidInput` that names each place. Values are left out of messages: they may be secret. */
export function parseOrRefuse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  what: string,
  code: ErrorCode = 'invalid-input',
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  const first = issues[0];
  throw new InvalidInput(`${what} is not valid: ${first?.path || '/'} ${first?.message}.`, issues, { code });
}

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
