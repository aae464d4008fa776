import { Conflict, NotFound } from '@lifeops/lib';
import type { ClockDep, ConfigEntry, ContextRef, Json, JsonObject } from '@lifeops/lib';
import type { EntryChanges, EntryView, EntryWish } from '../core/config-entries/entry-admin-view.ts';
import type { ConfigEntries } from '../core/config-entries/config-entries.ts';
import type { Registries } from '../core/registries/registries.ts';
import type { StateMachine } from '../core/state-machine/state-machine.ts';
import { keepSecrets, redactMarked, withoutSecrets } from './entry-view.ts';
import type { HostedEntries } from './hosted-entries.ts';
import type { IntegrationCatalog } from './integration-catalog.ts';

export interface EntryAdminDeps extends ClockDep {
  readonly entries: ConfigEntries;
  readonly hosted: HostedEntries;
  readonly catalog: IntegrationCatalog;
  readonly registries: Registries;
  readonly states: StateMachine;
  readonly forgetHistory: (what: {
    readonly uids: readonly string[];
    readonly entryUid: string;
  }) => Promise<void>;
  /** `file:line` of entries that the configuration file sets. */
  readonly placeOf: (uid: string) => string | null;
}

/** Sets integrations up, changes and removes them, as people ask for it. */
export class EntryAdmin {
  readonly #deps: EntryAdminDeps;

  constructor(deps: EntryAdminDeps) {
    this.#deps = deps;
  }

  list(): readonly EntryView[] {
    return this.#deps.entries.all().map((entry) => this.#view(entry));
  }

  get(uid: string): EntryView | undefined {
    const entry = this.#deps.entries.get(uid);
    return entry && this.#view(entry);
  }

