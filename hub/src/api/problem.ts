import { asLifeOpsError, errorCodes, InvalidInput, NotReady } from '@lifeops/lib';
import type { ErrorCode } from '@lifeops/lib';
import type { Problem } from '@lifeops/lib/protocol';

/**
 * Any thrown thing as an RFC 9457 problem with our code. What we do not know is a `bug`: its own words stay in the log,
 * under the request's id.
 */
export function problemOf(cause: unknown, requestId: string): Problem {
  const error = asLifeOpsError(cause);
  const { status } = errorCodes[error.code];
  const known = error.code !== 'bug';
  return {
    type: `urn:lifeops:error:${error.code}`,
    title: titleOf(error.code),
    status,
    detail: known ? error.message : `Something broke inside the hub. The log has it under ${requestId}.`,
    code: error.code,
    instance: `urn:lifeops:request:${requestId}`,
    ...(error instanceof InvalidInput && error.issues.length > 0
      ? { issues: error.issues.map((issue) => ({ ...issue })) }
      : {}),
    ...(error.retryAfterMs === undefined ? {} : { retry_after_ms: Math.ceil(error.retryAfterMs) }),
    ...(known && Object.keys(error.details).length > 0
      ? { details: { ...error.details } as NonNullable<Problem['details']> }
      : {}),
  };
}

/** `NotReady` with the wait that is left, as both REST and sockets answer it. */
export const tooManyRequests = (waitMs: number): NotReady =>
  new NotReady(`Too many requests. Try again in ${Math.ceil(waitMs / 1000)} s.`, {
    code: 'too-many-requests',
    retryAfterMs: waitMs,
  });

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
