/** Of one entity of each domain: what it is, what it may show and be asked, and what not. */
export interface DomainCase {
  readonly domain: string;
  readonly features: readonly string[];
  readonly deviceClass?: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly wrongCapabilities?: readonly Readonly<Record<string, unknown>>[];
  readonly readings: readonly Reading[];
  /** [reading, why it is refused] */
  readonly wrongReadings: readonly (readonly [Reading, string])[];
  readonly inputs?: readonly Input[];
  /** [input, JSON pointer of the place] */
  readonly wrongInputs?: readonly (readonly [Input, string])[];
}
/** A wrong one gives attributes only where these are what is wrong. */
export type Reading = { readonly value: unknown; readonly attributes?: Readonly<Record<string, unknown>> };
type Input = readonly [service: string, input: Readonly<Record<string, unknown>>];

const at = 1_795_000_000_000;

export const domainCases: readonly DomainCase[] = [
  {
    domain: 'binary_sensor',
    features: [],
    deviceClass: 'door',
    readings: [{ value: true }, { value: false }],
    wrongReadings: [
      [{ value: 'on' }, 'a word is no boolean'],
      [{ value: 1 }, 'a number is no boolean'],
      [{ value: true, attributes: { angle: 3 } }, 'an attribute is not declared'],
    ],
  },
  {
    domain: 'button',
    features: [],
    deviceClass: 'restart',
    readings: [{ value: at }],
    wrongReadings: [
      [{ value: '2026-11-21' }, 'a text is no instant'],
      [{ value: 1.5 }, 'an instant has whole milliseconds'],
    ],
    inputs: [['press', {}]],
    wrongInputs: [[['press', { times: 2 }], '/times']],
  },
  {
    domain: 'calendar',
    features: ['create', 'update', 'delete'],
    readings: [
      { value: false },
      { value: true, attributes: { message: 'Dentist', all_day: false, start_time: at, end_time: at + 1 } },
    ],
    wrongReadings: [
      [{ value: 'Dentist' }, 'the title is an attribute'],
      [{ value: true, attributes: { start_time: 'today' } }, 'times are instants'],
    ],
    inputs: [
      ['get_events', { end: at }],
      ['create_event', { summary: 'Dentist', start: at, end: at + 1 }],
      ['update_event', { uid: 'a', summary: 'Vet' }],
      ['delete_event', { uid: 'a', recurrence_id: '20261121' }],
    ],
    wrongInputs: [
      [['get_events', {}], '/end'],
      [['get_events', { start: at, end: at }], '/end'],
      [['create_event', { summary: '', start: at, end: at + 1 }], '/summary'],
      [['create_event', { summary: 'x', start: at + 1, end: at }], '/end'],
      [['update_event', { uid: 'a' }], ''],
      [['delete_event', {}], '/uid'],
    ],
  },
  {
    domain: 'climate',
    features: [
      'target_temperature',
      'target_temperature_range',
      'target_humidity',
      'fan_mode',
      'preset_mode',
      'turn_on',
      'turn_off',
    ],
    capabilities: {
      hvac_modes: ['off', 'heat'],
      min_temp: 5,
      max_temp: 28,
      fan_modes: ['low', 'high'],
      preset_modes: ['none', 'eco'],
    },
    wrongCapabilities: [
      {},
      { hvac_modes: [], fan_modes: ['low'], preset_modes: ['eco'] },
      { hvac_modes: ['warm'], fan_modes: ['low'], preset_modes: ['eco'] },
    ],
    readings: [
      {
        value: 'heat',
        attributes: {
          current_temperature: 20.4,
          hvac_action: 'heating',
          temperature: 21,
          target_temp_low: null,
          target_temp_high: null,
          humidity: null,
          fan_mode: 'low',
          preset_mode: null,
        },
      },
    ],
    wrongReadings: [
      [{ value: 'cool' }, 'the mode is not among those that it has'],
      [{ value: true }, 'a mode is a word'],
      [{ value: 'off', attributes: { temperature: 21 } }, 'a promised attribute is missing'],
      [{ value: 'off', attributes: { hvac_action: 'resting' } }, 'the action is not known'],
    ],
    inputs: [
      ['set_temperature', { temperature: 21 }],
      ['set_temperature', { target_temp_low: 18, target_temp_high: 24, hvac_mode: 'heat' }],
      ['set_humidity', { humidity: 40 }],
      ['set_hvac_mode', { hvac_mode: 'off' }],
      ['set_fan_mode', { fan_mode: 'high' }],
      ['set_preset_mode', { preset_mode: 'eco' }],
      ['turn_on', {}],
      ['toggle', {}],
    ],
    wrongInputs: [
      [['set_temperature', {}], ''],
      [['set_temperature', { hvac_mode: 'heat' }], ''],
      [['set_temperature', { temperature: 28.5 }], '/temperature'],
      [['set_temperature', { temperature: 4 }], '/temperature'],
      [['set_temperature', { target_temp_low: 24, target_temp_high: 18 }], '/target_temp_low'],
      [['set_temperature', { target_temp_low: 18 }], '/target_temp_high'],
      [
        ['set_temperature', { temperature: 20, target_temp_low: 18, target_temp_high: 24 }],
        '/target_temp_low',
      ],
      [['set_humidity', { humidity: 20 }], '/humidity'],
      [['set_hvac_mode', { hvac_mode: 'cool' }], '/hvac_mode'],
      [['set_fan_mode', { fan_mode: 'medium' }], '/fan_mode'],
      [['set_preset_mode', { preset_mode: 'away' }], '/preset_mode'],
    ],
  },
  {
    domain: 'cover',
    features: ['open', 'close', 'stop', 'set_position', 'set_tilt', 'open_tilt', 'close_tilt'],
    deviceClass: 'blind',
    readings: [{ value: 'opening', attributes: { current_position: 40, current_tilt_position: null } }],
    wrongReadings: [
      [{ value: 'ajar' }, 'the value is no state of a cover'],
      [{ value: true }, 'the value is a word'],
      [
        { value: 'open', attributes: { current_position: 101, current_tilt_position: 0 } },
        'a position ends at 100',
      ],
      [{ value: 'open', attributes: {} }, 'the position is promised'],
    ],
    inputs: [
      ['open_cover', {}],
      ['stop_cover', {}],
      ['set_cover_position', { position: 0 }],
      ['set_cover_tilt_position', { tilt_position: 100 }],
      ['toggle', {}],
      ['toggle_cover_tilt', {}],
    ],
    wrongInputs: [
      [['set_cover_position', {}], '/position'],
      [['set_cover_position', { position: -1 }], '/position'],
      [['set_cover_position', { position: 12.5 }], '/position'],
      [['open_cover', { position: 3 }], '/position'],
    ],
  },
  {
    domain: 'device_tracker',
    features: [],
    capabilities: { tracking_type: 'location' },
    wrongCapabilities: [{}, { tracking_type: 'magic' }],
    readings: [
      {
        value: 'home',
        attributes: { latitude: 59.3, longitude: 18, location_accuracy: 12, in_zones: ['zone.home'] },
      },
    ],
    wrongReadings: [
      [{ value: '' }, 'a place has a name'],
      [{ value: true }, 'a place is a word'],
      [{ value: 'home', attributes: { latitude: 91 } }, 'latitudes end at 90'],
    ],
  },
  {
    domain: 'event',
    features: [],
    deviceClass: 'button',
    capabilities: { event_types: ['press_start', 'multi_press_end'] },
    wrongCapabilities: [{}, { event_types: [] }],
    readings: [{ value: at, attributes: { event_type: 'multi_press_end', data: { multi_press_count: 2 } } }],
    wrongReadings: [
      [{ value: 'press_start' }, 'the type is an attribute'],
      [{ value: at, attributes: { data: [1] } }, 'data is an object'],
      [{ value: at, attributes: { data: { at: new Date(0) } } }, 'a Date is not JSON'],
    ],
  },
  {
    domain: 'light',
    features: ['brightness', 'color_temp', 'color', 'effect', 'flash', 'transition'],
    capabilities: { min_color_temp_kelvin: 2200, max_color_temp_kelvin: 4000, effect_list: ['rainbow'] },
    wrongCapabilities: [
      { min_color_temp_kelvin: 2200 },
      { min_color_temp_kelvin: 'warm', max_color_temp_kelvin: 4000, effect_list: [] },
    ],
    readings: [
      {
        value: true,
        attributes: {
          brightness: 255,
          color_temp_kelvin: null,
          hs_color: [30, 50],
          effect: null,
          color_mode: 'hs',
        },
      },
      {
        value: false,
        attributes: { brightness: null, color_temp_kelvin: null, hs_color: null, effect: null },
      },
    ],
    wrongReadings: [
      [{ value: 'on' }, 'a word is no boolean'],
      [
        { value: true, attributes: { brightness: 0, color_temp_kelvin: null, hs_color: null, effect: null } },
        'a lit lamp has no brightness 0',
      ],
      [{ value: true, attributes: { brightness: 3 } }, 'promised attributes are missing'],
      [
        {
          value: true,
          attributes: { brightness: 3, color_temp_kelvin: null, hs_color: [400, 1], effect: null },
        },
        'hues end at 360',
      ],
    ],
    inputs: [
      ['turn_on', {}],
      ['turn_on', { brightness: 0 }],
      ['turn_on', { brightness_pct: 50, transition: 2 }],
      ['turn_on', { color_temp_kelvin: 2700, flash: 'short' }],
      ['turn_on', { rgb_color: [255, 0, 0], effect: 'rainbow' }],
      ['turn_on', { color_name: 'Dark Orange' }],
      ['turn_off', { transition: 1 }],
      ['toggle', {}],
    ],
    wrongInputs: [
      [['turn_on', { brightness: 256 }], '/brightness'],
      [['turn_on', { brightness: 10, brightness_pct: 3 }], '/brightness_pct'],
      [['turn_on', { hs_color: [1, 2], rgb_color: [1, 2, 3] }], '/rgb_color'],
      [['turn_on', { color_temp_kelvin: 2700, xy_color: [0.3, 0.3] }], '/xy_color'],
      [['turn_on', { color_temp_kelvin: 6500 }], '/color_temp_kelvin'],
      [['turn_on', { color_name: 'constructor' }], '/color_name'],
      [['turn_on', { effect: 'fire' }], '/effect'],
      [['turn_on', { white: 4 }], '/white'],
      [['turn_off', { brightness: 3 }], '/brightness'],
      [['toggle', { brightness: 3 }], '/brightness'],
    ],
  },
  {
    domain: 'lock',
    features: ['open'],
    capabilities: { code_format: '\\d{4}' },
    wrongCapabilities: [{ code_format: '(' }],
    readings: [{ value: 'jammed', attributes: { changed_by: null } }],
    wrongReadings: [
      [{ value: false }, 'a lock shows a word'],
      [{ value: 'shut' }, 'the value is no state of a lock'],
    ],
    inputs: [
      ['lock', { code: '1234' }],
      ['open', { code: '0000' }],
    ],
    wrongInputs: [
      [['unlock', {}], '/code'],
      [['unlock', { code: '12345' }], '/code'],
      [['lock', { code: 1234 }], '/code'],
    ],
  },
  {
    domain: 'media_player',
    features: [
      'play',
      'pause',
      'volume_set',
      'play_media',
      'enqueue',
      'select_source',
      'repeat',
      'seek',
      'browse_media',
    ],
    deviceClass: 'speaker',
    capabilities: { source_list: ['Radio', 'Line in'] },
    wrongCapabilities: [{}, { source_list: 'Radio' }],
    readings: [
      {
        value: 'playing',
        attributes: {
          volume_level: 0.4,
          source: 'Radio',
          repeat: 'off',
          media_title: 'A',
          media_position: 3.5,
        },
      },
    ],
    wrongReadings: [
      [{ value: 'standby' }, 'standby is no state of ours'],
      [{ value: 'on', attributes: { volume_level: 40, source: null, repeat: null } }, 'volume ends at 1'],
      [{ value: 'on', attributes: {} }, 'promised attributes are missing'],
    ],
    inputs: [
      ['media_play', {}],
      ['media_play_pause', {}],
      ['volume_set', { volume_level: 1 }],
      ['select_source', { source: 'Line in' }],
      ['repeat_set', { repeat: 'one' }],
      ['media_seek', { seek_position: 0 }],
      ['play_media', { media_content_id: 'a', media_content_type: 'music', enqueue: 'next' }],
      ['browse_media', {}],
    ],
    wrongInputs: [
      [['volume_set', { volume_level: 1.01 }], '/volume_level'],
      [['select_source', { source: 'TV' }], '/source'],
      [['repeat_set', { repeat: 'twice' }], '/repeat'],
      [['play_media', { media_content_id: 'a' }], '/media_content_type'],
      [['play_media', { media_content_id: 'a', media_content_type: 'music', announce: true }], '/announce'],
      [['browse_media', { media_content_id: 'a' }], '/media_content_type'],
    ],
  },
  {
    domain: 'notify',
    features: ['title'],
    readings: [{ value: at }],
    wrongReadings: [[{ value: 'sent' }, 'the value is an instant']],
    inputs: [['send_message', { message: 'Hi', title: 'Door' }]],
    wrongInputs: [
      [['send_message', { title: 'Door' }], '/message'],
      [['send_message', { message: '' }], '/message'],
    ],
  },
  {
    domain: 'number',
    features: [],
    deviceClass: 'temperature',
    capabilities: { min: 5, max: 30, step: 0.5 },
    wrongCapabilities: [{}, { min: 5 }, { min: 5, max: 30, step: 0 }],
    readings: [{ value: 21.5 }],
    wrongReadings: [
      [{ value: '21.5' }, 'a text is no number'],
      [{ value: Number.POSITIVE_INFINITY }, 'a number is finite'],
    ],
    inputs: [['set_value', { value: 30 }]],
    wrongInputs: [
      [['set_value', { value: 30.01 }], '/value'],
      [['set_value', { value: 4 }], '/value'],
      [['set_value', { value: '7' }], '/value'],
    ],
  },
  {
    domain: 'person',
    features: [],
    readings: [
      {
        value: 'not_home',
        attributes: { latitude: null, longitude: null, source: 'device_tracker.phone', device_trackers: [] },
      },
    ],
    wrongReadings: [
      [{ value: 3 }, 'a place is a word'],
      [{ value: 'home', attributes: { longitude: 181 } }, 'longitudes end at 180'],
    ],
  },
  {
    domain: 'scene',
    features: [],
    readings: [{ value: at, attributes: { entity_ids: ['light.kitchen'] } }],
    wrongReadings: [[{ value: true }, 'the value is an instant']],
    inputs: [['turn_on', { transition: 3 }]],
    wrongInputs: [[['turn_on', { transition: -1 }], '/transition']],
  },
  {
    domain: 'select',
    features: [],
    capabilities: { options: ['a', 'b'] },
    wrongCapabilities: [{}, { options: [] }, { options: [1] }],
    readings: [{ value: 'b' }],
    wrongReadings: [
      [{ value: 'c' }, 'the value is not among the options'],
      [{ value: 0 }, 'an option is a word'],
    ],
    inputs: [
      ['select_option', { option: 'a' }],
      ['select_next', { cycle: false }],
      ['select_first', {}],
    ],
    wrongInputs: [
      [['select_option', { option: 'c' }], '/option'],
      [['select_option', {}], '/option'],
      [['select_first', { cycle: true }], '/cycle'],
    ],
  },
  {
    domain: 'sensor',
    features: [],
    deviceClass: 'score',
    readings: [{ value: 0 }, { value: 100, attributes: { last_reset: at } }],
    wrongReadings: [
      [{ value: 101 }, 'a score ends at 100'],
      [{ value: 'good' }, 'a score is a number'],
    ],
  },
  {
    domain: 'sensor',
    features: [],
    deviceClass: 'enum',
    capabilities: { options: ['clear', 'rain'] },
    readings: [{ value: 'rain' }],
    wrongReadings: [
      [{ value: 'snow' }, 'the value is not among the options'],
      [{ value: 1 }, 'an option is a word'],
    ],
  },
  {
    domain: 'sensor',
    features: [],
    deviceClass: 'money',
    readings: [{ value: -12_345 }],
    wrongReadings: [[{ value: 12.5 }, 'minor units are whole']],
  },
  {
    domain: 'sensor',
    features: [],
    deviceClass: 'date',
    readings: [{ value: '2028-02-29' }],
    wrongReadings: [
      [{ value: '2027-02-29' }, 'there is no such day'],
      [{ value: at }, 'a date is no instant'],
    ],
  },
  {
    domain: 'switch',
    features: [],
    deviceClass: 'outlet',
    readings: [{ value: true }],
    wrongReadings: [[{ value: 'off' }, 'a word is no boolean']],
    inputs: [
      ['turn_on', {}],
      ['toggle', {}],
    ],
    wrongInputs: [[['turn_on', { brightness: 2 }], '/brightness']],
  },
  {
    domain: 'text',
    features: [],
    capabilities: { min: 2, max: 4, pattern: '[a-z]+' },
    wrongCapabilities: [{ min: -1 }, { pattern: '[' }],
    readings: [{ value: 'abc' }],
    wrongReadings: [[{ value: 5 }, 'a number is no text']],
    inputs: [['set_value', { value: 'ab' }]],
    wrongInputs: [
      [['set_value', { value: 'a' }], '/value'],
      [['set_value', { value: 'abcde' }], '/value'],
      [['set_value', { value: 'ab3' }], '/value'],
    ],
  },
  {
    domain: 'todo',
    features: ['create', 'update', 'delete', 'move', 'due_datetime', 'due_date', 'priority'],
    readings: [{ value: 0 }, { value: 12 }],
    wrongReadings: [
      [{ value: -1 }, 'fewer than none cannot be open'],
      [{ value: 1.5 }, 'items are whole'],
      [{ value: 1, attributes: { items: [] } }, 'items are no attribute'],
    ],
    inputs: [
      ['get_items', { status: ['completed'] }],
      ['add_item', { item: 'Milk', due_date: '2026-11-22', priority: 1 }],
      ['update_item', { item: 'Milk', status: 'completed' }],
      ['update_item', { item: 'Milk', due: null, due_date: '2026-11-23' }],
      ['remove_item', { item: ['a', 'b'] }],
      ['remove_completed_items', {}],
      ['move_item', { uid: 'a', previous_uid: null }],
    ],
    wrongInputs: [
      [['get_items', { status: ['done'] }], '/status/0'],
      [['add_item', { item: '' }], '/item'],
      [['add_item', { item: 'Milk', due: at, due_date: '2026-11-22' }], '/due_date'],
      [['add_item', { item: 'Milk', due_date: '22.11.2026' }], '/due_date'],
      [['add_item', { item: 'Milk', priority: 10 }], '/priority'],
      [['add_item', { item: 'Milk', assignee: 'Alex' }], '/assignee'],
      [['update_item', { item: 'Milk' }], ''],
      [['remove_item', { item: [] }], '/item'],
      [['move_item', { uid: 'a' }], '/previous_uid'],
    ],
  },
  {
    domain: 'update',
    features: ['install', 'specific_version', 'progress'],
    deviceClass: 'firmware',
    readings: [
      {
        value: true,
        attributes: {
          installed_version: '1',
          latest_version: '2',
          in_progress: true,
          update_percentage: null,
        },
      },
    ],
    wrongReadings: [
      [{ value: '2' }, 'versions are attributes'],
      [{ value: true, attributes: {} }, 'progress is promised'],
    ],
    inputs: [
      ['install', {}],
      ['install', { version: '1.9' }],
    ],
    wrongInputs: [
      [['install', { version: '' }], '/version'],
      [['install', { backup: true }], '/backup'],
    ],
  },
  {
    domain: 'weather',
    features: ['daily'],
    readings: [{ value: 'partlycloudy', attributes: { temperature: -3, wind_speed: 4.2, humidity: null } }],
    wrongReadings: [
      [{ value: 'nice' }, 'the condition is not known'],
      [{ value: 'sunny', attributes: { humidity: 120 } }, 'humidity ends at 100'],
      [{ value: 'sunny', attributes: { forecast: [] } }, 'forecasts are no attribute'],
    ],
    inputs: [['get_forecasts', { type: 'daily' }]],
    wrongInputs: [
      [['get_forecasts', { type: 'hourly' }], '/type'],
      [['get_forecasts', {}], '/type'],
    ],
  },
];
