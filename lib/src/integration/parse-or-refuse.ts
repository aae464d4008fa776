import type { z } from 'zod';
import type { ErrorCode } from '../base/error-codes.data.ts';
import { InvalidInput } from '../base/errors.ts';
import { issuesOf } from '../domains/field-issues.ts';

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
