import { tmpdir } from 'node:os';
import { domains, parseValue } from '@lifeops/lib';
import type { EntityRecord } from '@lifeops/lib';
import { roles } from '@lifeops/lib/protocol';
import type { Role } from '@lifeops/lib/protocol';
import { HttpApi } from '../../../hub/src/api/http/http-api.ts';
import type { HttpApiOptions } from '../../../hub/src/api/http/http-api.ts';
import { RouteStatistics } from '../../../hub/src/api/http/route-statistics.ts';
import { allOperations } from '../../../hub/src/api/operations/all-operations.ts';
import { OperationRunner } from '../../../hub/src/api/operations/operation-runner.ts';
import { OwnerPermissions } from '../../../hub/src/api/operations/owner-permissions.ts';
import { SocketApi } from '../../../hub/src/api/socket/socket-api.ts';
import type { SocketApiOptions } from '../../../hub/src/api/socket/socket-api.ts';
import { Accounts } from '../../../hub/src/auth/accounts.ts';
import { Tokens } from '../../../hub/src/auth/tokens.ts';
import { Users } from '../../../hub/src/auth/users.ts';
import { Automations } from '../../../hub/src/automations/automations.ts';
import { CalendarEvents } from '../../../hub/src/calendar/calendar-events.ts';
import { ContextFactory } from '../../../hub/src/core/context.ts';
import { Registries } from '../../../hub/src/core/registries/registries.ts';
import { PendingCommands } from '../../../hub/src/core/services/pending-commands.ts';
import { ServiceCaller } from '../../../hub/src/core/services/service-caller.ts';
import { ServiceRegistry } from '../../../hub/src/core/services/service-registry.ts';
import type { EntityCommand } from '../../../hub/src/core/services/service-registry.ts';
import type { StateWriter } from '../../../hub/src/core/state-machine/state-machine.ts';
import { Notifications } from '../../../hub/src/notifications/notifications.ts';
import { Recorder } from '../../../hub/src/recorder/recorder.ts';
import { SiteSettings } from '../../../hub/src/site/site-settings.ts';
import { MemoryHistoryStore } from '../../../hub/src/storage/memory/memory-history.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { context, makeKernel, report } from '../core/kernel.ts';
import { FakeEntries, FakeFlows, fakeTexts, integrationView } from './fake-ports.ts';
import { furnish } from './furnished-home.ts';
import type { Furniture } from './furnished-home.ts';

export interface WorldOptions {
  readonly http?: Partial<HttpApiOptions>;
  readonly socket?: Partial<SocketApiOptions>;
  /** Without people: a first run. */
  readonly empty?: boolean;
}
export const generous = { perTokenPerMinute: 1e9, perAddressPerMinute: 1e9, signInPerMinute: 1e9 };

