import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineIntegration, z } from '@lifeops/lib';
import type { ContextRef, EntityState, HubEvent, JsonObject } from '@lifeops/lib';
import { clonedPipe, startRuntime } from '@lifeops/lib/host';
import type { Integration, Manifest, PipePair } from '@lifeops/lib/host';
import { FakeClock, fakeIo, RecordedHttp, SeededRandom } from '@lifeops/lib/testing';
import { CalendarEvents } from '../../../hub/src/calendar/calendar-events.ts';
import { calendarAnswers } from '../../../hub/src/composition/calendar-parts.ts';
import { makeIntegrations } from '../../../hub/src/composition/integration-parts.ts';
import type { IntegrationParts } from '../../../hub/src/composition/integration-parts.ts';
import { RecordedCaller } from '../../../hub/src/composition/recorded-caller.ts';
import { startKernel } from '../../../hub/src/composition/kernel.ts';
import type { Kernel } from '../../../hub/src/composition/kernel.ts';
import type { Storage } from '../../../hub/src/composition/storage.ts';
import type { InstalledIntegration } from '../../../hub/src/host/installed.ts';
import type { Hosted, IntegrationHost } from '../../../hub/src/host/integration-host.ts';
import type { AppTables, EntryStoreRow } from '../../../hub/src/core/store/tables.ts';
import { Notifications } from '../../../hub/src/notifications/notifications.ts';
import { Recorder } from '../../../hub/src/recorder/recorder.ts';
import { SiteSettings } from '../../../hub/src/site/site-settings.ts';
import { MemoryHistoryStore } from '../../../hub/src/storage/memory/memory-history.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { RecordedLog } from '../core/kernel.ts';

export { defineIntegration, z };

/** What a fake host runs: a definition, code that throws when it is loaded, or the other end of the pipe by hand. */
export type Code =
  | Integration
  | { readonly loads: () => Promise<Integration> }
  | { readonly talks: (runtime: PipePair['runtime']) => void };

export interface Package {
  readonly code: Code;
  readonly manifest?: Partial<Manifest> & JsonObject;
  /** Files of `translations/<language>.json`. */
  readonly texts?: Readonly<Record<string, JsonObject>>;
  /** The text of its `./simulator`. */
  readonly simulator?: string;
}

/** What outlives a restart: rows and history in memory, packages on disk. */
export interface Disk extends AsyncDisposable {
  readonly tables: AppTables;
  readonly history: MemoryHistoryStore;
  /** Rows of `entryStore` as they were written last, by key. */
  readonly stored: Map<string, EntryStoreRow>;
  readonly folder: string;
  readonly clock: FakeClock;
}

