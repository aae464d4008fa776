import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';
import type { Express, Request, RequestHandler } from 'express';
import { asError, Conflict, NotFound } from '@lifeops/lib';
import type { ClockDep, IdsDep, LogDep } from '@lifeops/lib';
import type { Accounts } from '../../auth/accounts.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { addApiReference } from './api-reference.ts';
import { crossOrigin } from './cross-origin.ts';
import { addMetrics } from './metrics-route.ts';
import type { MetricsText } from './metrics-route.ts';
import { addOperationRoutes } from './operation-routes.ts';
import { answerBrokenRequest, answerErrors } from './problem-answers.ts';
import { rateLimitDefaults, RateLimits } from './rate-limits.ts';
import type { RateLimitOptions } from './rate-limits.ts';
import type { RouteStatistics } from './route-statistics.ts';
import { securityHeaders } from './security-headers.ts';
import { addStaticUi } from './static-ui.ts';

export interface HttpApiDeps extends ClockDep, IdsDep, LogDep {
  readonly accounts: Accounts;
  readonly runner: OperationRunner;
  readonly statistics: RouteStatistics;
  readonly metrics: MetricsText;
}

export interface HttpApiOptions {
  readonly version: string;
  /** As browsers reach the hub: `https://…` switches HSTS on. */
  readonly url: string;
  /** Origins of other sites whose pages may use the API. */
  readonly cors: readonly string[];
  /** Addresses and networks whose X-Forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Where the built UI lies. */
  readonly uiFolder: string;
  readonly rateLimits?: RateLimitOptions;
  /** Default 1 MB. */
  readonly bodyLimitBytes?: number;
  /** For the headers to arrive. Default 10 s. */
  readonly headersTimeoutMs?: number;
  /** For the whole request to arrive. Default 30 s. */
  readonly requestTimeoutMs?: number;
}

/** What requests under way have to finish when the server ends. */
const lastWordMs = 5000;

/** The HTTP server: operations as REST, their description, metrics and the UI. Sockets are attached to `server`. */
export class HttpApi implements AsyncDisposable {
  readonly server: Server;
  readonly #app: Express;
  readonly #clock: ClockDep['clock'];
  readonly #connections = new Set<Socket>();
  #ending: Promise<void> | undefined;

  constructor(deps: HttpApiDeps, options: HttpApiOptions) {
    this.#clock = deps.clock;
    this.#app = buildApp(deps, options);
    const headersTimeout = options.headersTimeoutMs ?? 10_000;
    const requestTimeout = options.requestTimeoutMs ?? 30_000;
    this.server = createServer(
      {
        headersTimeout,
        requestTimeout,
        keepAliveTimeout: 65_000,
        connectionsCheckingInterval: Math.min(5000, headersTimeout),
      },
      this.#app,
    );
    this.server.on('clientError', answerBrokenRequest);
    this.server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  /** Resolves with the port that was opened; throws `Conflict` (port-in-use) when another program has it. */
  async listen(host: string, port: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const refuse = (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? new Conflict(`Port ${port} of ${host} is taken by another program.`, {
              code: 'port-in-use',
              cause,
            })
          : asError(cause),
      );
    this.server.once('error', refuse);
    this.server.listen(port, host, resolve);
    await promise;
    this.server.off('error', refuse);
    return (this.server.address() as AddressInfo).port;
  }

  /** The client's address of a request that did not come by a route: a socket's handshake. */
  addressOf(request: IncomingMessage): string {
    const routed = Object.create(request, { app: { value: this.#app } }) as Request;
    return String(Reflect.get(this.#app.request, 'ip', routed) ?? '');
  }

  /** Takes no more requests and lets those under way finish, for a while; idle connections end at once. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#ending ??= new Promise((resolve) => {
      if (!this.server.listening) {
        resolve();
        return;
      }
      const last = this.#clock.timer(lastWordMs, () => {
        // Those that were upgraded too, which the server itself no longer knows.
        for (const socket of this.#connections) socket.destroy();
      });
      this.server.close(() => {
        last[Symbol.dispose]();
        resolve();
      });
      this.server.closeIdleConnections();
    });
    return this.#ending;
  }
}

function buildApp(deps: HttpApiDeps, options: HttpApiOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', false);
  app.set('trust proxy', options.trustedProxies.length > 0 ? [...options.trustedProxies] : false);
  const limits = new RateLimits(deps, options.rateLimits ?? rateLimitDefaults);
  app.use(identify(deps), countRequests(deps), securityHeaders({ https: options.url.startsWith('https:') }));
  app.use(crossOrigin(options.cors));
  app.use((request, response, next) => {
    limits.checkAddress(request.ip ?? '', response);
    next();
  });
  addOperationRoutes(app, { ...deps, limits }, options.bodyLimitBytes ?? 1_000_000);
  addMetrics(app, deps);
  addApiReference(app, { version: options.version, url: '/' });
  addStaticUi(app, options.uiFolder);
  app.use(() => {
    throw new NotFound('There is nothing at this path. GET /openapi.json lists what there is.');
  });
  app.use(answerErrors(deps));
  return app;
}

/** A request's id: the client's own where it is a plain one, so that both sides' logs meet. */
const identify =
  ({ ids }: IdsDep): RequestHandler =>
  (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : ids.next();
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    next();
  };

const countRequests =
  ({ clock, statistics }: Pick<HttpApiDeps, 'clock' | 'statistics'>): RequestHandler =>
  (request, response, next) => {
    const start = clock.monotonic();
    response.once('close', () => {
      const route: unknown = response.locals['route'];
      statistics.record({
        method: request.method,
        route: typeof route === 'string' ? route : 'other',
        status: response.statusCode,
        seconds: (clock.monotonic() - start) / 1000,
      });
    });
    next();
  };
