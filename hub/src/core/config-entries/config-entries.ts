import { Conflict, jsonEqual, NotFound, Unavailable } from '@lifeops/lib';
import type {
  ClockDep,
  ConfigEntry,
  ContextRef,
  EntryStatus,
  ErrorRecord,
  IdsDep,
  JsonObject,
  LogDep,
  RandomDep,
} from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import { RecordStore } from '../registries/record-store.ts';
import type { Sealer, Table } from '../store/tables.ts';
import { EntryLife } from './entry-life.ts';
import type { EntryRunner } from './entry-runner.ts';
import { openConfig, redactConfig, sealConfig } from './sealed-config.ts';

export type NewEntry = Pick<ConfigEntry, 'integration' | 'title' | 'source' | 'config'> &
  Partial<Pick<ConfigEntry, 'uniqueId' | 'demo' | 'version' | 'options' | 'owner' | 'runsOn'>>;
/** `config` in the clear, whole; what is left out stays. */
export type EntryPatch = Partial<
  Pick<ConfigEntry, 'title' | 'uniqueId' | 'version' | 'config' | 'options' | 'owner' | 'runsOn'>
>;

export interface ConfigEntriesDeps extends ClockDep, RandomDep, IdsDep, LogDep {
  readonly table: Table<ConfigEntry>;
  readonly bus: EventBus;
  readonly sealer: Sealer;
  readonly runner: EntryRunner;
  /** JSON pointers of the secret fields of an integration's config. */
  readonly secretsOf: (integration: string) => readonly string[];
  /** Takes away what belongs to an entry that is being removed: rows of registries, its store. May be run again. */
  readonly cleanUp: (entry: ConfigEntry, context: ContextRef) => Promise<void>;
  /** Asks the person to sign in again. */
  readonly askToSignIn: (entry: ConfigEntry, status: EntryStatus) => void;
  /** Who changes the states of entries when nobody asked: the hub. */
  readonly context: ContextRef;
}

/** The set-up instances of integrations: their rows, durable and sealed, and how each is doing. */
export class ConfigEntries implements AsyncDisposable {
  readonly #deps: ConfigEntriesDeps;
  readonly #store: RecordStore<ConfigEntry>;
  readonly #lives = new Map<string, EntryLife>();

