import type { IncomingMessage } from 'node:http';

/** Whether a page of this request's origin may open a socket: no page, the hub's own pages, or a listed origin. */
export function mayConnectFrom(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
