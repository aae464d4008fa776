import type { Clock } from '../base/clock.ts';
import { Aborted, Bug } from '../base/errors.ts';
import type { HttpAnswer, HttpFetch, HttpInit } from '../integration/runtime-io.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** Names as the integration wrote them, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
  readonly query: Readonly<Record<string, string>>;
  /** Epoch milliseconds of the clock in use. */
  readonly at: number;
}
export interface HttpReply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}
export type HttpRoute = HttpReply | ((request: RecordedRequest) => HttpReply | Promise<HttpReply>);

/** What goes wrong: an answer of its own, no answer at all, a connection that breaks, or an answer that comes late. */
export type HttpFault = HttpReply | 'timeout' | 'broken' | { readonly delayMs: number };

/** As the platform's `fetch` fails: what the runtime has to translate. */
class BrokenConnection extends TypeError {
  readonly code = 'ECONNRESET';

  constructor() {
    super('fetch failed');
  }
}

/**
 * The other end of an integration's HTTP: routes by `METHOD https://host/path` (no query; `*` stands for one path
 * segment, `**` for any rest), all requests recorded, faults in front of them.
 */
export class RecordedHttp {
  readonly requests: RecordedRequest[] = [];
  readonly #routes = new Map<string, HttpRoute>();
  readonly #faults: { readonly fault: HttpFault; readonly pattern: RegExp; left: number }[] = [];
  #clock: Clock | undefined;

  constructor(routes: Readonly<Record<string, HttpRoute>> = {}) {
    for (const [route, reply] of Object.entries(routes)) this.on(route, reply);
  }

  /** Sets or replaces a route. */
  on(route: string, reply: HttpRoute): this {
    if (!/^[A-Z]+ https?:\/\//.test(route))
      throw new Bug(`"${route}" is no route; it looks like GET https://host/path.`);
    this.#routes.set(route, reply);
    return this;
  }

  /** From now on requests go wrong, those to `only` (as a route, default: all), `times` times (default: until healed). */
  fail(fault: HttpFault, options: { readonly only?: string; readonly times?: number } = {}): void {
    const pattern = options.only === undefined ? /^/ : routePattern(options.only);
    this.#faults.push({ fault, pattern, left: options.times ?? Number.POSITIVE_INFINITY });
  }

  heal(): void {
    this.#faults.length = 0;
  }

  /** The clock by which delays pass; a `testHub` gives its own. */
  useClock(clock: Clock): void {
    this.#clock = clock;
  }

  readonly fetch: HttpFetch = async (url, init) => {
    const request = this.#record(url, init);
    const name = `${init.method} ${url.split(/[?#]/, 1)[0]}`;
    const fault = this.#takeFault(name);
    if (fault === 'timeout') return untilAborted(init.signal);
    if (fault === 'broken') throw new BrokenConnection();
    if (fault !== undefined && !('delayMs' in fault)) return answerOf(fault);
    if (fault !== undefined) await this.#clock?.sleep(fault.delayMs, init.signal);
    const route = this.#route(name);
    if (route === undefined)
      throw new Bug(`No route for ${name}. Routes: ${[...this.#routes.keys()].join(', ') || 'none'}.`);
    return answerOf(typeof route === 'function' ? await route(request) : route);
  };

  #record(url: string, init: HttpInit): RecordedRequest {
    const query = Object.fromEntries(new URL(url).searchParams);
    const at = this.#clock?.now() ?? 0;
    const request = {
      method: init.method,
      url,
      headers: init.headers,
      body: init.body,
      json: jsonOf(init.body),
      query,
      at,
    };
    this.requests.push(request);
    return request;
  }

  #takeFault(name: string): HttpFault | undefined {
    const found = this.#faults.find(({ pattern, left }) => left > 0 && pattern.test(name));
    if (found) found.left--;
    return found?.fault;
  }

  #route(name: string): HttpRoute | undefined {
    const exact = this.#routes.get(name);
    if (exact !== undefined) return exact;
    for (const [route, reply] of this.#routes) if (routePattern(route).test(name)) return reply;
    return undefined;
  }
}

function routePattern(route: string): RegExp {
  const source = route
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*');
  return new RegExp(`^${source}$`);
}

function answerOf({ status = 200, headers = {}, json, text, bytes }: HttpReply): HttpAnswer {
  const body = bytes ?? new TextEncoder().encode(json === undefined ? (text ?? '') : JSON.stringify(json));
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  return { status, headers: Object.entries({ ...type, ...headers }), body: chunks(body) };
}

async function* chunks(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
}

function jsonOf(body: string | undefined): unknown {
  try {
    return body === undefined ? undefined : JSON.parse(body);
  } catch {
    // Forms and plain text are no JSON; `body` has them.
    return undefined;
  }
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = () => reject(new Aborted(undefined, { cause: signal.reason }));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
