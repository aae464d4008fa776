import { asLifeOpsError, errorCodes, errorToRecord, InvalidInput } from '@lifeops/lib';
import { formatIssues } from '../config/config-issue.ts';

/** An error as the CLI tells it: for people all places, or what happened and what to do; for programs a record. */
export function describeFailure(cause: unknown): { readonly text: string; readonly error: object } {
  const error = asLifeOpsError(cause);
  const record = errorToRecord(error);
  if (error instanceof InvalidInput && error.issues.length > 0) {
    const count = error.issues.length === 1 ? 'one problem' : `${error.issues.length} problems`;
    return {
      text: `The configuration has ${count}; nothing was changed.\n${formatIssues(error)}`,
      error: record,
    };
  }
  if (error.code === 'bug') {
    // The place helps whoever reports it.
    const stack = cause instanceof Error ? (cause.stack ?? cause.message) : error.message;
    return { text: `A fault of LifeOps: ${stack}`, error: record };
  }
  const { category, help } = errorCodes[error.code];
  // What the caller got wrong the message says itself.
  return { text: category === 'validation' ? error.message : `${error.message}\n→ ${help}`, error: record };
}
