import type { ContextRef, Json, JsonObject, LogLevel } from '@lifeops/lib';
import type { OperationOutput, Operations } from '@lifeops/lib/protocol';
import type { Principal } from '../../auth/principal.ts';
import type { EntryChanges, EntryView, EntryWish } from '../../core/config-entries/entry-admin-view.ts';

export type Language = 'en' | 'pl' | 'sv';
type Output<Name extends keyof Operations> = OperationOutput<Operations[Name]>;

/** One integration as clients see it; `texts` are added by the language asked for. */
export type IntegrationView = Omit<Output<'integrations.list'>['integrations'][number], 'texts'>;
export type SetupStep = Output<'flows.start'>['step'];

/** Integrations that are installed, and their translations. */
export interface IntegrationCatalog {
  /** Those that cannot be loaded too, with why. */
  list(): readonly IntegrationView[] | Promise<readonly IntegrationView[]>;
}

export interface IntegrationTexts {
  /** All texts of an integration in a language; empty for an unknown one. */
  of(integration: string, language: Language): JsonObject;
  /** One text by its path of keys; undefined where neither the language nor English has it. */
  text(integration: string, language: Language, path: readonly string[]): string | undefined;
}

/** Config entries: what is set up. Every method but `list` and `get` throws `NotFound` for an unknown uid. */
export interface EntryAdmin {
  list(): readonly EntryView[];
  get(uid: string): EntryView | undefined;
  create(entry: EntryWish, context: ContextRef): Promise<EntryView>;
  update(uid: string, changes: EntryChanges, context: ContextRef): Promise<EntryView>;
  remove(uid: string, options: { readonly withHistory: boolean }, context: ContextRef): Promise<void>;
  reload(uid: string, context: ContextRef): Promise<EntryView>;
  /** Secrets and personal marks redacted. */
  diagnostics(uid: string): Promise<JsonObject>;
}

/** A step of a set-up; the last one names the entry that it made by uid. */
export interface FlowView {
  readonly flowId: string;
  readonly integration: string;
  readonly step:
    Exclude<SetupStep, { readonly kind: 'done' }> | { readonly kind: 'done'; readonly entryUid: string };
}

/** Set-ups with steps. A flow belongs to who began it: for anybody else it is not there. */
export interface FlowAdmin {
  start(
    flow: {
      readonly integration: string;
      readonly name: 'user' | 'reauth' | 'reconfigure' | 'discovered';
      readonly entry?: string;
    },
    by: FlowPerson,
  ): Promise<FlowView>;
  answer(flowId: string, value: Json, by: FlowPerson): Promise<FlowView>;
  abandon(flowId: string, by: FlowPerson): Promise<void>;
}
export interface FlowPerson {
  readonly principal: Principal;
  readonly context: ContextRef;
}

/** Asks the sources of calendar entities for news; one outcome for each. */
export interface CalendarSync {
  sync(
    entityUids: readonly string[],
    context: ContextRef,
  ): Promise<readonly { readonly uid: string; readonly error: string | null }[]>;
}

export type HubPart = Output<'system.status'>['parts'][number];
export type MachineReport = Output<'system.status'>['machine'];

/** How the hub and the machine under it are doing. */
export interface SystemReport {
  readonly version: string;
  readonly nodeId: string;
  readonly health: 'starting' | 'ok' | 'degraded';
  readonly uptimeSeconds: number;
  /** Some of what is shown is demo data. */
  readonly demo: boolean;
  parts(): readonly HubPart[] | Promise<readonly HubPart[]>;
  machine(): Promise<MachineReport>;
}

export interface ConfigAdmin {
  /** Pointers of what changed; throws what loading threw, with nothing touched. */
  reload(context: ContextRef): Promise<readonly string[]>;
  schema(): JsonObject;
}

export interface LogLevels {
  setLevel(level: LogLevel): void;
}
