import { at, start } from './fake-home.data.ts';

const entry = (integration: string, title: string, more: object = {}) => ({
  uid: `e-${integration}`,
  integration,
  title,
  unique_id: null,
  source: 'demo',
  demo: true,
  version: 1,
  config: {},
  options: {},
  owner: null,
  disabled_by: null,
  runs_on: [],
  created_at: start,
  modified_at: start,
  secrets: [] as string[],
  place: null as string | null,
  entity_count: 8,
  device_count: 3,
  status: {
    state: 'loaded',
    reason: null as string | null,
    error_code: null as string | null,
    since: start,
    tries: 0,
    retry_at: null as number | null,
    needs_reauth: false,
  },
  ...more,
});

export const entries = [
  entry('demo', 'Demo house', { entity_count: 52, device_count: 34 }),
  entry('oura', 'Oura (demo)', { entity_count: 7, device_count: 1 }),
  entry('calendar', 'Family', {
    demo: false,
    source: 'file',
    place: 'config.yaml:14',
    config: { source: { type: 'ics', url: 'https://example.org/family.ics' }, every_minutes: 30 },
    secrets: ['/password'],
    entity_count: 2,
    device_count: 1,
    status: {
      state: 'setup_retry',
      reason: 'example.org does not answer; the last known events are kept.',
      error_code: 'unavailable',
      since: at(-1),
      tries: 3,
      retry_at: at(0.2),
      needs_reauth: false,
    },
  }),
  entry('sun', 'Sun', { demo: false, source: 'user', entity_count: 10, device_count: 1 }),
];

const text = (title: string, description: string, more: object = {}) => ({
  type: 'string',
  title,
  description,
  ...more,
});
const calendarConfig = {
  type: 'object',
  properties: {
    source: {
      title: 'Source',
      description: 'Where the events come from',
      oneOf: [
        {
          type: 'object',
          title: 'Subscription (.ics)',
          properties: {
            type: { const: 'ics' },
            url: text('Address', 'As https://example.org/family.ics', { format: 'uri' }),
          },
          required: ['type', 'url'],
        },
        {
          type: 'object',
          title: 'File',
          properties: { type: { const: 'file' }, path: text('Path', 'On the machine of the hub') },
          required: ['type', 'path'],
        },
      ],
    },
    username: text('User name', 'Where the calendar wants one'),
    password: text('Password', 'Kept encrypted', { format: 'password', 'x-secret': true }),
    every_minutes: {
      type: 'integer',
      title: 'Ask every',
      description: 'How often to look for news',
      minimum: 5,
      maximum: 1440,
      default: 30,
      'x-unit': 'min',
    },
    private: {
      type: 'boolean',
      title: 'Hide titles',
      description: 'Shows events as busy only',
      default: false,
    },
    visibility: { title: 'For', enum: ['everybody', 'owner'], default: 'everybody' },
    rules: {
      type: 'array',
      title: 'Rules',
      description: 'Change what comes in',
      items: {
        type: 'object',
        properties: {
          match: text('Title contains', 'Of the event'),
          rename: text('Rename to', 'What is shown instead'),
        },
        required: ['match'],
      },
      default: [],
    },
  },
  required: ['source'],
};

const integration = (id: string, name: string, description: string, more: object = {}) => ({
  id,
  name,
  description,
  kind: 'service',
  reach: 'cloud',
  quality: 'silver',
  needs: [],
  single: false,
  simulator: true,
  flows: [] as string[],
  config: { type: 'object', properties: {} } as object,
  options: null as object | null,
  texts: {},
  error: null as string | null,
  ...more,
});
export const integrations = [
  integration(
    'calendar',
    'Calendar',
    'Events of an .ics subscription or file: school, work, waste collection, holidays',
    { config: calendarConfig },
  ),
  integration(
    'demo',
    'Demo house',
    'A whole house with people in it, for trying LifeOps without any device',
    { single: true },
  ),
  integration('oura', 'Oura', 'Sleep, readiness and activity of an Oura ring', {
    flows: ['user', 'reauth'],
    config: {
      type: 'object',
      properties: {
        client_id: text('Client id', 'Of your application'),
        client_secret: text('Client secret', 'Kept encrypted', { 'x-secret': true }),
      },
      required: ['client_id', 'client_secret'],
    },
  }),
  integration('sun', 'Sun', 'Where the sun stands over your home, and when it rises and sets', {
    single: true,
    simulator: false,
    reach: 'local',
  }),
  integration('system', 'System', 'The machine that the hub runs on: processor, memory, disk', {
    single: true,
    simulator: false,
    reach: 'local',
  }),
  integration('broken', 'Pool', 'The water of a pool', { error: 'Its package needs a newer LifeOps.' }),
];

