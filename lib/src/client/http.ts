import { Unavailable, errorFromRecord } from '../base/errors.ts';
import type { LifeOpsError } from '../base/errors.ts';
import type { ErrorCode } from '../base/error-codes.data.ts';
import type { Json } from '../base/json.ts';
import type { Problem } from '../protocol/live.ts';
import type { Operation } from '../protocol/operation.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

/** The HTTP request of an operation: fields of the path go there, the rest into query or body. */
export function requestOf(
  base: string,
  operation: Operation,
  input: object,
  token: string | undefined,
): Request {
  const left = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = left.get(name);
    left.delete(name);
    return encodeURIComponent(String(value));
  });
  const url = new URL(`${base.replace(/\/$/, '')}${operation.root ? '' : '/api/v1'}${path}`);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  const init: RequestInit = { method: operation.method, headers };
  if (operation.method === 'GET' || operation.method === 'DELETE') {
    for (const [name, value] of left)
      url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
  } else {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(Object.fromEntries(left));
  }
  return { url: url.href, init };
}

/** A problem as the error that the hub threw. */
export function problemToError(problem: Problem): LifeOpsError {
  return errorFromRecord({
    code: problem.code as ErrorCode,
    message: problem.detail,
    details: problem.details ?? {},
    issues: (problem.issues ?? []) as readonly { readonly [key: string]: Json }[],
    retryAfterMs: problem.retry_after_ms ?? null,
  });
}

/** Sends one request; throws the hub's own error, or `Unavailable` when it cannot be reached in time. */
export async function send(
  fetch: Fetch,
  request: Request,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(request.url, signal ? { ...request.init, signal } : request.init);
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted && !isTimeLimit(signal.reason)) throw cause;
    throw new Unavailable('The hub cannot be reached.', { cause });
  }
  const body = parseBody(text);
  if (response.ok) return body;
  if (isProblem(body)) throw problemToError(body);
  throw new Unavailable(
    `The hub answered ${response.status} without saying why; something between may have answered for it.`,
    {
      details: { status: response.status },
    },
  );
}

/** A time limit means that the hub did not answer; any other reason is the caller's own, who knows it. */
const isTimeLimit = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === 'TimeoutError';

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  'detail' in body &&
  typeof body.code === 'string' &&
  typeof body.detail === 'string';
