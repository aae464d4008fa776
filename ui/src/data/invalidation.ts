import type { OperationName, Topic } from '@lifeops/lib/protocol';

/** What is read again when something of a topic changed. */
export const readsByTopic: Readonly<Record<Topic, readonly OperationName[]>> = {
  devices: [],
  registry: ['entities.list', 'devices.list', 'areas.list', 'entities.references'],
  integrations: ['entries.list', 'integrations.list', 'site.get'],
  notifications: ['notifications.list'],
  calendar: ['calendar.events'],
  health: ['health.metrics', 'health.sleep_latest', 'health.readiness'],
  automations: ['automations.list'],
  settings: ['site.get', 'users.list', 'tokens.list', 'auth.me'],
  agents: [],
};
