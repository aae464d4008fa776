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
    { integration: 'demo', name: 'Demo house', demo: true },
    { integration: 'sun' },
    { integration: 'system' },
    { integration: 'calendar', name: 'Family', demo: true },
    { integration: 'oura', name: 'Alex', demo: true },
  ],
  automations: [
    {
      rule_id: 'hallway_light_on',
      name: 'Light in the hallway when someone walks there in the dark',
      description: 'Switches the hallway light on, dimmed, on motion while the sun is down.',
      triggers: [{ trigger: 'state', entity_id: 'binary_sensor.hallway_motion', to: 'on' }],
      conditions: [{ condition: 'state', entity_id: 'binary_sensor.sun_above_the_horizon', state: 'off' }],
      actions: [
        { action: 'light.turn_on', target: { entity_id: 'light.hallway' }, data: { brightness_pct: 40 } },
      ],
      mode: 'single',
    },
    {
      rule_id: 'hallway_light_off',
      name: 'Hallway dark again when nobody moves',
      triggers: [{ trigger: 'state', entity_id: 'binary_sensor.hallway_motion', to: 'off' }],
      conditions: [],
      actions: [{ action: 'light.turn_off', target: { entity_id: 'light.hallway' } }],
      mode: 'single',
    },
  ],
};
