import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClockDep } from '@lifeops/lib';
import { answerData, readDataPath } from './data-endpoints.ts';
import type { Answer, DataOptions } from './data-endpoints.ts';
import type { Fault, FaultTarget, Faults } from './faults.ts';
import type { SimulatedAccount } from './simulated-account.ts';
import type { SimulatedData } from './simulated-data.ts';

export interface Answering extends ClockDep {
  readonly data: SimulatedData;
  readonly account: SimulatedAccount;
  readonly faults: Faults;
  readonly dataOptions: Omit<DataOptions, 'emptyFirstPage'>;
  readonly signal: AbortSignal;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Answers one request: faults first, then as the cloud would. */
export async function answer(deps: Answering, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  // Node would tell the machine's time, which is not that of the simulator, and keep a timer for it.
  response.sendDate = false;
  const text = await readText(request);
  const fault = deps.faults.take(targetOf(url));
  if (fault?.kind === 'looping_token') url.searchParams.delete('next_token');
  if (fault?.kind === 'slow') await deps.clock.sleep(fault.ms, deps.signal);
  if (fault?.kind === 'hang_up') {
    response.destroy();
    return;
  }
  const ready = fault && replaceAnswer(fault);
  if (ready) {
    response
      .writeHead(ready.status, { 'content-type': 'application/json', ...ready.headers })
      .end(ready.text);
    return;
  }
  if (request.method === 'GET' && /^\/oauth\/(?:v2\/ext\/oauth-authorize|authorize)$/.test(url.pathname)) {
    const back = deps.account.authorise(url.searchParams);
    response.writeHead(back === null ? 400 : 302, back === null ? {} : { location: back }).end();
    return;
  }
  const { status, body } = goodAnswer(deps, exchange, {
    text,
    emptyFirstPage: fault?.kind === 'empty_first_page',
  });
  const json = JSON.stringify(fault?.kind === 'looping_token' ? { ...body, next_token: 'again' } : body);
  if (fault?.kind === 'lost_answer') response.destroy();
  else {
    const cut = fault?.kind === 'truncated' ? json.slice(0, Math.floor(json.length / 2)) : json;
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(cut);
  }
}

interface Asked {
  readonly text: string;
  readonly emptyFirstPage: boolean;
}

function goodAnswer(deps: Answering, { request, url }: Exchange, { text, emptyFirstPage }: Asked): Answer {
  const { authorization } = request.headers;
  if (request.method === 'POST') {
    const form = new URLSearchParams(text);
    const [, place] = /^\/oauth\/(?:v2\/ext\/oauth-)?(token|revoke)$/.exec(url.pathname) ?? [];
    const generation = url.pathname.includes('/v2/') ? 'modern' : 'legacy';
    if (place === 'token') return deps.account.token(generation, form, authorization);
    if (place === 'revoke') {
      deps.account.revoke(form.get('token') ?? url.searchParams.get('access_token') ?? '');
      return { status: 200, body: {} };
    }
  }
  const asked = request.method === 'GET' ? readDataPath(url.pathname) : null;
  if (asked === null) return { status: 404, body: { detail: 'Not Found' } };
  const scope = asked.sandbox ? null : deps.account.scopeOf(authorization);
  if (scope === null && !(asked.sandbox && authorization))
    return { status: 401, body: { detail: 'Unauthorized' } };
  return answerData(
    deps,
    { ...asked, query: url.searchParams, scope },
    { ...deps.dataOptions, emptyFirstPage },
  );
}

const targetOf = (url: URL): FaultTarget =>
  readDataPath(url.pathname)?.collection ?? (url.pathname.endsWith('token') ? 'token' : '*');

interface ReadyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The answer that a fault gives in place of the good one; null when the good one is still needed. */
function replaceAnswer(fault: Fault): ReadyAnswer | null {
  if (fault.kind === 'status') {
    return {
      status: fault.status,
      headers: fault.headers ?? {},
      text: fault.body ?? '{"detail":"simulated"}',
    };
  }
  if (fault.kind === 'html') {
    return {
      status: 200,
      headers: { 'content-type': 'text/html' },
      text: '<!doctype html><title>Back soon</title>',
    };
  }
  if (fault.kind === 'body') return { status: 200, headers: {}, text: fault.text };
  if (fault.kind !== 'rate_limited') return null;
  const headers = {
    ...(fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) }),
    ...(fault.resetAtS === undefined ? {} : { 'x-ratelimit-reset': String(fault.resetAtS) }),
  };
  return { status: 429, headers, text: '{"detail":"Too many requests"}' };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