  constructor(deps: ConfigEntriesDeps) {
    this.#deps = deps;
    this.#store = new RecordStore(deps, {
      what: 'config entry',
      changed: (change, _rows, context) => {
        if (change.action === 'create') this.#lives.set(change.uid, this.#live(change.uid));
        deps.bus.fire('config_entry_updated', change, context);
      },
    });
  }

  async load(): Promise<void> {
    for (const { uid } of await this.#store.load()) this.#lives.set(uid, this.#live(uid));
  }

  /** Begins to set up all entries that are enabled, side by side; `settled` tells when they are done. */
  startAll(): void {
    for (const entry of this.#store.all())
      if (entry.disabledBy === null) this.#life(entry.uid).take({ type: 'setup' });
  }

  /** Resolves when no entry is being set up or unloaded. */
  async settled(): Promise<void> {
    await Promise.all([...this.#lives.values()].map((life) => life.settled()));
  }

  /** Rows as stored: secrets are sealed. */
  all(): ConfigEntry[] {
    return [...this.#store.all()];
  }

  get(uid: string): ConfigEntry | undefined {
    return this.#store.get(uid);
  }

  ofAccount(integration: string, uniqueId: string): ConfigEntry | undefined {
    return this.all().find((entry) => entry.integration === integration && entry.uniqueId === uniqueId);
  }

  status(uid: string): EntryStatus {
    return this.#life(uid).status;
  }

  historyOf(uid: string): readonly EntryStatus[] {
    return this.#life(uid).history;
  }

  /** In the clear: for the runner and flows only. Throws `Unavailable` when the node key does not fit. */
  openConfig(uid: string): JsonObject {
    return openConfig(this.#store.need(uid).config as JsonObject, this.#deps.sealer);
  }

  /** Without its secrets: for the wire. */
  redacted(uid: string): ConfigEntry {
    const entry = this.#store.need(uid);
    const config = redactConfig(entry.config as JsonObject, this.#deps.secretsOf(entry.integration));
    return { ...entry, config: config as ConfigEntry['config'] };
  }

  /** Stores a new entry and begins to set it up. Throws `Conflict` (already-configured) for an account that has one. */
  async create(fields: NewEntry, context: ContextRef): Promise<ConfigEntry> {
    const uid = this.#deps.ids.next();
    const [row] = await this.#store.change(() => {
      const now = this.#deps.clock.now();
      const empty = {
        uniqueId: null,
        demo: false,
        version: 1,
        options: {},
        owner: null,
        disabledBy: null,
        runsOn: [],
      };
      const entry = {
        ...empty,
        ...fields,
        config: this.#sealed(fields.integration, fields.config),
        uid,
        createdAt: now,
        modifiedAt: now,
      };
      this.#refuseSecond(entry);
      return { put: [entry] };
    }, context);
    this.#life(uid).take({ type: 'setup' });
    return row as ConfigEntry;
  }

  /** A real change of config or options sets the entry up again, unless `reload` is false (a migration during set-up). */
  async update(
    uid: string,
    patch: EntryPatch,
    by: { readonly context: ContextRef; readonly reload?: boolean },
  ): Promise<ConfigEntry> {
    let needsReload = false;
    const [row] = await this.#store.change(() => {
      const before = this.#store.need(uid);
      const config = patch.config === undefined ? before.config : this.#resealed(before, patch.config);
      const entry = { ...before, ...patch, config };
      this.#refuseSecond(entry);
      needsReload = config !== before.config || !jsonEqual(entry.options, before.options);
      return { put: [entry] };
    }, by.context);
    if (needsReload && by.reload !== false && row?.disabledBy === null) this.reload(uid);
    return row as ConfigEntry;
  }

  /** Unloads and sets up again; nothing for a disabled one. */
  reload(uid: string): void {
    if (this.#store.need(uid).disabledBy === null) this.#life(uid).take({ type: 'reload' });
  }

  /** Takes effect at once; resolves when it is durable and unloaded, or being set up. */
  async setDisabled(uid: string, disabled: boolean, context: ContextRef): Promise<ConfigEntry> {
    const [row] = await this.#store.change(
      () => ({ put: [{ ...this.#store.need(uid), disabledBy: disabled ? ('user' as const) : null }] }),
      context,
    );
    const life = this.#life(uid);
    life.take({ type: disabled ? 'unload' : 'setup' });
    if (disabled) await life.settled();
    return row as ConfigEntry;
  }

  /** Unloads it, takes away what belongs to it, then forgets it. */
  async remove(uid: string, context: ContextRef): Promise<void> {
    const entry = this.#store.need(uid);
    const life = this.#life(uid);
    life.take({ type: 'unload' });
    await life.settled();
    await this.#deps.cleanUp(entry, context);
    await this.#store.change(() => ({ remove: [uid] }), context);
    this.#lives.delete(uid);
  }

  /** The device or service was seen: an entry that waits to retry does so at once. */
  discovered(uid: string): void {
    this.#life(uid).take({ type: 'discovered' });
  }

  /** Told by the runner: a source of a loaded entry is refused with what it signs in by. */
  authExpired(uid: string, error: ErrorRecord): void {
    this.#lives.get(uid)?.take({ type: 'auth_expired', error });
  }

  /** Told by the runner: what ran the entry has ended by itself. */
  crashed(uid: string, error: ErrorRecord): void {
    this.#lives.get(uid)?.take({ type: 'crashed', error });
  }

  /** Stops all entries for the end of the hub; their rows and states stay. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const life of this.#lives.values()) life.take({ type: 'unload' }, 'shutdown');
    await this.settled();
  }

  #live(uid: string): EntryLife {
    const { clock, random, log, runner, bus, context } = this.#deps;
    const entry = () => this.#store.need(uid);
    return new EntryLife({
      clock,
      random,
      log,
      runner,
      entry,
      open: () => this.openConfig(uid),
      changed: ({ state }) =>
        void bus.fire('config_entry_updated', { action: 'update', uid, changes: ['state'], state }, context),
      askToSignIn: () => this.#deps.askToSignIn(entry(), this.status(uid)),
    });
  }

  #life(uid: string): EntryLife {
    const life = this.#lives.get(uid);
    if (!life) throw new NotFound(`There is no config entry ${uid}.`, { details: { entry_id: uid } });
    return life;
  }

  #sealed(integration: string, config: ConfigEntry['config']): ConfigEntry['config'] {
    return sealConfig(
      config as JsonObject,
      this.#deps.secretsOf(integration),
      this.#deps.sealer,
    ) as ConfigEntry['config'];
  }

  /** Sealing the same twice gives other text, so equal configs are told in the clear. One that cannot be opened is replaced. */
  #resealed(before: ConfigEntry, config: ConfigEntry['config']): ConfigEntry['config'] {
    return this.#opens(before) && jsonEqual(this.openConfig(before.uid), config)
      ? before.config
      : this.#sealed(before.integration, config);
  }

  #opens(entry: ConfigEntry): boolean {
    try {
      this.openConfig(entry.uid);
      return true;
    } catch (cause) {
      if (cause instanceof Unavailable) return false;
      throw cause;
    }
  }

  #refuseSecond(entry: ConfigEntry): void {
    if (entry.uniqueId === null) return;
    const other = this.#store
      .all()
      .find(
        (known) =>
          known.uid !== entry.uid &&
          known.integration === entry.integration &&
          known.uniqueId === entry.uniqueId,
      );
    if (!other) return;
    throw new Conflict(`${other.title} is set up for this account or device already.`, {
      code: 'already-configured',
      details: { entry_id: other.uid },
    });
  }
}