export async function makeDisk(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'lifeops-host-'));
  const tables = memoryTables();
  const stored = new Map<string, EntryStoreRow>();
  const entryStore = {
    ...tables.entryStore,
    async put(row: EntryStoreRow) {
      stored.set(row.key, structuredClone(row));
      await tables.entryStore.put(row);
    },
  };
  return {
    tables: { ...tables, entryStore },
    history: new MemoryHistoryStore(),
    stored,
    folder,
    clock: new FakeClock(),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export async function writePackage(folder: string, id: string, one: Package): Promise<void> {
  const place = join(folder, `lifeops-integration-${id}`);
  await mkdir(join(place, 'translations'), { recursive: true });
  const needs = 'needs' in one.code ? one.code.needs : [];
  const manifest = { id, name: `The ${id}`, kind: 'device', reach: 'local_push', lifeops: '*', needs };
  const packageJson = {
    name: `lifeops-integration-${id}`,
    version: '1.0.0',
    keywords: ['lifeops-integration'],
    type: 'module',
    exports: { './simulator': './simulator.js' },
  };
  await writeFile(join(place, 'package.json'), JSON.stringify(packageJson));
  await writeFile(join(place, 'manifest.json'), JSON.stringify({ ...manifest, ...one.manifest }));
  if (one.simulator !== undefined) await writeFile(join(place, 'simulator.js'), one.simulator);
  for (const [language, texts] of Object.entries(one.texts ?? {}))
    await writeFile(join(place, 'translations', `${language}.json`), JSON.stringify(texts));
}

/** Runs definitions behind pipes that prove every message to be JSON and copy it. */
export class FakeHost implements IntegrationHost {
  readonly #code: ReadonlyMap<string, Code>;
  readonly #clock: FakeClock;
  running = 0;

  constructor(clock: FakeClock, code: ReadonlyMap<string, Code>) {
    this.#clock = clock;
    this.#code = code;
  }

  async start({ id }: InstalledIntegration): Promise<Hosted> {
    const code = this.#code.get(id) as Code;
    const { host, runtime } = clonedPipe();
    if ('talks' in code) {
      code.talks(runtime);
      return { pipe: host, [Symbol.asyncDispose]: () => Promise.resolve() };
    }
    const integration = 'loads' in code ? await code.loads() : code;
    const io = fakeIo({
      clock: this.#clock,
      random: new SeededRandom(3),
      http: new RecordedHttp(),
      files: {},
      machine: {},
      connectTcp: () => Promise.reject(new Error('no network')),
    });
    const started = startRuntime({ integration, pipe: runtime, io });
    this.running += 1;
    return {
      pipe: host,
      [Symbol.asyncDispose]: async () => {
        await started[Symbol.asyncDispose]();
        this.running -= 1;
      },
    };
  }
}

export const sealer = {
  seal: (plain: string) => `sealed:${Buffer.from(plain).toString('base64')}`,
  open: (sealed: string) => Buffer.from(sealed.slice(7), 'base64').toString(),
};

export interface HostWorld extends AsyncDisposable {
  readonly clock: FakeClock;
  readonly log: RecordedLog;
  readonly kernel: Kernel;
  readonly parts: IntegrationParts;
  readonly notifications: Notifications;
  readonly recorder: Recorder;
  readonly calendarEvents: CalendarEvents;
  readonly disk: Disk;
  readonly host: FakeHost;
  readonly context: ContextRef;
  readonly events: HubEvent[];
  /** Creates an entry in the clear and waits until it is loaded or refused. */
  add(integration: string, config?: JsonObject, more?: { readonly title?: string }): Promise<string>;
  state(entityId: string): EntityState | undefined;
  uidOf(entityId: string): string;
}

/** The kernel and everything between it and the integrations, over memory and fake time. */
export async function makeHostWorld(
  packages: Readonly<Record<string, Package | Integration>>,
  existing?: Disk,
): Promise<HostWorld> {
  const disk = existing ?? (await makeDisk());
  const { clock, tables, history } = disk;
  const log = new RecordedLog();
  const random = new SeededRandom(11);
  const code = new Map<string, Code>();
  for (const [id, given] of Object.entries(packages)) {
    const one = 'code' in given ? given : { code: given };
    code.set(id, one.code);
    await writePackage(disk.folder, id, one);
  }
  const storage = { node: 'node', sealer, tables, history } as unknown as Storage;
  const kernel = await startKernel({ clock, log, random }, storage);
  const { bus, contexts, states, registries, ids } = kernel;
  const context = contexts.make('user', 'u1');
  const events: HubEvent[] = [];
  const seen = bus.onAny((event) => void events.push(event), { owner: 'test' });
  const calendarEvents = new CalendarEvents({ clock, bus, table: tables.calendarEvents });
  const answers = calendarAnswers(kernel.services, calendarEvents, clock);
  const notifications = new Notifications({ clock, ids, bus, table: tables.notifications });
  await notifications.load();
  const policyOf = (uid: string) => registries.entities.get(uid)?.capability.record ?? 'changes';
  const recorder = new Recorder({ clock, log, random, states, bus, store: history, policyOf });
  recorder.start();
  const fields = {
    name: 'Home',
    latitude: 59,
    longitude: 18,
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    units: 'metric',
  } as const;
  const site = new SiteSettings({ table: tables.settings, bus }, { id: 'home', defaults: fields, fixed: {} });
  const host = new FakeHost(clock, code);
  const caller = new RecordedCaller({ clock, caller: kernel.caller, recorder });
  const deps = {
    clock,
    log,
    random,
    host,
    caller,
    kernel,
    storage,
    site,
    recorder,
    calendarEvents,
    notifications,
  };
  const parts = makeIntegrations({ ...deps, folders: [disk.folder] });
  await Promise.all([parts.catalog.load(), parts.entries.load()]);
  parts.entries.startAll();
  await clock.settle();
  return {
    clock,
    log,
    kernel,
    parts,
    notifications,
    recorder,
    calendarEvents,
    disk,
    host,
    context,
    events,
    async add(integration, config = {}, more = {}) {
      const wanted = { integration, config, options: {}, demo: false, owner: null, ...more };
      const { entry } = await parts.admin.create(wanted, context);
      await clock.settle();
      return entry.uid;
    },
    state: (entityId) => states.get(registries.entities.resolve(entityId)?.uid ?? ''),
    uidOf: (entityId) => registries.entities.resolve(entityId)?.uid ?? `no ${entityId}`,
    async [Symbol.asyncDispose]() {
      await clock.until(Promise.resolve(parts[Symbol.asyncDispose]()));
      await kernel.pending[Symbol.asyncDispose]();
      seen[Symbol.dispose]();
      answers[Symbol.dispose]();
      await recorder[Symbol.asyncDispose]();
      if (!existing) await disk[Symbol.asyncDispose]();
    },
  };
}
