import type { ConfigHolder } from '../config/config-holder.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import type { SiteSettings } from '../site/site-settings.ts';
import type { NamedUsers } from './bring-up.ts';
import { automationsInFiles } from './automation-parts.ts';
import { checkEntries, declaredEntries } from './integration-parts.ts';
import type { IntegrationParts } from './integration-parts.ts';
import type { Kernel } from './kernel.ts';
import { siteConfig } from './site-config.ts';

/** Integrations know the home from when they were set up: they are set up again when it changes. */
export function followSite(kernel: Kernel, { entries }: IntegrationParts): Disposable {
  const known = new Set(['site.name', 'site.latitude', 'site.longitude', 'site.timeZone', 'site.currency']);
  return kernel.bus.on(
    'settings_updated',
    ({ data }) => {
      if (data.keys.some((key) => known.has(key))) for (const { uid } of entries.all()) entries.reload(uid);
    },
    { owner: 'site' },
  );
}

/** What a reloaded configuration changes while the hub runs; a part that refuses leaves things as they were. */
export function participateInReloads(
  holder: ConfigHolder,
  parts: {
    readonly kernel: Kernel;
    readonly site: SiteSettings;
    readonly integrations: IntegrationParts;
    readonly accounts: NamedUsers;
    readonly automations: (next: LoadedConfig) => Promise<void>;
  },
): Disposable {
  const { kernel, integrations } = parts;
  const held = new DisposableStack();
  held.use(
    // All that can be refused is refused here, before anything is changed: going back would cost an entry what it had.
    holder.participate('check', async (next) => {
      automationsInFiles(next);
      await checkEntries(next, integrations.catalog);
    }),
  );
  held.use(
    holder.participate('site', async (next) =>
      parts.site.reconfigure(siteConfig(next), kernel.contexts.make('system', null)),
    ),
  );
  held.use(
    holder.participate('integrations', async (next) => {
      if (next.usesDefaults) return;
      const declared = await declaredEntries(
        next,
        integrations.catalog,
        (name) => parts.accounts.users.named(name)?.uid ?? null,
      );
      await integrations.files.apply(declared, kernel.contexts.make('system', null));
    }),
  );
  held.use(holder.participate('automations', parts.automations));
  return held;
}
