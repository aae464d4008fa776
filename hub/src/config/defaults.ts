import type { JsonObject } from '@lifeops/lib';

/**
 * What the hub starts with when there is no configuration file: a demo house, fed by simulators, without any account.
 * `config.yaml.example` says the same with comments; a test compares them.
 */
export const defaultConfig: JsonObject = {
  site: { id: 'home', name: 'Home', latitude: 59.33, longitude: 18.07, currency: 'PLN' },
  server: { host: '127.0.0.1', port: 8000 },
  database: { url: 'sqlite:lifeops.db' },
  recorder: { url: 'sqlite:metrics.db' },
  log: { level: 'info', format: 'pretty' },
  integrations: [
    { integration: 'demo', name: 'Demo house' },
    { integration: 'sun' },
    { integration: 'system' },
    { integration: 'calendar', name: 'Family', demo: true },
    { integration: 'oura', name: 'Alex', demo: true },
  ],
  automations: [
    {
      rule_id: 'evening_light',
      name: 'Light in the living room at sunset',
      description: 'Switches the living-room light on, dimmed, when the sun goes down.',
      triggers: [{ trigger: 'sun', event: 'sunset' }],
      conditions: [],
      actions: [
        { action: 'light.turn_on', target: { entity_id: 'light.living_room' }, data: { brightness_pct: 40 } },
      ],
      mode: 'single',
    },
  ],
};
