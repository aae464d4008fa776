/** What a client can follow. Apart from the schemas, so that a browser need not load those. */
export const topics = [
  'devices',
  'registry',
  'integrations',
  'notifications',
  'calendar',
  'health',
  'automations',
  'settings',
  'agents',
] as const;
export type Topic = (typeof topics)[number];

/** The event that carries each topic. */
export const topicEvents = {
  devices: 'device_state',
  registry: 'registry',
  integrations: 'integration',
  notifications: 'notification',
  calendar: 'calendar_event',
  health: 'health_metric',
  automations: 'automation',
  settings: 'settings',
  agents: 'agent_action',
} as const satisfies Record<Topic, string>;
