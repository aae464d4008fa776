import type { HostPipe } from '@lifeops/lib/host';
import type { InstalledIntegration } from './installed.ts';

/** A running integration as the hub sees it: messages, and the way to end it. */
export interface Hosted extends AsyncDisposable {
  readonly pipe: HostPipe;
}

/** Where integrations run: inside the hub, in a worker, in a process. Each start is an instance of its own. */
export interface IntegrationHost {
  start(integration: InstalledIntegration): Promise<Hosted>;
}
