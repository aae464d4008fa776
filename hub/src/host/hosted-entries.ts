import { asError, asLifeOpsError, Conflict, errorToRecord, NotFound, Scope, Unavailable } from '@lifeops/lib';
import type { ConfigEntry, ContextRef, Json, JsonObject, SiteInfo } from '@lifeops/lib';
import type { IntegrationDescription } from '@lifeops/lib/host';
import type { EntryRunner } from '../core/config-entries/entry-runner.ts';
import type { StartOutcome } from '../core/config-entries/entry-machine.ts';
import type { DemoSimulators } from './demo-simulators.ts';
import { EntryRun } from './entry-run.ts';
import type { EntryRunDeps } from './entry-run.ts';
import type { IntegrationCatalog } from './integration-catalog.ts';
import type { IntegrationServices } from './integration-services.ts';
import { orAborted } from './within-time.ts';

export interface HostedEntriesDeps extends EntryRunDeps {
  readonly catalog: IntegrationCatalog;
  readonly simulators: DemoSimulators;
  readonly integrationServices: IntegrationServices;
  readonly makeContext: (entryUid: string) => ContextRef;
  readonly site: () => SiteInfo;
  /** A loaded entry found that the person must sign in again. */
  readonly onReauth: (entryUid: string, error: Error) => void;
  /** Keeps what a migration made of an entry's config. */
  readonly keepMigrated: (entryUid: string, config: JsonObject, version: number) => Promise<void>;
}

interface Running {
  readonly run: EntryRun;
  readonly services: Disposable;
}

/** From this many failed starts in a row on, what an entry showed before the restart is no longer believed. */
const believedFor = 2;

/** Runs config entries: one instance of its integration each. */
export class HostedEntries implements EntryRunner, AsyncDisposable {
  readonly #deps: HostedEntriesDeps;
  readonly #running = new Map<string, Running>();
  readonly #failures = new Map<string, number>();
  readonly #scope = new Scope('hosted entries');

  constructor(deps: HostedEntriesDeps) {
    this.#deps = deps;
    const { bus, registries } = deps;
    this.#scope.use(
      bus.on(
        'entity_registry_updated',
        ({ data }) => {
          const record = registries.entities.get(data.uid);
          if (record && data.action === 'update')
            for (const { run } of this.#running.values()) run.follow(record);
        },
        { owner: 'hosted entries' },
      ),
    );
  }

  async start(entry: ConfigEntry, config: JsonObject, signal: AbortSignal): Promise<StartOutcome> {
    const context = this.#deps.makeContext(entry.uid);
    const starting = orAborted(signal, this.#start(entry, config, { signal, context }));
    const outcome = await starting.catch((cause: unknown) => refused(cause, signal));
    if (outcome.outcome === 'ready') {
      this.#failures.delete(entry.uid);
      this.#disown(entry.uid, context, (uid) => !this.#running.get(entry.uid)?.run.hasEntity(uid));
    } else {
      const failures = (this.#failures.get(entry.uid) ?? 0) + 1;
      this.#failures.set(entry.uid, failures);
      if (outcome.outcome !== 'retry' || failures >= believedFor)
        this.#disown(entry.uid, context, () => true);
    }
    return outcome;
  }

  async stop(entry: ConfigEntry, why: 'unload' | 'shutdown'): Promise<void> {
    const running = this.#running.get(entry.uid);
    this.#running.delete(entry.uid);
    running?.services[Symbol.dispose]();
    await running?.run.stop(why);
    await this.#deps.simulators.stop(entry.uid);
  }

  /** Asks the source of an entity for news now. */
  async refresh(uid: string): Promise<void> {
    const running = [...this.#running.values()].find(({ run }) => run.hasEntity(uid));
    if (!running) throw new Unavailable('Its integration is not running.');
    await running.run.refresh(uid);
  }

  diagnose(entryUid: string): Promise<Json> {
    return this.#running.get(entryUid)?.run.diagnose() ?? Promise.resolve(null);
  }

  /** What the entry's source last failed with, while it is loaded. */
  sourceError(entryUid: string): Error | null {
    return this.#running.get(entryUid)?.run.sourceError ?? null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scope[Symbol.asyncDispose]();
  }

  async #start(
    entry: ConfigEntry,
    config: JsonObject,
    by: { readonly signal: AbortSignal; readonly context: ContextRef },
  ): Promise<StartOutcome> {
    const { catalog, simulators } = this.#deps;
    const installed = catalog.need(entry.integration);
    const description = await catalog.describe(entry.integration);
    if (entry.version > description.version) {
      const newer = new Conflict(
        `${entry.title} was set up by a newer version of ${installed.packageName}. Update the package.`,
      );
      return { outcome: 'migration', error: errorToRecord(newer) };
    }
    const given = entry.demo ? { ...config, ...(await simulators.configFor(entry.uid, installed)) } : config;
    const checked = await catalog.check(
      entry.integration,
      given,
      entry.demo ? description.version : entry.version,
    );
    if (!entry.demo && checked.version !== entry.version)
      await this.#deps.keepMigrated(entry.uid, checked.config, checked.version);
    const run = new EntryRun(this.#deps, {
      entry,
      installed,
      config: checked.config,
      context: by.context,
      events: description.events,
      onReauth: (error) => this.#deps.onReauth(entry.uid, error),
    });
    this.#running.set(entry.uid, { run, services: { [Symbol.dispose]() {} } });
    const outcome = await run.start(by.signal);
    if (outcome.outcome === 'ready')
      this.#running.set(entry.uid, { run, services: this.#serve(description, entry, run, by.context) });
    return outcome.outcome === 'ready'
      ? { outcome: 'ready' }
      : { outcome: outcome.outcome, error: outcome.error };
  }

  #serve(
    description: IntegrationDescription,
    entry: ConfigEntry,
    run: EntryRun,
    context: ContextRef,
  ): Disposable {
    const serving = {
      uid: entry.uid,
      serve: (service: string, input: JsonObject, device: string | null, signal: AbortSignal) =>
        run.serve(service, input, device, signal),
    };
    return this.#deps.integrationServices.add(description, serving, context);
  }

  /** Entities of the entry that nobody speaks for any more: what they showed last is not the present. */
  #disown(entryUid: string, context: ContextRef, wanted: (uid: string) => boolean): void {
    const { registries, states, log } = this.#deps;
    for (const record of registries.entities.ofEntry(entryUid)) {
      const state = states.get(record.uid);
      if (
        !state ||
        state.status === 'unavailable' ||
        states.ownerOf(record.uid) !== undefined ||
        !wanted(record.uid)
      )
        continue;
      try {
        using writer = states.claim(record, `entry ${entryUid}`);
        writer.report({ status: 'unavailable', value: null, attributes: state.attributes }, context);
      } catch (cause) {
        log.warn('An entity could not be marked unavailable', {
          entity: record.entityId,
          error: asError(cause),
        });
      }
    }
  }
}

/** What stands in the way of a start: waiting helps with some, a person with the rest. */
function refused(cause: unknown, signal: AbortSignal): StartOutcome {
  const error = asLifeOpsError(cause);
  const waits =
    signal.aborted ||
    error.kind === 'NotReady' ||
    error.kind === 'TimedOut' ||
    error.kind === 'Unavailable' ||
    error.kind === 'Aborted';
  if (error instanceof NotFound || !waits) return { outcome: 'failed', error: errorToRecord(error) };
  return { outcome: 'retry', error: errorToRecord(error) };
}
