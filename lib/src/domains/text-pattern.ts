import { z } from 'zod';
import type { Issue } from '../base/errors.ts';

const compiled = (pattern: string): RegExp | undefined => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/** A regular expression that a whole text must match, as HTML's `pattern`. Refused when it does not compile. */
export const patternField = z
  .string()
  .max(500)
  .refine((pattern) => compiled(pattern) !== undefined, { error: 'no regular expression' });

/** An issue when `pattern` is one and `text` does not match it. */
export function checkPattern(path: string, text: unknown, pattern: unknown): readonly Issue[] {
  if (typeof text !== 'string' || typeof pattern !== 'string') return [];
  const matcher = compiled(pattern);
  if (matcher === undefined || matcher.test(text)) return [];
  return [{ path, message: 'does not have the expected form', expected: pattern }];
}
