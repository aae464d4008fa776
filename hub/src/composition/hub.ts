import { asError, every, minutes } from '@lifeops/lib';
import type { ClockDep, MachinePort, RandomDep } from '@lifeops/lib';
import { nodeRuntimeIo } from '@lifeops/lib/node';
import { allOperations } from '../api/operations/all-operations.ts';
import { OperationRunner } from '../api/operations/operation-runner.ts';
import { HttpApi } from '../api/http/http-api.ts';
import { RouteStatistics } from '../api/http/route-statistics.ts';
import { StatusServer } from '../api/http/status-server.ts';
import { forgetTokenChanges, watchTokenChanges } from '../auth/node/token-changes.ts';
import { CalendarEvents } from '../calendar/calendar-events.ts';
import type { ConfigHolder } from '../config/config-holder.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import type { HubLog } from '../logging/hub-log.ts';
import { InlineHost } from '../host/inline-host.ts';
import { orAborted } from '../host/within-time.ts';
import { Notifications } from '../notifications/notifications.ts';
import { Recorder, recorderDefaults } from '../recorder/recorder.ts';
import { SiteSettings } from '../site/site-settings.ts';
import { HealthRegistry } from '../supervisor/health-registry.ts';
import { MachineWatch } from '../supervisor/machine-watch.ts';
import type { NetworkPort } from '../supervisor/machine-watch.ts';
import { catalogView, configAdmin, entryAdmin, flowAdmin } from './api-parts.ts';
import { automationsInFiles, makeAutomations } from './automation-parts.ts';
import { calendarAnswers, calendarSync } from './calendar-parts.ts';
import { checkEntries, declaredEntries, makeIntegrations } from './integration-parts.ts';
import type { IntegrationParts } from './integration-parts.ts';
import { startKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { recordCalls } from './call-records.ts';
import { hubMetrics } from './metrics-parts.ts';
import { loadAccounts } from './people.ts';
import { siteConfig } from './site-config.ts';
import { SocketApi } from '../api/socket/socket-api.ts';
import { openStorage } from './storage.ts';
import type { Storage } from './storage.ts';
import { askParts, systemReport } from './system-report.ts';

export interface HubOptions extends ClockDep, RandomDep {
  readonly holder: ConfigHolder;
  readonly log: HubLog;
  readonly version: string;
  /** Where the built UI lies. */
  readonly uiFolder: string;
  /** Where packages of integrations lie, in order of precedence. */
  readonly integrationFolders: readonly string[];
  readonly machine: MachinePort;
  readonly network: NetworkPort;
  /** Every message to and from integrations passes a structured clone: for tests. */
  readonly clonedMessages?: boolean;
  /** Where it listens, instead of the configured port: for tests, 0 for any. */
  readonly port?: number;
}

/** A hub whose API answers. */
export interface Hub extends AsyncDisposable {
  /** As clients on this machine reach it. */
  readonly url: string;
  /** Shown to who starts it, while there is no owner. */
  readonly setupCode: string | null;
  /** Resolves when everything that is configured is up or retrying. */
  readonly ready: Promise<void>;
}

/**
 * Starts a hub: storage, the kernel with the states of the last run, the API, and then the integrations, each for itself.
 * Resolves when the API answers. Disposing stops everything in the reverse order and keeps what is known.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { clock, random, holder, log: hubLog } = options;
  const log = hubLog.logger;
  const { config, dataFolder } = holder.current;
  await using starting = new AsyncDisposableStack();

  const health = new HealthRegistry({ clock, log });
  const storage = starting.use(
    await openStorage({
      clock,
      log,
      random,
      dataFolder,
      databaseUrl: config.database.url.reveal(),
      recorderUrl: config.recorder.url.reveal(),
    }),
  );
  const kernel = await startKernel({ clock, log, random }, storage);
  starting.use(kernel.pending);
  const base = { clock, log, random, ids: kernel.ids, tables: storage.tables, bus: kernel.bus };
  const site = new SiteSettings(
    { table: storage.tables.settings, bus: kernel.bus },
    siteConfig(holder.current),
  );
  const notifications = new Notifications({ ...base, table: storage.tables.notifications });
  await forgetTokenChanges(dataFolder);
  const [accounts] = await Promise.all([loadAccounts(base), site.load(), notifications.load()]);
  starting.use(watchTokenChanges({ clock, log, dataFolder, tokens: accounts.tokens }));

  const recorder = starting.use(
    new Recorder(
      {
        ...base,
        states: kernel.states,
        store: storage.history,
        policyOf: (uid) => kernel.registries.entities.get(uid)?.capability.record ?? 'changes',
      },
      { ...recorderDefaults, keepMs: config.recorder.retention.states_days * 86_400_000 },
    ),
  );
  recorder.start();
  starting.use(recordCalls(kernel.bus, recorder));
  const calendarEvents = new CalendarEvents({ clock, bus: kernel.bus, table: storage.tables.calendarEvents });
  starting.use(calendarAnswers(kernel.services, calendarEvents, clock));
  const machine = starting.use(
    new MachineWatch({ clock, machine: options.machine, network: options.network, health }),
  );

  const integrations = starting.use(
    makeIntegrations({
      clock,
      log,
      random,
      host: new InlineHost(
        { io: nodeRuntimeIo({ clock, random, machine: options.machine }) },
        { cloned: options.clonedMessages ?? false },
      ),
      kernel,
      storage,
      site,
      recorder,
      calendarEvents,
      notifications,
      folders: options.integrationFolders,
    }),
  );
  await Promise.all([integrations.catalog.load(), integrations.entries.load()]);
  const automations = starting.use(makeAutomations({ clock, log }, kernel, storage.tables));
  await automations.load(automationsInFiles(holder.current));
  starting.use(askParts(health, { clock, recorder, entries: integrations.entries }));

  const runner = new OperationRunner({
    contexts: kernel.contexts,
    table: allOperations({
      ...base,
      ...kernel,
      accounts,
      recorder,
      site,
      notifications,
      automations,
      calendar: calendarEvents,
      calendarSync: calendarSync(integrations.hosted),
      integrations: catalogView(integrations),
      texts: integrations.texts,
      entries: entryAdmin(integrations),
      flows: flowAdmin(integrations),
      system: systemReport({
        version: options.version,
        nodeId: kernel.node,
        health,
        machine,
        entries: integrations.entries,
      }),
      config: configAdmin(holder),
      logLevels: hubLog,
    }),
  });
  const statistics = new RouteStatistics();
  const http = starting.use(
    new HttpApi(
      {
        clock,
        log,
        ids: kernel.ids,
        accounts,
        runner,
        statistics,
        metrics: hubMetrics({ options, kernel, integrations, recorder, health, statistics }),
      },
      {
        version: options.version,
        url: config.server.url,
        cors: config.server.cors,
        trustedProxies: config.server.trusted_proxies,
        uiFolder: options.uiFolder,
      },
    ),
  );
  const sockets = starting.use(
    new SocketApi(
      {
        ...base,
        ...kernel,
        accounts,
        runner,
        notifications,
        entries: integrations.admin,
        addressOf: (request) => http.addressOf(request),
      },
      { cors: config.server.cors },
    ),
  );
  sockets.start(http.server);
  const port = await http.listen(config.server.host, options.port ?? config.server.port);
  if (config.server.status.enabled) {
    const status = starting.use(new StatusServer({ ids: kernel.ids, log, runner }));
    await status.listen(config.server.status.host, config.server.status.port);
  }

  starting.use(followSite(kernel, integrations));
  starting.use(
    participateInReloads(holder, {
      kernel,
      site,
      integrations,
      automations: (next) => automations.reloadFiles(automationsInFiles(next)),
      accounts,
    }),
  );
  const stopping = new AbortController();
  const ready = bringUp({
    options,
    kernel,
    storage,
    integrations,
    accounts,
    signal: stopping.signal,
    startAutomations: () => automations.start(),
  }).then(
    () => health.started(),
    (cause: unknown) => {
      if (!stopping.signal.aborted)
        log.error('The integrations could not be brought up', { error: asError(cause) });
      health.started();
    },
  );
  const readMachine = async () => void (await machine.read());
  const unread = (cause: unknown) => log.warn('The machine could not be read', { error: asError(cause) });
  void ready.then(readMachine).catch(unread);
  starting.use(every(clock, minutes(1), readMachine, unread));
  starting.defer(async () => {
    stopping.abort();
    kernel.bus.fire('hub_stopping', {}, kernel.contexts.make('system', null));
    await ready;
  });
  const held = starting.move();
  return {
    url: `http://${hostForUrl(config.server.host)}:${port}`,
    setupCode: accounts.firstRun ? accounts.setupCode : null,
    ready,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

interface BringUp {
  readonly options: HubOptions;
  readonly kernel: Kernel;
  readonly storage: Storage;
  readonly integrations: IntegrationParts;
  readonly accounts: { readonly users: { named(name: string): { readonly uid: string } | undefined } };
  readonly signal: AbortSignal;
  readonly startAutomations: () => void;
}

const seededKey = 'defaults.seeded';

/** Integrations, each for itself; then the automations, which so do not fire from the start. */
async function bringUp({
  options,
  kernel,
  storage,
  integrations,
  accounts,
  signal,
  startAutomations,
}: BringUp): Promise<void> {
  const { entries, files, catalog } = integrations;
  const context = kernel.contexts.make('system', null);
  const loaded = options.holder.current;
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

/** Integrations know the home from when they were set up: they are set up again when it changes. */
function followSite(kernel: Kernel, { entries }: IntegrationParts): Disposable {
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
function participateInReloads(
  holder: ConfigHolder,
  parts: {
    readonly kernel: Kernel;
    readonly site: SiteSettings;
    readonly integrations: IntegrationParts;
    readonly accounts: BringUp['accounts'];
    readonly automations: (next: LoadedConfig) => Promise<void>;
  },
): Disposable {
  const { kernel, integrations } = parts;
  const held = new DisposableStack();
  held.use(holder.participate('integrations: check', (next) => checkEntries(next, integrations.catalog)));
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

const hostForUrl = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
