import type { ConfigHolder } from '../config/config-holder.ts';
import { orAborted } from '../host/within-time.ts';
import { declaredEntries } from './integration-parts.ts';
import type { IntegrationParts } from './integration-parts.ts';
import type { Kernel } from './kernel.ts';
import type { Storage } from './storage.ts';

/** Finds a person by name: whose an entry of the file is. */
export interface NamedUsers {
  readonly users: { named(name: string): { readonly uid: string } | undefined };
}

export interface BringUp {
  readonly holder: ConfigHolder;
  readonly kernel: Kernel;
  readonly storage: Storage;
  readonly integrations: IntegrationParts;
  readonly accounts: NamedUsers;
  readonly signal: AbortSignal;
  readonly startAutomations: () => void;
}

const seededKey = 'defaults.seeded';

/** Integrations, each for itself; then the automations, which so do not fire from the start. */
export async function bringUp({
  holder,
  kernel,
  storage,
  integrations,
  accounts,
  signal,
  startAutomations,
}: BringUp): Promise<void> {
  const { entries, files, catalog } = integrations;
  const context = kernel.contexts.make('system', null);
  const loaded = holder.current;
  entries.startAll();
  const declared = await declaredEntries(loaded, catalog, (name) => accounts.users.named(name)?.uid ?? null);
  const seeded = (await storage.tables.settings.all()).find(({ key }) => key === seededKey)?.value === true;
  if (loaded.usesDefaults) {
    if (!seeded) {
      const whole = await files.seed(declared, context, signal);
      if (whole) await storage.tables.settings.put([{ key: seededKey, value: true }]);
    }
  } else {
    // Once: what people set up from simulators later is theirs.
    if (seeded) {
      await files.removeSeeded(context);
      await storage.tables.settings.put([{ key: seededKey, value: false }]);
    }
    await files.apply(declared, context, signal);
  }
  await orAborted(signal, entries.settled());
  startAutomations();
  kernel.bus.fire('hub_started', {}, context);
}
