import { asError, asLifeOpsError, errorToRecord, InvalidInput, LifeOpsError } from '@lifeops/lib';
import type { ClockDep, Issue, JsonObject, LogDep, RandomDep } from '@lifeops/lib';
import type { CalendarEvents } from '../calendar/calendar-events.ts';
import { entryFields } from '../config/entry-fields.ts';
import { invalidConfig } from '../config/config-issue.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import { placeOf } from '../config/origins.ts';
import { ConfigEntries } from '../core/config-entries/config-entries.ts';
import { DemoSimulators } from '../host/demo-simulators.ts';
import { EntryAdmin } from '../host/entry-admin.ts';
import { entryCleanup } from '../host/entry-cleanup.ts';
import { FileEntries } from '../host/file-entries.ts';
import type { DeclaredEntry } from '../host/file-entries.ts';
import { FlowAdmin } from '../host/flow-admin.ts';
import { Flows } from '../host/flows.ts';
import { HostedEntries } from '../host/hosted-entries.ts';
import type { IntegrationHost } from '../host/integration-host.ts';
import { IntegrationCatalog } from '../host/integration-catalog.ts';
import { IntegrationServices } from '../host/integration-services.ts';
import { Texts } from '../host/texts.ts';
import type { Notifications } from '../notifications/notifications.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { SiteSettings } from '../site/site-settings.ts';
import type { Kernel } from './kernel.ts';
import type { RecordedCaller } from './recorded-caller.ts';
import type { Storage } from './storage.ts';

export interface IntegrationPartsDeps extends ClockDep, LogDep, RandomDep {
  /** Where integrations run. */
  readonly host: IntegrationHost;
  readonly kernel: Kernel;
  readonly caller: RecordedCaller;
  readonly storage: Storage;
  readonly site: SiteSettings;
  readonly recorder: Recorder;
  readonly calendarEvents: CalendarEvents;
  readonly notifications: Notifications;
  /** Where packages of integrations lie, in order of precedence. */
  readonly folders: readonly string[];
}

/** Everything between integrations and the kernel. */
export interface IntegrationParts extends AsyncDisposable {
  readonly texts: Texts;
  readonly catalog: IntegrationCatalog;
  readonly entries: ConfigEntries;
  readonly hosted: HostedEntries;
  readonly admin: EntryAdmin;
  readonly flows: FlowAdmin;
  readonly files: FileEntries;
}

