import type { Socket } from 'node:net';
import type { ErrorRequestHandler, Response } from 'express';
import { asError, errorCodes, InvalidInput, LifeOpsError, NotFound } from '@lifeops/lib';
import type { LogDep } from '@lifeops/lib';
import { problemOf } from '../problem.ts';

/** Answers with a problem; what is our fault goes to the log with all that is known. */
export function sendProblem(response: Response, cause: unknown, { log }: LogDep): void {
  const requestId = String(response.locals['requestId']);
  const error = translate(cause);
  const problem = problemOf(error, requestId);
  if (problem.status >= 500 && errorCodes[problem.code as keyof typeof errorCodes].kind === 'Bug')
    log.error('A request failed by a fault of ours', { request_id: requestId, error: asError(error) });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.retry_after_ms !== undefined)
    response.set('Retry-After', String(Math.max(1, Math.ceil(problem.retry_after_ms / 1000))));
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
  // What was not read of the body would be taken for the next request.
  if (!response.req.complete) response.set('Connection', 'close');
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** The last handler of the server. */
export const answerErrors = (deps: LogDep): ErrorRequestHandler => {
  // Express knows an error handler by its four parameters.
  return (cause, _request, response, _next) => sendProblem(response, cause, deps);
};

/** Express and its parts throw errors with a status of their own: a path that cannot be decoded, a file that is gone. */
function translate(cause: unknown): unknown {
  if (cause instanceof LifeOpsError || !(cause instanceof Error)) return cause;
  const status = 'status' in cause ? cause.status : undefined;
  if (status === 404) return new NotFound('There is nothing here.', { cause });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new InvalidInput('The request cannot be read; its path may not be encoded right.', [], { cause });
  return cause;
}

/** A client that does not speak HTTP, or too slowly, gets a short answer on the bare socket. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code, detail] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'payload-too-large', 'The headers are too large.']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'timed-out', 'The request took too long to arrive.']
        : ['400 Bad Request', 'invalid-input', 'This is no HTTP request.'];
  const body = JSON.stringify({
    type: `urn:lifeops:error:${code}`,
    title: status?.slice(4),
    status: Number(status?.slice(0, 3)),
    detail,
    code,
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
