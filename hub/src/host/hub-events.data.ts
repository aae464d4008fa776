import type { EventName } from '@lifeops/lib';

/** Events that only the hub itself fires: others rely on what they say. */
export const hubEvents = [
  'state_changed',
  'entity_registry_updated',
  'device_registry_updated',
  'area_registry_updated',
  'floor_registry_updated',
  'label_registry_updated',
  'config_entry_updated',
  'call_service',
  'command_settled',
  'service_registered',
  'service_removed',
  'entity_event',
  'calendar_events_changed',
  'series_written',
  'notification_updated',
  'automation_triggered',
  'automation_updated',
  'user_updated',
  'settings_updated',
  'hub_started',
  'hub_stopping',
] as const satisfies readonly EventName[];