export function makeIntegrations(deps: IntegrationPartsDeps): IntegrationParts {
  const { clock, log, random, host, kernel, storage, site, recorder, calendarEvents, notifications } = deps;
  const { bus, states, registries, services, contexts, caller } = kernel;
  const siteInfo = () => site.info;
  const system = contexts.make('system', null);
  const texts = new Texts({ log });
  const catalog = new IntegrationCatalog({ clock, log, host, texts }, deps.folders);
  const simulators = new DemoSimulators({ clock, random, site: siteInfo });
  const notify = async (notice: { readonly key: string; readonly title: string; readonly body: string }) => {
    await notifications.create(
      { agent: 'hub', kind: 'repair', priority: 2, actionUrl: '/integrations', ...notice },
      system,
    );
  };
  const resolved = (key: string) => notifications.resolve('hub', key, system);
  const hosted: HostedEntries = new HostedEntries({
    clock,
    log,
    host,
    catalog,
    texts,
    simulators,
    states,
    bus,
    registries,
    services,
    calendarEvents,
    site: siteInfo,
    store: storage.tables.entryStore,
    sealer: storage.sealer,
    integrationServices: new IntegrationServices({ services, devices: registries.devices }),
    contextFor: (uid) => caller.contextFor(uid),
    recordHistory: (rows) => recorder.recordHistory(rows),
    writeSeries: async (points) => {
      await recorder.writeSeries(points);
      const [first] = points;
      if (!first) return;
      const moments = points.map(({ at }) => at);
      bus.fire(
        'series_written',
        {
          series: first.series,
          source: first.source,
          count: points.length,
          from: Math.min(...moments),
          to: Math.max(...moments),
        },
        system,
      );
    },
    callService: async (service, { target, data }, context) => {
      const [domain = '', name = ''] = service.split('.');
      return (await deps.caller.call({
        domain,
        service: name,
        target,
        data,
        context,
      })) as unknown as JsonObject;
    },
    makeContext: (entryUid) => contexts.make('integration', entryUid),
    onReauth: (uid, error) => entries.authExpired(uid, errorToRecord(error)),
    keepMigrated: async (uid, config, version) => {
      await entries.update(uid, { config: config as never, version }, { context: system, reload: false });
    },
  });
  const entries: ConfigEntries = new ConfigEntries({
    clock,
    log,
    random,
    ids: kernel.ids,
    bus,
    table: storage.tables.entries,
    sealer: storage.sealer,
    runner: hosted,
    secretsOf: (integration) => catalog.secretsOf(integration),
    cleanUp: entryCleanup({ registries, states, store: storage.tables.entryStore, calendarEvents }),
    askToSignIn: (entry, status) => {
      const told = notify({
        key: `reauth:${entry.uid}`,
        title: `${entry.title} needs you to sign in again`,
        body: status.reason ?? 'The account refused what the hub signs in with.',
      });
      told.catch((cause: unknown) => log.error('A notice could not be stored', { error: asError(cause) }));
    },
    context: system,
  });
  const signedIn = bus.on(
    'config_entry_updated',
    ({ data: { action, uid, state } }) => {
      if (action !== 'remove' && (state !== 'loaded' || entries.status(uid).needsReauth)) return;
      resolved(`reauth:${uid}`).catch((cause: unknown) =>
        log.error('A notice could not be taken away', { error: asError(cause) }),
      );
    },
    { owner: 'notices' },
  );
  const files = new FileEntries({ log, entries, catalog, notify, resolved });
  const admin = new EntryAdmin({
    clock,
    entries,
    hosted,
    catalog,
    registries,
    states,
    forgetHistory: (what) => recorder.forget(what),
    placeOf: (uid) => files.placeOf(uid),
  });
  const flowRuns = new Flows({ clock, log, ids: kernel.ids, host, catalog, site: siteInfo });
  const flows = new FlowAdmin({ flows: flowRuns, entries, catalog });
  return {
    texts,
    catalog,
    entries,
    hosted,
    admin,
    flows,
    files,
    async [Symbol.asyncDispose]() {
      signedIn[Symbol.dispose]();
      await flowRuns[Symbol.asyncDispose]();
      await entries[Symbol.asyncDispose]();
      await hosted[Symbol.asyncDispose]();
      await simulators[Symbol.asyncDispose]();
    },
  };
}

/** The entries of the configuration, for `FileEntries`. */
export async function declaredEntries(
  loaded: LoadedConfig,
  catalog: IntegrationCatalog,
  userNamed: (name: string) => string | null,
): Promise<DeclaredEntry[]> {
  const declared: DeclaredEntry[] = [];
  for (const entry of loaded.config.integrations) {
    const schema = await catalog.describe(entry.integration).then(
      ({ config }) => config,
      () => undefined,
    );
    declared.push({
      integration: entry.integration,
      name: entry.name,
      owner: entry.owner === undefined ? null : userNamed(entry.owner),
      demo: entry.demo,
      config: entryFields(loaded, entry, schema as never),
      place: placeOf(entry.origin),
    });
  }
  return declared;
}

/** Checks every entry by its integration's own schema, before anything starts. Throws `InvalidInput` (invalid-config) with the places. */
export async function checkEntries(loaded: LoadedConfig, catalog: IntegrationCatalog): Promise<void> {
  const issues: Issue[] = [];
  for (const entry of loaded.config.integrations) {
    const base = `/integrations/${entry.index}`;
    try {
      catalog.need(entry.integration);
      const { config, version } = await catalog.describe(entry.integration);
      if (!entry.demo)
        await catalog.check(entry.integration, entryFields(loaded, entry, config as never), version);
    } catch (cause) {
      const known =
        cause instanceof InvalidInput && cause.issues.length > 0
          ? cause.issues
          : [{ path: '', message: asLifeOpsError(cause).message }];
      issues.push(...known.map((issue) => placed(loaded, base, issue)));
      if (!(cause instanceof LifeOpsError)) throw cause;
    }
  }
  if (issues.length > 0) throw invalidConfig(issues);
}

function placed(loaded: LoadedConfig, base: string, issue: Issue): Issue {
  const path = base + issue.path;
  const origin = loaded.origins.nearest(path);
  return {
    ...issue,
    path,
    ...(origin.from === 'file' ? { file: origin.file, line: origin.line, column: origin.column } : {}),
  };
}