/** The whole API over memory and fake time, listening on a port of its own; what the host would give is faked. */
export async function makeWorld(options: WorldOptions = {}) {
  const kernel = makeKernel();
  const { bus, states, clock } = kernel;
  const tables = memoryTables();
  const contexts = new ContextFactory(kernel);
  const registries = new Registries({ ...kernel, tables });
  const services = new ServiceRegistry({ bus }, domains.values());
  const pending = new PendingCommands({ ...kernel, table: tables.pendingCommands });
  const permissions = new OwnerPermissions({ registries });
  const caller = new ServiceCaller({ ...kernel, registries, services, pending, permissions });
  const store = new MemoryHistoryStore();
  const recorder = new Recorder({ ...kernel, store, policyOf: () => 'changes' });
  const calendar = new CalendarEvents({ clock, bus, table: tables.calendarEvents });
  const notifications = new Notifications({ ...kernel, table: tables.notifications });
  const siteDefaults = {
    name: 'Home',
    latitude: 59,
    longitude: 18,
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    units: 'metric',
  } as const;
  const site = new SiteSettings(
    { table: tables.settings, bus },
    { id: 'home', defaults: siteDefaults, fixed: { currency: 'SEK' } },
  );
  const automations = new Automations({
    ...kernel,
    contexts,
    table: tables.automations,
    home: {
      uidOf: (id) => registries.entities.resolve(id)?.uid,
      entityIds: () => registries.entities.all().map((row) => row.entityId),
      parseWord: (uid, word) => {
        const spec = domains.get(registries.entities.get(uid)?.domain ?? '');
        return spec ? parseValue(spec, word) : word;
      },
      hasService: (domain, service) => services.names().includes(`${domain}.${service}`),
      serviceNames: () => services.names(),
    },
    setReferences: ({ key, name }, uids) =>
      registries.references.set(key, { kind: 'automation', name, uids }),
    callService: (call, by, signal) => caller.call({ ...call, context: by, signal }),
  });
  const users = new Users({ ...kernel, table: tables.users });
  const tokens = new Tokens({ ...kernel, table: tables.tokens });
  const accounts = new Accounts({ ...kernel, users, tokens });
  const entries = new FakeEntries(kernel);
  const flows = new FakeFlows(entries);
  const levels: string[] = [];
  let synced: readonly string[] = [];
  const deps = {
    ...kernel,
    accounts,
    contexts,
    registries,
    services,
    caller,
    recorder,
    calendar,
    calendarSync: {
      async sync(uids: readonly string[]) {
        synced = uids;
        return uids.map((uid) => ({ uid, error: null }));
      },
    },
    notifications,
    site,
    automations,
    integrations: { list: () => [integrationView] },
    texts: fakeTexts,
    entries,
    flows,
    system: {
      version: '0.1.0',
      nodeId: 'node',
      health: 'ok' as const,
      uptimeSeconds: 12.5,
      demo: true,
      parts: () => [{ name: 'recorder', status: 'ok' as const, detail: null }],
      machine: async () => ({
        cpu_percent: 3,
        memory_bytes: 1,
        memory_free_bytes: 2,
        disk_free_bytes: null,
        disk_used_percent: null,
        loop_delay_ms: 0.5,
      }),
    },
    config: { reload: async () => ['/site/name'], schema: () => ({ type: 'object' }) },
    logLevels: { setLevel: (level: string) => void levels.push(level) },
  };
  const runner = new OperationRunner({ table: allOperations(deps), contexts }, { checkOutput: true });
  const statistics = new RouteStatistics();
  const metrics = { contentType: 'text/plain; version=0.0.4', text: async () => 'lifeops_up 1\n' };
  const http = new HttpApi(
    { ...kernel, accounts, runner, statistics, metrics },
    {
      version: '0.1.0',
      url: 'http://localhost:8000',
      cors: ['https://panel.example.org'],
      trustedProxies: [],
      uiFolder: `${tmpdir()}/lifeops-no-such-ui`,
      rateLimits: generous,
      ...options.http,
    },
  );
  const sockets = new SocketApi(
    { ...deps, runner, addressOf: (request) => http.addressOf(request) },
    { cors: ['https://panel.example.org'], messagesPerMinute: 1e9, ...options.socket },
  );
  await Promise.all([registries, site, notifications, users, tokens].map((one) => one.load()));
  await automations.load([]);
  recorder.start();

  const sent: EntityCommand[] = [];
  const writers = new Map<string, StateWriter>();
  /** An entity with a writer, whose commands are noted. */
  const hold = (row: EntityRecord): void => {
    writers.set(row.entityId, states.claim(row, 'entry'));
    services.handle(row.uid, { call: async (command) => void sent.push(command) });
  };
  const secrets = new Map<Role, string>();
  const userUids = new Map<Role, string>();
  let home: Furniture | undefined;
  if (!options.empty) {
    for (const role of roles) {
      const now = clock.now();
      const uid = `user-${role}`;
      await tables.users.put([
        {
          uid,
          name: role,
          role,
          passwordHash: null,
          language: null,
          active: true,
          createdAt: now,
          modifiedAt: now,
        },
      ]);
      userUids.set(role, uid);
    }
    await users.load();
    for (const role of roles) {
      const made = await tokens.create({
        name: `${role} phone`,
        kind: 'session',
        userUid: `user-${role}`,
        role,
        expiresAt: null,
      });
      secrets.set(role, made.secret);
    }
    home = await furnish({ ...deps, hold });
  }
  sockets.start(http.server);
  const port = await http.listen('127.0.0.1', 0);
  return {
    ...deps,
    tables,
    store,
    runner,
    http,
    sockets,
    statistics,
    levels,
    sent,
    hold,
    home: home as Furniture,
    synced: () => synced,
    url: `http://127.0.0.1:${port}`,
    port,
    token: (role: Role): string => secrets.get(role) as string,
    set(entityId: string, value: Parameters<typeof report>[0], more: Parameters<typeof report>[1] = {}) {
      return writers.get(entityId)?.report(report(value, more), context);
    },
    writer: (entityId: string) => writers.get(entityId) as StateWriter,
    async [Symbol.asyncDispose]() {
      await sockets[Symbol.asyncDispose]();
      await http[Symbol.asyncDispose]();
      http.server.closeAllConnections();
      await automations[Symbol.asyncDispose]();
      await recorder[Symbol.asyncDispose]();
      await pending[Symbol.asyncDispose]();
    },
  };
}
export type World = Awaited<ReturnType<typeof makeWorld>>;
