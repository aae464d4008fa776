import type { Json } from '../base/json.ts';
import type { Instant } from '../base/clock.ts';
import type { ContextRef } from './context.ts';
import type { NodeId, Uid } from './ids.ts';
import type { EntityState } from './state.ts';
import type { EntryState } from './config-entry.ts';

export type RegistryAction = 'create' | 'update' | 'remove';
export interface RegistryChange {
  readonly action: RegistryAction;
  readonly uid: string;
  /** Names of the fields that changed; empty for create and remove. */
  readonly changes: readonly string[];
}

/** Every event on the bus by type. Packages extend it by declaration merging on '@lifeops/lib'. */
export interface EventMap {
  state_changed: {
    readonly uid: Uid;
    readonly old: EntityState | null;
    readonly new: EntityState | null;
    /** `old` was brought back from an earlier run: the first word of the source since the hub started. */
    readonly restored?: true;
  };
  entity_registry_updated: RegistryChange & { readonly formerEntityId?: string };
  device_registry_updated: RegistryChange;
  area_registry_updated: RegistryChange;
  floor_registry_updated: RegistryChange;
  label_registry_updated: RegistryChange;
  config_entry_updated: RegistryChange & { readonly state?: EntryState };
  call_service: {
    readonly domain: string;
    readonly service: string;
    readonly data: Json;
    readonly commandId: string;
  };
  /** What came of a command that was to be confirmed by the entity's state; `uid` is the entity's. */
  command_settled: {
    readonly commandId: string;
    readonly uid: Uid;
    readonly outcome: 'confirmed' | 'contradicted' | 'timed_out' | 'superseded';
  };
  service_registered: { readonly domain: string; readonly service: string };
  service_removed: { readonly domain: string; readonly service: string };
  entity_event: { readonly uid: Uid; readonly eventType: string; readonly data: Json };
  calendar_events_changed: {
    readonly uid: Uid;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
  };
  series_written: {
    readonly series: string;
    readonly source: string;
    readonly count: number;
    readonly from: Instant;
    readonly to: Instant;
  };
  notification_updated: { readonly uid: string; readonly action: RegistryAction };
  automation_triggered: { readonly uid: string; readonly name: string };
  automation_updated: RegistryChange;
  user_updated: RegistryChange;
  settings_updated: { readonly keys: readonly string[] };
  hub_started: Record<string, never>;
  hub_stopping: Record<string, never>;
}
export type EventName = keyof EventMap & string;

/** An event as the bus delivers it: in order of `seq`, each to every listener before the next. */
export interface HubEvent<E extends EventName = EventName> {
  readonly type: E;
  readonly data: EventMap[E];
  readonly at: Instant;
  readonly seq: number;
  readonly context: ContextRef;
  /** The node where it happened; a replicated event is not replicated again. */
  readonly origin: NodeId;
}
