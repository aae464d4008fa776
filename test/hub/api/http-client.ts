import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Undefined when the text is no JSON. */
  readonly json: unknown;
}

/** One request on a connection of its own, path and body as they are given: no client of ours that would mend them. */
export function ask(
  url: string,
  path: string,
  options: {
    readonly method?: string;
    readonly token?: string | undefined;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer | undefined;
  } = {},
): Promise<Answer> {
  const { method = 'GET', token, headers = {}, body } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = new URL(url);
  const outgoing = request(
    {
      hostname,
      port,
      path,
      method,
      agent: false,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
      });
    },
  );
  outgoing.once('error', reject);
  outgoing.end(body);
  return promise;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
