import { NotFound } from '@lifeops/lib';
import type { ClockDep, ConfigEntry, EntryStatus, IdsDep, Json, JsonObject } from '@lifeops/lib';
import type {
  EntryChanges,
  EntryView,
  EntryWish,
} from '../../../hub/src/core/config-entries/entry-admin-view.ts';
import type {
  EntryAdmin,
  FlowAdmin,
  FlowView,
  IntegrationTexts,
  IntegrationView,
} from '../../../hub/src/api/operations/ports.ts';

export const integrationView: IntegrationView = {
  id: 'demo',
  name: 'Demo',
  description: 'A demo',
  kind: 'virtual',
  reach: 'calculated',
  quality: 'gold',
  needs: [],
  single: false,
  simulator: true,
  flows: ['user'],
  config: { type: 'object' },
  options: null,
  error: null,
};

const texts: Readonly<Record<string, JsonObject>> = {
  en: { device: { lamp: 'Lamp' }, entities: { power: 'Power' } },
  pl: { device: { lamp: 'Lampa' }, entities: { power: 'Moc' } },
};

export const fakeTexts: IntegrationTexts = {
  of: (integration, language) => (integration === 'demo' ? (texts[language] ?? {}) : {}),
  text(integration, language, [group = '', key = '']) {
    const found = (this.of(integration, language)[group] as JsonObject | undefined)?.[key];
    return typeof found === 'string' ? found : undefined;
  },
};

const status = (since: number): EntryStatus => ({
  state: 'loaded',
  reason: null,
  errorCode: null,
  since,
  tries: 0,
  retryAt: null,
  needsReauth: false,
});

/** Config entries in memory. */
export class FakeEntries implements EntryAdmin {
  readonly rows = new Map<string, ConfigEntry>();
  readonly removedWithHistory: string[] = [];
  readonly #deps: ClockDep & IdsDep;

  constructor(deps: ClockDep & IdsDep) {
    this.#deps = deps;
  }

  list(): EntryView[] {
    return [...this.rows.values()].map((entry) => this.#view(entry));
  }

  get(uid: string): EntryView | undefined {
    const entry = this.rows.get(uid);
    return entry && this.#view(entry);
  }

  async create(entry: EntryWish): Promise<EntryView> {
    const now = this.#deps.clock.now();
    if (entry.integration !== 'demo') throw new NotFound(`There is no integration ${entry.integration}.`);
    return this.#put({
      uid: this.#deps.ids.next(),
      integration: entry.integration,
      title: entry.title ?? 'Demo',
      uniqueId: null,
      source: 'user',
      demo: entry.demo,
      version: 1,
      config: entry.config as ConfigEntry['config'],
      options: entry.options as ConfigEntry['options'],
      owner: entry.owner,
      disabledBy: null,
      runsOn: [],
      createdAt: now,
      modifiedAt: now,
    });
  }

  async update(uid: string, { title, disabled }: EntryChanges): Promise<EntryView> {
    const entry = this.#need(uid);
    return this.#put({ ...entry, title: title ?? entry.title, disabledBy: disabled ? 'user' : null });
  }

  async remove(uid: string, { withHistory }: { readonly withHistory: boolean }): Promise<void> {
    this.#need(uid);
    if (withHistory) this.removedWithHistory.push(uid);
    this.rows.delete(uid);
  }

  async reload(uid: string): Promise<EntryView> {
    return this.#view(this.#need(uid));
  }

  async diagnostics(uid: string): Promise<JsonObject> {
    return { entry: uid, config: '**' };
  }

  #need(uid: string): ConfigEntry {
    const entry = this.rows.get(uid);
    if (!entry) throw new NotFound('There is no such entry.');
    return entry;
  }

  #put(entry: ConfigEntry): EntryView {
    this.rows.set(entry.uid, entry);
    return this.#view(entry);
  }

  #view(entry: ConfigEntry): EntryView {
    return { entry, status: status(entry.createdAt), secrets: ['/token'], place: null };
  }
}

/** One flow: a form, then done. */
export class FakeFlows implements FlowAdmin {
  readonly #entries: FakeEntries;
  readonly #open = new Set<string>();

  constructor(entries: FakeEntries) {
    this.#entries = entries;
  }

  async start({ integration }: { readonly integration: string }): Promise<FlowView> {
    if (integration !== 'demo') throw new NotFound(`There is no integration ${integration}.`);
    this.#open.add('flow-1');
    return {
      flowId: 'flow-1',
      integration,
      step: { kind: 'form', id: 'user', schema: { type: 'object' }, values: {}, errors: [] },
    };
  }

  async answer(flowId: string, _value: Json): Promise<FlowView> {
    if (!this.#open.delete(flowId)) throw new NotFound('There is no such flow.');
    const { entry } = await this.#entries.create({
      integration: 'demo',
      config: {},
      options: {},
      demo: false,
      owner: null,
    });
    return { flowId, integration: 'demo', step: { kind: 'done', entryUid: entry.uid } };
  }

  async abandon(flowId: string): Promise<void> {
    if (!this.#open.delete(flowId)) throw new NotFound('There is no such flow.');
  }
}
