import { Conflict, NotFound } from '@lifeops/lib';
import type { ConfigEntry, ContextRef, Json, JsonObject } from '@lifeops/lib';
import type { FlowStep } from '@lifeops/lib/host';
import type { ConfigEntries } from '../core/config-entries/config-entries.ts';
import type { FlowOutcome, Flows } from './flows.ts';
import type { InstalledIntegration } from './installed.ts';
import type { IntegrationCatalog } from './integration-catalog.ts';

export interface FlowPerson {
  /** Flows belong to who began them. */
  readonly tokenUid: string;
  readonly userUid: string | null;
  readonly context: ContextRef;
}

export interface FlowView {
  readonly flowId: string;
  readonly integration: string;
  readonly step:
    | FlowStep
    | { readonly kind: 'done'; readonly entryUid: string }
    | { readonly kind: 'abort'; readonly reason: string };
}

export interface FlowAdminDeps {
  readonly flows: Flows;
  readonly entries: ConfigEntries;
  readonly catalog: IntegrationCatalog;
}

/** Set-ups with steps, each of the person who began it; what one ends with becomes an entry, or changes one. */
export class FlowAdmin {
  readonly #deps: FlowAdminDeps;
  readonly #owners = new Map<string, string>();

  constructor(deps: FlowAdminDeps) {
    this.#deps = deps;
  }

  async start(
    flow: { readonly integration: string; readonly name: string; readonly entry?: string },
    by: FlowPerson,
  ): Promise<FlowView> {
    const { flows, entries, catalog } = this.#deps;
    const entry = flow.entry === undefined ? null : (entries.get(flow.entry) ?? null);
    if (flow.entry !== undefined && !entry) throw new NotFound('There is no such entry.');
    if (!entry) refuseSecond(catalog.need(flow.integration), entries);
    const current = entry ? entries.openConfig(entry.uid) : null;
    for (const flowId of this.#owners.keys()) if (!flows.has(flowId)) this.#owners.delete(flowId);
    const { flowId, outcome } = await flows.start(flow.integration, { name: flow.name, entry, current });
    this.#owners.set(flowId, by.tokenUid);
    return this.#view(flowId, flow.integration, { outcome, entry, by, name: flow.name });
  }

  async answer(flowId: string, value: Json, by: FlowPerson): Promise<FlowView> {
    this.#check(flowId, by);
    const { integration, name, entryUid, outcome } = await this.#deps.flows.answer(flowId, value);
    const entry = entryUid === null ? null : (this.#deps.entries.get(entryUid) ?? null);
    if (entryUid !== null && !entry) throw new NotFound('The entry was removed meanwhile.');
    return this.#view(flowId, integration, { outcome, entry, by, name });
  }

  async abandon(flowId: string, by: FlowPerson): Promise<void> {
    this.#check(flowId, by);
    this.#owners.delete(flowId);
    await this.#deps.flows.abandon(flowId);
  }

  #check(flowId: string, by: FlowPerson): void {
    if (this.#owners.get(flowId) !== by.tokenUid)
      throw new NotFound('This set-up has ended. Begin it again.');
  }

  async #view(
    flowId: string,
    integration: string,
    end: {
      readonly outcome: FlowOutcome;
      readonly entry: ConfigEntry | null;
      readonly by: FlowPerson;
      readonly name: string;
    },
  ): Promise<FlowView> {
    if (end.outcome.kind === 'step') return { flowId, integration, step: end.outcome.step };
    this.#owners.delete(flowId);
    const { result } = end.outcome;
    if (result.kind === 'abort')
      return { flowId, integration, step: { kind: 'abort', reason: result.reason } };
    const entry = end.entry
      ? await this.#changed(end.entry, { ...result, name: end.name }, end.by.context)
      : await this.#created(integration, result, end.by);
    return { flowId, integration, step: { kind: 'done', entryUid: entry.uid } };
  }

  async #created(
    integration: string,
    result: {
      readonly title: string;
      readonly uniqueId: string | null;
      readonly config: JsonObject;
      readonly options: JsonObject;
    },
    by: FlowPerson,
  ): Promise<ConfigEntry> {
    const { catalog, entries } = this.#deps;
    const { version } = await catalog.describe(integration);
    refuseSecond(catalog.need(integration), entries);
    const checked = await catalog.check(integration, result.config, version);
    return entries.create(
      {
        integration,
        title: result.title,
        source: 'user',
        config: checked.config as ConfigEntry['config'],
        options: result.options as ConfigEntry['options'],
        version,
        uniqueId: result.uniqueId ?? checked.uniqueId,
        owner: catalog.need(integration).manifest.health ? by.userUid : null,
      },
      by.context,
    );
  }

  async #changed(
    entry: ConfigEntry,
    result: { readonly name: string; readonly uniqueId: string | null; readonly config: JsonObject },
    context: ContextRef,
  ): Promise<ConfigEntry> {
    const { catalog, entries } = this.#deps;
    const { version } = await catalog.describe(entry.integration);
    const checked = await catalog.check(entry.integration, result.config, version);
    const uniqueId = result.uniqueId ?? checked.uniqueId;
    if (
      result.name === 'reauth' &&
      entry.uniqueId !== null &&
      uniqueId !== null &&
      uniqueId !== entry.uniqueId
    )
      throw new Conflict(`This is another account than that of ${entry.title}. Sign in to the same one.`);
    const changed = await entries.update(
      entry.uid,
      { config: checked.config as ConfigEntry['config'], uniqueId: uniqueId ?? entry.uniqueId, version },
      { context, reload: false },
    );
    entries.reload(entry.uid);
    return changed;
  }
}

function refuseSecond({ id, manifest }: InstalledIntegration, entries: ConfigEntries): void {
  if (manifest.single && entries.all().some((entry) => entry.integration === id))
    throw new Conflict(`${manifest.name} can be set up once only.`, { code: 'already-configured' });
}