export const automations = [
  {
    uid: 'au-1',
    rule_id: 'evening_lights',
    name: 'Lights on at dusk',
    enabled: true,
    place: 'automations.yaml:3',
    last_triggered: at(-23.5),
    error: null,
    document: {
      name: 'Lights on at dusk',
      trigger: [{ sun: 'set', offset_minutes: -15 }],
      condition: ['person.alex == "home"'],
      actions: [
        {
          service: 'light.turn_on',
          target: { entity_id: 'light.living_ceiling' },
          data: { brightness_pct: 60 },
        },
      ],
    },
  },
  {
    uid: 'au-2',
    rule_id: 'leak',
    name: 'Tell everybody about a leak under the sink',
    enabled: true,
    place: null,
    last_triggered: null,
    error: null,
    document: { name: 'Leak', trigger: [{ entity: 'binary_sensor.sink_leak', to: true }], actions: [] },
  },
  {
    uid: 'au-3',
    rule_id: 'coffee',
    name: 'Coffee on weekdays',
    enabled: false,
    place: null,
    last_triggered: at(-80),
    error: 'switch.coffee_old is not known; did you mean switch.coffee?',
    document: { name: 'Coffee', trigger: [{ time: '06:40' }], actions: [] },
  },
].map((each) => ({ agent: 'user', created_at: start, updated_at: start, ...each }));

const day = (hours: number): string => new Date(at(hours)).toISOString().slice(0, 10);
const event = (id: string, title: string, from: number, to: number, more: object = {}) => ({
  id,
  uid: id,
  recurrence_id: null,
  title,
  start: at(from),
  end: at(to),
  all_day: false,
  start_date: null,
  end_date: null,
  location: '',
  description: '',
  status: 'confirmed',
  transparent: false,
  private: false,
  entity_id: 'calendar.family',
  source: 'calendar',
  ...more,
});
export const events = [
  event('ev-1', 'Swimming lesson', -0.4, 0.8, { location: 'Vattenpalatset' }),
  event('ev-2', 'Dinner with Kasia and Erik', 2.7, 5, { location: 'At home', entity_id: 'calendar.alex' }),
  event('ev-3', 'Paper and glass collection', 24, 48, {
    all_day: true,
    start_date: day(24),
    end_date: day(48),
    entity_id: 'calendar.waste',
  }),
  event('ev-4', 'Parents’ evening', 49, 50.5),
];

const notification = (uid: string, priority: number, title: string, body: string, more: object = {}) => ({
  uid,
  agent: 'hub',
  kind: 'message',
  key: null,
  priority,
  title,
  body,
  action_url: null,
  target_devices: [],
  scheduled_for: null,
  delivered_at: start,
  status: 'delivered',
  owner: null,
  created_at: at(-2),
  ...more,
});
export const notifications = [
  notification(
    'n-1',
    2,
    'The battery of the air monitor is low',
    'It has about a week left. Two AAA cells fit.',
    { agent: 'demo' },
  ),
  notification(
    'n-2',
    3,
    'Family calendar is not reached',
    'The last known events are shown. The hub tries again by itself.',
    { kind: 'repair', action_url: '/integrations' },
  ),
];

export const people = [
  { uid: 'us-1', name: 'Alex', role: 'owner', language: 'en', active: true, created_at: start },
  { uid: 'us-2', name: 'Sam', role: 'member', language: 'sv', active: true, created_at: start },
  { uid: 'us-3', name: 'Grandma', role: 'guest', language: 'pl', active: false, created_at: start },
];
export const tokens = [
  {
    uid: 't-1',
    name: 'Chrome, Linux',
    kind: 'session',
    user_uid: 'us-1',
    role: 'owner',
    created_at: start,
    last_used_at: at(0),
    expires_at: null,
    current: true,
  },
  {
    uid: 't-2',
    name: 'Wall tablet',
    kind: 'session',
    user_uid: 'us-1',
    role: 'member',
    created_at: start,
    last_used_at: at(-0.2),
    expires_at: null,
    current: false,
  },
  {
    uid: 't-3',
    name: 'Node-RED',
    kind: 'token',
    user_uid: 'us-1',
    role: 'member',
    created_at: start,
    last_used_at: null,
    expires_at: at(5000),
    current: false,
  },
] as const;
