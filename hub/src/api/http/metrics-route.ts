import type { Express } from 'express';
import { Unauthorized } from '@lifeops/lib';
import type { Accounts } from '../../auth/accounts.ts';
import { authorize } from '../../auth/principal.ts';
import { principalOf } from './operation-routes.ts';

/** What `/metrics` says, in the Prometheus text format. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** `/metrics`, for clients that may read the system. */
export function addMetrics(
  app: Express,
  {
    accounts,
    metrics,
  }: { readonly accounts: Pick<Accounts, 'authenticateFresh'>; readonly metrics: MetricsText },
): void {
  app.get('/metrics', async (request, response) => {
    response.locals['route'] = '/metrics';
    const principal = await principalOf(request, accounts, false);
    if (principal === null) throw new Unauthorized('Sign in first.');
    authorize(principal, 'system:read');
    const text = await metrics.text();
    response.set('Cache-Control', 'no-store').set('Content-Type', metrics.contentType).send(text);
  });
}
