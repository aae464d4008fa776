import type { RequestHandler } from 'express';

const exposed = 'RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id';

/** Pages of other sites may use the API when their origin is listed; nothing else is said to the rest. */
export function crossOrigin(allowed: readonly string[]): RequestHandler {
  const origins = new Set(allowed);
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin !== undefined && origins.has(origin)) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Expose-Headers', exposed);
      if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
        response.set('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
        response.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-Request-Id');
        response.set('Access-Control-Max-Age', '600');
        response.status(204).end();
        return;
      }
    }
    next();
  };
}
