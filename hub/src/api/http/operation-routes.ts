import type { Express, Request, Response } from 'express';
import { InvalidInput, Unauthorized } from '@lifeops/lib';
import { operations } from '@lifeops/lib/protocol';
import type { Operation } from '@lifeops/lib/protocol';
import type { Accounts } from '../../auth/accounts.ts';
import type { Principal } from '../../auth/principal.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { readJsonBody } from './json-body.ts';
import type { RateLimits } from './rate-limits.ts';
import { inputOf, takesQuery } from './request-input.ts';

export interface RouteDeps {
  readonly accounts: Pick<Accounts, 'authenticateFresh'>;
  readonly runner: OperationRunner;
  readonly limits: RateLimits;
}

/** Where an operation lies: `/api/v1/states/{entity_id}`. */
export const routeOf = (operation: Operation): string =>
  operation.root ? operation.path : `/api/v1${operation.path}`;

/** One route per operation; other methods of a known path are refused with what is allowed. */
export function addOperationRoutes(app: Express, deps: RouteDeps, limitBytes: number): void {
  const methods = new Map<string, string[]>();
  for (const operation of Object.values<Operation>(operations)) {
    const route = routeOf(operation);
    const verb = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    app[verb](expressPath(route), async (request, response) => {
      response.locals['route'] = route;
      await answer(operation, { request, response }, { ...deps, limitBytes });
    });
    methods.set(route, [...(methods.get(route) ?? []), operation.method]);
  }
  for (const [route, allowed] of methods) {
    const allow = [...new Set(allowed)].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.all(expressPath(route), (request, response) => {
      response.locals['route'] = route;
      response.set('Allow', [...allow, 'OPTIONS'].join(', '));
      if (request.method === 'OPTIONS') response.status(204).end();
      else throw notAllowed(request.method, allow);
    });
  }
}

async function answer(
  operation: Operation,
  { request, response }: { readonly request: Request; readonly response: Response },
  { accounts, runner, limits, limitBytes }: RouteDeps & { readonly limitBytes: number },
): Promise<void> {
  const principal = await principalOf(request, accounts, operation.permission === null);
  const address = request.ip ?? '';
  limits.checkOperation(operation.name, { address, principal }, response);
  runner.admit(operation.name, principal);
  const body = takesQuery(operation) ? {} : await readJsonBody(request, limitBytes);
  const { params, url } = request;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const output = await runner.run(operation.name, inputOf(operation, { params, url, body }), {
    principal,
    address,
    requestId: String(response.locals['requestId']),
    device: (request.headers['user-agent'] ?? 'unnamed').slice(0, 100),
    signal: gone.signal,
  });
  response
    .status(operation.status ?? 200)
    .set('Cache-Control', 'no-store')
    .json(output);
}

/** By the Authorization header alone: what is in a URL ends in logs. An open operation does not mind a stale token. */
export async function principalOf(
  request: Request,
  accounts: Pick<Accounts, 'authenticateFresh'>,
  open: boolean,
): Promise<Principal | null> {
  const secret = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (secret === undefined) return null;
  try {
    return await accounts.authenticateFresh(secret);
  } catch (cause) {
    if (open && cause instanceof Unauthorized) return null;
    throw cause;
  }
}

const expressPath = (route: string): string => route.replace(/\{(\w+)\}/g, ':$1');

function notAllowed(method: string, allow: readonly string[]): InvalidInput {
  return new InvalidInput(`${method} is not possible here; ${allow.join(', ')} is.`, [], {
    code: 'method-not-allowed',
    details: { allow: [...allow] },
  });
}
