import type { z } from 'zod';
import type { Issue } from '../base/errors.ts';

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What a schema refused, each place by JSON pointer, unknown fields one by one. Without the values: they may be secret. */
export function issuesOf(error: z.ZodError): readonly Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pointer([...issue.path, key]), message: 'is not known here' }));
    }
    const expected =
      'expected' in issue && typeof issue.expected === 'string' ? { expected: issue.expected } : {};
    return [{ path: pointer(issue.path), message: issue.message, ...expected }];
  });
}
