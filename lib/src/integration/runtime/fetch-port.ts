import type { z } from 'zod';
import { backoffMs } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import {
  Aborted,
  asError,
  AuthExpired,
  LifeOpsError,
  NotReady,
  TimedOut,
  Unavailable,
} from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import type { FetchPort, HttpRequest, HttpResponse } from '../ports.ts';
import type { HttpFetch } from '../runtime-io.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { exchange, hostOf } from './http-exchange.ts';
import { withTimeLimit } from './time-limit.ts';

const defaults = { timeoutMs: 30_000, retries: 2, maxBytes: 20 * 1024 * 1024 };
const betweenTries = { firstMs: 500, factor: 2, maxMs: 10_000, jitter: 0.2 };
const worthAnotherTry = new Set([502, 503, 504]);

export interface FetchDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly fetch: HttpFetch;
  readonly log: Logger;
  /** Ends every request. */
  readonly signal: AbortSignal;
}

/** The `fetch` port, as `FetchPort` promises. */
export function createFetchPort(deps: FetchDeps): FetchPort {
  const breakers = new Map<string, CircuitBreaker>();
  const raw = (request: HttpRequest): Promise<HttpResponse> => {
    const host = hostOf(request.url);
    let breaker = breakers.get(host);
    if (!breaker) breakers.set(host, (breaker = new CircuitBreaker(deps.clock, host)));
    return guarded(deps, breaker, request, host);
  };
  const typed = async <S extends z.ZodType>(request: HttpRequest, schema: S): Promise<z.output<S>> =>
    parsed(schema, await raw(request), hostOf(request.url), deps.clock);
  return Object.assign(typed, { raw });
}

async function guarded(
  deps: FetchDeps,
  breaker: CircuitBreaker,
  request: HttpRequest,
  host: string,
): Promise<HttpResponse> {
  breaker.pass();
  const startedAt = deps.clock.monotonic();
  const signal = request.signal ? AbortSignal.any([deps.signal, request.signal]) : deps.signal;
  try {
    const response = await withRetries(deps, request, host, signal);
    if (response.status >= 500) breaker.failed();
    else breaker.succeeded();
    const wait =
      response.status === 429 || response.status === 503 ? retryAfterMs(response, deps.clock) : undefined;
    if (wait !== undefined) breaker.quiet(wait);
    deps.log.debug('HTTP request', {
      method: request.method ?? 'GET',
      host,
      status: response.status,
      ms: Math.round(deps.clock.monotonic() - startedAt),
    });
    return response;
  } catch (cause) {
    if (signal.aborted) {
      breaker.dropped();
      throw cause instanceof Aborted ? cause : new Aborted(undefined, { cause });
    }
    breaker.failed();
    const error = cause instanceof LifeOpsError ? cause : notReached(host, cause);
    deps.log.debug('HTTP request failed', { method: request.method ?? 'GET', host, code: error.code });
    throw error;
  }
}

/** Only a GET is tried again: nothing else is sure to be harmless twice. */
async function withRetries(
  deps: FetchDeps,
  request: HttpRequest,
  host: string,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { clock, random } = deps;
  const method = request.method ?? 'GET';
  const tries = method === 'GET' ? 1 + (request.retries ?? defaults.retries) : 1;
  const outgoing = {
    method,
    url: request.url,
    headers: headersOf(request),
    body:
      request.body === undefined || typeof request.body === 'string'
        ? request.body
        : JSON.stringify(request.body),
    maxBytes: request.maxBytes ?? defaults.maxBytes,
  };
  for (let tried = 1; ; tried++) {
    try {
      const response = await withTimeLimit(
        clock,
        request.timeoutMs ?? defaults.timeoutMs,
        signal,
        (limited) => exchange(deps.fetch, outgoing, limited),
      );
      const again = worthAnotherTry.has(response.status) && retryAfterMs(response, clock) === undefined;
      if (!again || tried >= tries) return response;
    } catch (cause) {
      const passing = cause instanceof TimedOut || !(cause instanceof LifeOpsError);
      if (signal.aborted || !passing || tried >= tries) {
        throw cause instanceof TimedOut
          ? new TimedOut(`${host} did not answer in time.`, { cause, details: { host } })
          : cause;
      }
    }
    await clock.sleep(backoffMs(betweenTries, tried, random), signal);
  }
}

function headersOf(request: HttpRequest): Record<string, string> {
  const given = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const json = request.body !== undefined && typeof request.body !== 'string';
  return {
    accept: 'application/json, */*;q=0.5',
    'user-agent': 'LifeOps',
    ...(json ? { 'content-type': 'application/json' } : {}),
    ...given,
  };
}

function parsed<S extends z.ZodType>(
  schema: S,
  response: HttpResponse,
  host: string,
  clock: Clock,
): z.output<S> {
  const { status, text } = response;
  const details = { host, status };
  if (status === 401 || status === 403)
    throw new AuthExpired(`${host} no longer takes the credentials.`, { details });
  if (status === 429 || status >= 500) {
    const wait = retryAfterMs(response, clock);
    throw new NotReady(`${host} answered ${status}.`, {
      details,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  }
  if (status < 200 || status > 299) throw new Unavailable(`${host} answered ${status}.`, { details });
  const result = schema.safeParse(jsonOf(text, host));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue?.path.map(String).join('/') ?? '';
  throw new Unavailable(`The answer of ${host} is not as expected at /${place}: ${issue?.message}`, {
    details: { ...details, place },
  });
}

function jsonOf(text: string, host: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The cause would quote the text, which may be private.
    throw new Unavailable(`The answer of ${host} is no JSON.`, { details: { host } });
  }
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now. */
function retryAfterMs(response: HttpResponse, clock: Clock): number | undefined {
  const header = response.headers['retry-after']?.trim();
  if (header === undefined || header === '') return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now());
}

/** The cause of a failed connection is told by its code alone: its message may quote the address. */
function notReached(host: string, cause: unknown): Unavailable {
  const error = asError(cause);
  const inner = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
  return new Unavailable(`${host} could not be reached (${code}).`, {
    cause,
    details: { host, reason: code },
  });
}
