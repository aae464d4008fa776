import { InvalidInput, Unavailable } from '../../base/errors.ts';
import type { HttpResponse } from '../ports.ts';
import type { HttpAnswer, HttpFetch } from '../runtime-io.ts';

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Headers that may follow to another origin: anything else could be a credential. */
const harmless = new Set(['accept', 'accept-language', 'user-agent', 'content-type']);

export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly maxBytes: number;
}

/**
 * One request with its redirects, its answer read whole. A GET follows up to five, never from https to http, and takes
 * no credentials to another origin. Another method follows 303 (as GET), and 307 and 308 within its origin; else the
 * redirect itself is the answer.
 */
export async function exchange(
  fetch: HttpFetch,
  request: Exchange,
  signal: AbortSignal,
): Promise<HttpResponse> {
  let { method, url, headers, body } = request;
  for (let hops = 0; ; hops++) {
    const answer = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal,
    });
    const names = Object.fromEntries([...answer.headers].map(([name, value]) => [name.toLowerCase(), value]));
    const next = redirectOf(answer.status, names['location'], url, method);
    if (next === undefined)
      return {
        status: answer.status,
        headers: names,
        text: await textOf(answer, names, request.maxBytes, url),
      };
    await discard(answer);
    if (hops === mostRedirects)
      throw new Unavailable(`${hostOf(url)} redirects without end.`, { details: { host: hostOf(url) } });
    if (next.origin !== new URL(url).origin) {
      headers = Object.fromEntries(
        Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())),
      );
    }
    if (answer.status === 303) [method, body] = ['GET', undefined];
    url = next.href;
  }
}

/** For messages and logs: paths and queries may hold tokens. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch (cause) {
    throw new InvalidInput('The address is no URL.', [{ path: '/url', message: 'no URL' }], { cause });
  }
}

function redirectOf(
  status: number,
  location: string | undefined,
  from: string,
  method: string,
): URL | undefined {
  if (!redirects.has(status) || location === undefined || !URL.canParse(location, from)) return undefined;
  const next = new URL(location, from);
  const web = next.protocol === 'https:' || next.protocol === 'http:';
  if (!web || (from.startsWith('https:') && next.protocol === 'http:')) {
    throw new Unavailable(`${hostOf(from)} redirects to an address that is not safe to follow.`, {
      details: { host: hostOf(from) },
    });
  }
  if (method === 'GET' || status === 303) return next;
  return status >= 307 && next.origin === new URL(from).origin ? next : undefined;
}

async function textOf(
  answer: HttpAnswer,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
  url: string,
): Promise<string> {
  if (!answer.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > maxBytes)
      throw new Unavailable(`The answer of ${hostOf(url)} is larger than ${maxBytes} bytes.`, {
        details: { host: hostOf(url) },
      });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return decoder(headers['content-type']).decode(bytes);
}

function decoder(contentType: string | undefined): InstanceType<typeof TextDecoder> {
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(contentType ?? '') ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    // A server that names an encoding that nobody knows mostly means UTF-8.
    return new TextDecoder();
  }
}

async function discard(answer: HttpAnswer): Promise<void> {
  if (!answer.body) return;
  for await (const _ of answer.body) break;
}
