import { asError, LifeOpsError } from '@lifeops/lib';
import type { ConfigEntry, ContextRef, JsonObject, LogDep } from '@lifeops/lib';
import type { ConfigEntries } from '../core/config-entries/config-entries.ts';
import type { IntegrationCatalog } from './integration-catalog.ts';

/** An entry as the configuration has it. */
export interface DeclaredEntry {
  readonly integration: string;
  readonly name: string | undefined;
  readonly owner: string | null;
  readonly demo: boolean;
  /** In the clear. */
  readonly config: JsonObject;
  /** `config.yaml:12:5` */
  readonly place: string;
}

export interface FileEntriesDeps extends LogDep {
  readonly entries: ConfigEntries;
  readonly catalog: IntegrationCatalog;
  /** Tells people of something that they should look at. */
  readonly notify: (notice: {
    readonly key: string;
    readonly title: string;
    readonly body: string;
  }) => Promise<void>;
  /** What was told under this key is mended. */
  readonly resolved: (key: string) => Promise<void>;
}

/**
 * Keeps the entries of the configuration file in step with it: by integration and name, made, changed and removed as the
 * file says. Entries that people made stay theirs; one of the same account stands aside.
 */
export class FileEntries {
  readonly #deps: FileEntriesDeps;
  readonly #places = new Map<string, string>();

  constructor(deps: FileEntriesDeps) {
    this.#deps = deps;
  }

  placeOf(uid: string): string | null {
    return this.#places.get(uid) ?? null;
  }

  /**
   * Makes the rows what the file says. One that cannot be made is told of and stops no other; what it was before stays, as
   * a package that is broken for a while must not cost names, history or tokens. The signal cuts it off between two entries.
   */
  async apply(declared: readonly DeclaredEntry[], context: ContextRef, signal?: AbortSignal): Promise<void> {
    const { entries } = this.#deps;
    const kept = new Set<string>();
    this.#places.clear();
    for (const one of declared) {
      if (signal?.aborted) return;
      try {
        const uid = await this.#make(one, context);
        kept.add(uid);
        this.#places.set(uid, one.place);
        await this.#deps.resolved(`file:${one.place}`);
      } catch (cause) {
        for (const { uid } of this.#known(one)) {
          kept.add(uid);
          this.#places.set(uid, one.place);
        }
        await this.#tell(one, cause);
      }
    }
    for (const entry of entries.all())
      if (entry.source === 'file' && !kept.has(entry.uid)) await entries.remove(entry.uid, context);
  }

  /**
   * The embedded defaults, once: what a person removes of them stays removed. With a file of their own, people get what it says and
   * no demo house. Begun again after it was cut off, it makes what is missing. False: the signal has cut it off.
   */
  async seed(declared: readonly DeclaredEntry[], context: ContextRef, signal: AbortSignal): Promise<boolean> {
    for (const one of declared) {
      if (signal.aborted) return false;
      try {
        const fields = await this.#fields(one);
        if (!this.#isSeeded(fields)) await this.#deps.entries.create({ ...fields, source: 'demo' }, context);
      } catch (cause) {
        await this.#tell(one, cause);
      }
    }
    return true;
  }

  #isSeeded({ integration, title }: Pick<ConfigEntry, 'integration' | 'title'>): boolean {
    return this.#deps.entries
      .all()
      .some((entry) => entry.source === 'demo' && entry.integration === integration && entry.title === title);
  }

  async removeSeeded(context: ContextRef): Promise<void> {
    for (const entry of this.#deps.entries.all())
      if (entry.source === 'demo') await this.#deps.entries.remove(entry.uid, context);
  }

  /** The rows that this may be about, while its title cannot be asked of its integration. */
  #known({ integration, name }: DeclaredEntry): readonly ConfigEntry[] {
    return this.#deps.entries
      .all()
      .filter(
        (entry) =>
          entry.source === 'file' &&
          entry.integration === integration &&
          (name === undefined || entry.title === name),
      );
  }

  async #make(one: DeclaredEntry, context: ContextRef): Promise<string> {
    const { entries } = this.#deps;
    const fields = await this.#fields(one);
    const known = entries
      .all()
      .find(
        (entry) =>
          entry.source === 'file' && entry.integration === one.integration && entry.title === fields.title,
      );
    if (known) {
      await entries.update(
        known.uid,
        { config: fields.config, uniqueId: fields.uniqueId, version: fields.version, owner: fields.owner },
        { context },
      );
      return known.uid;
    }
    const other = fields.uniqueId === null ? undefined : entries.ofAccount(one.integration, fields.uniqueId);
    if (other && other.source !== 'file') await this.#standAside(other, one, context);
    return (await entries.create({ ...fields, source: 'file' }, context)).uid;
  }

  async #fields(one: DeclaredEntry) {
    const { catalog } = this.#deps;
    const installed = catalog.need(one.integration);
    const { version } = await catalog.describe(one.integration);
    const checked = one.demo ? undefined : await catalog.check(one.integration, one.config, version);
    return {
      integration: one.integration,
      title: one.name ?? checked?.title ?? installed.manifest.name,
      config: (checked?.config ?? one.config) as ConfigEntry['config'],
      demo: one.demo,
      version,
      uniqueId: checked?.uniqueId ?? null,
      owner: one.owner,
    };
  }

  /** The file wins; what a person set up for the same account is switched off, not lost. */
  async #standAside(other: ConfigEntry, one: DeclaredEntry, context: ContextRef): Promise<void> {
    await this.#deps.entries.update(other.uid, { uniqueId: null }, { context, reload: false });
    await this.#deps.entries.setDisabled(other.uid, true, context);
    await this.#deps.notify({
      key: `aside:${other.uid}`,
      title: `${other.title} stands aside`,
      body: `${one.place} sets up the same account. The entry made here was switched off and kept; remove one of the two.`,
    });
  }

  async #tell(one: DeclaredEntry, cause: unknown): Promise<void> {
    const error = asError(cause);
    this.#deps.log.error('An entry of the configuration cannot be set up', {
      integration: one.integration,
      place: one.place,
      error,
    });
    await this.#deps.notify({
      key: `file:${one.place}`,
      title: `${one.name ?? one.integration} cannot be set up`,
      body: `${one.place}: ${cause instanceof LifeOpsError ? cause.message : error.message}`,
    });
  }
}
