import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IdsDep, LogDep } from '@lifeops/lib';
import { asError, NotFound } from '@lifeops/lib';
import { hubPrincipal } from '../../auth/principal.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { problemOf } from '../problem.ts';

/** `GET /status` on a port of its own, for the internal network: open to whoever reaches it, and nothing else is there. */
export class StatusServer implements AsyncDisposable {
  readonly server: Server;

  constructor(deps: IdsDep & LogDep & { readonly runner: OperationRunner }) {
    this.server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
      const requestId = deps.ids.next();
      const work =
        request.method === 'GET' && request.url === '/status'
          ? deps.runner.run(
              'system.status',
              {},
              {
                principal: hubPrincipal,
                address: request.socket.remoteAddress ?? '',
                requestId,
                device: 'status port',
              },
            )
          : Promise.reject(new NotFound('Only GET /status is here.'));
      work.then(
        (status) => send(response, 200, status),
        (cause: unknown) => {
          const problem = problemOf(cause, requestId);
          if (problem.status >= 500) deps.log.error('The status port failed', { error: asError(cause) });
          send(response, problem.status, problem);
        },
      );
    });
  }

  /** Resolves with the port that was opened. */
  async listen(host: string, port: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.server.once('error', reject);
    this.server.listen(port, host, resolve);
    await promise;
    this.server.off('error', reject);
    return (this.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.server.close(() => resolve());
    this.server.closeAllConnections();
    await promise;
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': status === 200 ? 'application/json' : 'application/problem+json',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
