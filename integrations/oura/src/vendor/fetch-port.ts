import type { FetchPort } from '@lifeops/lib';
import type { HttpPort } from './http-port.ts';

/**
 * The hub's `fetch` as the port that this client asks for. No tries of the port's own: a token must not be posted twice,
 * and a limit that Oura set is kept by the client for all requests.
 */
export function httpOver(fetch: FetchPort): HttpPort {
  return ({ url, method, headers, query, body, signal }) => {
    const whole = new URL(url);
    for (const [name, value] of Object.entries(query)) whole.searchParams.set(name, value);
    return fetch.raw({
      url: whole.href,
      method,
      headers,
      signal,
      retries: 0,
      ...(body === null ? {} : { body }),
    });
  };
}