  /** Throws `InvalidInput` for a config that the integration refuses, `Conflict` for an account that is set up already. */
  async create(wanted: EntryWish, context: ContextRef): Promise<EntryView> {
    const { catalog, entries } = this.#deps;
    const installed = catalog.need(wanted.integration);
    const description = await catalog.describe(wanted.integration);
    if (
      wanted.demo &&
      !installed.manifest.simulator &&
      Object.keys(wanted.config).length === 0 &&
      !(await this.#checks(wanted.integration))
    ) {
      throw new Conflict(`${installed.manifest.name} has no demo.`);
    }
    const replaced = wanted.replaces === undefined ? undefined : this.#need(wanted.replaces);
    if (replaced && !replaced.demo)
      throw new Conflict('Only demo entries are replaced; remove the other one instead.');
    if (
      installed.manifest.single &&
      entries.all().some((entry) => entry.integration === wanted.integration && entry.uid !== replaced?.uid)
    ) {
      throw new Conflict(`${installed.manifest.name} can be set up once only.`, {
        code: 'already-configured',
      });
    }
    const checked = wanted.demo
      ? undefined
      : await catalog.check(wanted.integration, wanted.config, description.version);
    const title = wanted.title ?? checked?.title ?? installed.manifest.name;
    const created = await entries.create(
      {
        integration: wanted.integration,
        title,
        source: wanted.demo ? 'demo' : 'user',
        demo: wanted.demo,
        config: (checked?.config ?? {}) as ConfigEntry['config'],
        options: wanted.options as ConfigEntry['options'],
        version: description.version,
        uniqueId: checked?.uniqueId ?? null,
        owner: wanted.owner,
      },
      context,
    );
    if (replaced) await this.remove(replaced.uid, { withHistory: true }, context);
    return this.#view(created);
  }

  async update(uid: string, changes: EntryChanges, context: ContextRef): Promise<EntryView> {
    const entry = this.#changeable(uid);
    const { catalog, entries } = this.#deps;
    if (changes.title !== undefined || changes.config !== undefined || changes.options !== undefined) {
      const config = changes.config && (await this.#checkedConfig(entry, changes.config));
      await entries.update(
        uid,
        {
          ...(changes.title === undefined ? {} : { title: changes.title }),
          ...(changes.options === undefined ? {} : { options: changes.options as ConfigEntry['options'] }),
          ...(config === undefined
            ? {}
            : {
                config: config.config as ConfigEntry['config'],
                uniqueId: config.uniqueId,
                version: (await catalog.describe(entry.integration)).version,
              }),
        },
        { context },
      );
    }
    if (changes.disabled !== undefined) await entries.setDisabled(uid, changes.disabled, context);
    return this.#view(this.#need(uid));
  }

  async remove(uid: string, options: { readonly withHistory: boolean }, context: ContextRef): Promise<void> {
    this.#changeable(uid);
    const uids = this.#deps.registries.entities.ofEntry(uid).map((record) => record.uid);
    await this.#deps.entries.remove(uid, context);
    if (options.withHistory) await this.#deps.forgetHistory({ uids, entryUid: uid });
  }

  async reload(uid: string, _context: ContextRef): Promise<EntryView> {
    this.#need(uid);
    this.#deps.entries.reload(uid);
    await this.#deps.entries.settled();
    return this.#view(this.#need(uid));
  }

  async diagnostics(uid: string): Promise<JsonObject> {
    const entry = this.#need(uid);
    const { catalog, registries, states, hosted, entries, clock } = this.#deps;
    const installed = catalog.need(entry.integration);
    const description = await catalog.describe(entry.integration);
    const { config, secrets } = withoutSecrets(entry.config);
    return {
      made_at: clock.now(),
      integration: {
        id: installed.id,
        package: installed.packageName,
        version: installed.version,
        needs: description.needs,
        quality: installed.manifest.quality,
      },
      entry: {
        title: entry.title,
        source: entry.source,
        demo: entry.demo,
        version: entry.version,
        config: redactMarked(config, description.config),
        secrets,
      },
      status: entries.status(uid) as unknown as JsonObject,
      history: entries.historyOf(uid) as unknown as readonly JsonObject[],
      source_error: hosted.sourceError(uid)?.message ?? null,
      devices: registries.devices
        .ofEntry(uid)
        .map(({ key, model, softwareVersion }) => ({ key, model, software_version: softwareVersion })),
      entities: registries.entities.ofEntry(uid).map((record) => ({
        entity_id: record.entityId,
        unique_id: record.uniqueId,
        disabled_by: record.disabledBy,
        status: states.get(record.uid)?.status ?? null,
      })),
      integration_says: await hosted.diagnose(uid),
    };
  }

  async #checkedConfig(entry: ConfigEntry, given: JsonObject) {
    const description = await this.#deps.catalog.describe(entry.integration);
    const whole = keepSecrets(this.#deps.entries.openConfig(entry.uid), given, description.secrets);
    return this.#deps.catalog.check(entry.integration, whole, description.version);
  }

  /** Whether the integration runs on an empty config: then it is a demo of itself. */
  async #checks(integration: string): Promise<boolean> {
    const { version, config } = await this.#deps.catalog.describe(integration);
    const required = config['required'] as Json | undefined;
    return version > 0 && (!Array.isArray(required) || required.length === 0);
  }

  #need(uid: string): ConfigEntry {
    const entry = this.#deps.entries.get(uid);
    if (!entry) throw new NotFound('There is no such entry.', { details: { entry_id: uid } });
    return entry;
  }

  #changeable(uid: string): ConfigEntry {
    const entry = this.#need(uid);
    const place = this.#deps.placeOf(uid);
    if (place !== null)
      throw new Conflict(`This entry is set in ${place}; change it there.`, { details: { place } });
    return entry;
  }

  #view(entry: ConfigEntry): EntryView {
    const { config, secrets } = withoutSecrets(entry.config);
    return {
      entry: { ...entry, config: config as ConfigEntry['config'] },
      status: this.#deps.entries.status(entry.uid),
      secrets,
      place: this.#deps.placeOf(entry.uid),
    };
  }
}
