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
import type { HubLog } from '../logging/hub-log.ts';
import { InlineHost } from '../host/inline-host.ts';
import { Notifications } from '../notifications/notifications.ts';
import { Recorder, recorderDefaults } from '../recorder/recorder.ts';
import { SiteSettings } from '../site/site-settings.ts';
import { HealthRegistry } from '../supervisor/health-registry.ts';
import { MachineWatch } from '../supervisor/machine-watch.ts';
import type { NetworkPort } from '../supervisor/machine-watch.ts';
import { catalogView, configAdmin, entryAdmin, flowAdmin } from './api-parts.ts';
import { automationsInFiles, makeAutomations } from './automation-parts.ts';
import { calendarAnswers, calendarSync } from './calendar-parts.ts';
import { bringUp } from './bring-up.ts';
import { makeIntegrations } from './integration-parts.ts';
import { followSite, participateInReloads } from './reload-parts.ts';
import { startKernel } from './kernel.ts';
import { keepHouse } from './housekeeping.ts';
import { RecordedCaller } from './recorded-caller.ts';
import { hubMetrics } from './metrics-parts.ts';
import { loadAccounts } from './people.ts';
import { siteConfig } from './site-config.ts';
import { SocketApi } from '../api/socket/socket-api.ts';
import { openStorage } from './storage.ts';
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
  const caller = new RecordedCaller({ clock, caller: kernel.caller, recorder });
  starting.use(keepHouse({ clock, log }, storage, kernel));
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
      caller,
      storage,
      site,
      recorder,
      calendarEvents,
      notifications,
      folders: options.integrationFolders,
    }),
  );
  await Promise.all([integrations.catalog.load(), integrations.entries.load()]);
  const automations = starting.use(makeAutomations({ clock, log, caller }, kernel, storage.tables));
  await automations.load(automationsInFiles(holder.current));
  starting.use(askParts(health, { clock, recorder, entries: integrations.entries }));

  const runner = new OperationRunner({
    contexts: kernel.contexts,
    table: allOperations({
      ...base,
      ...kernel,
      caller,
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
        metrics: hubMetrics({ options, kernel, integrations, recorder, caller, health, statistics }),
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
    holder,
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

const hostForUrl = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
