import { InvalidInput, LifeOpsError } from '@lifeops/lib/client';
import type { Issue } from '@lifeops/lib/client';

/** An error as the pages show it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly issues: readonly Issue[];
  readonly retryAfterMs: number | undefined;
}

export function asFailure(cause: unknown): Failure {
  if (cause instanceof LifeOpsError) {
    return {
      code: cause.code,
      message: cause.message,
      issues: cause instanceof InvalidInput ? cause.issues : [],
      retryAfterMs: cause.retryAfterMs,
    };
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof DOMException && cause.name === 'AbortError' ? 'aborted' : 'bug';
  return { code, message, issues: [], retryAfterMs: undefined };
}
