import { at, deviceOf, entityOf } from './fake-home.data.ts';
import type { DeviceInput, EntityInput, FakeEntity } from './fake-home.data.ts';
import type { WireDevice } from '@lifeops/lib/protocol';

const dims = ['brightness', 'color_temp', 'transition'];
const whites = { min_color_temp_kelvin: 2200, max_color_temp_kelvin: 6500 };
const radiator = {
  hvac_modes: ['off', 'heat', 'auto'],
  min_temp: 5,
  max_temp: 30,
  target_temp_step: 0.5,
  preset_modes: ['none', 'eco', 'comfort', 'away'],
};
const blind = ['open', 'close', 'stop', 'set_position'];
const player = [
  'play',
  'pause',
  'next_track',
  'previous_track',
  'volume_set',
  'volume_mute',
  'turn_off',
  'turn_on',
  'select_source',
];

type Own = Omit<EntityInput, 'device'>;
const rooms: readonly (readonly [DeviceInput, ...Own[]])[] = [
  [
    { uid: 'd-living', name: 'Ceiling lamp', area: 'a-living', maker: 'Lumo', model: 'Glow 60' },
    {
      id: 'light.living_ceiling',
      value: true,
      features: dims,
      capabilities: whites,
      attributes: { color_mode: 'color_temp', brightness: 178, color_temp_kelvin: 2900 },
    },
    {
      id: 'sensor.living_ceiling_signal',
      name: 'Signal',
      value: -62,
      deviceClass: 'signal_strength',
      unit: 'dBm',
      category: 'diagnostic',
    },
  ],
  [
    { uid: 'd-floor', name: 'Floor lamp', area: 'a-living' },
    {
      id: 'light.floor_lamp',
      value: true,
      features: [...dims, 'color'],
      capabilities: whites,
      attributes: { color_mode: 'hs', brightness: 115, color_temp_kelvin: null, hs_color: [338, 62] },
    },
  ],
  [
    { uid: 'd-shelf', name: 'Bookshelf', area: 'a-living' },
    {
      id: 'light.bookshelf',
      value: false,
      features: ['brightness'],
      attributes: { color_mode: null, brightness: null },
    },
  ],
  [
    { uid: 'd-living-heat', name: 'Living room thermostat', area: 'a-living' },
    {
      id: 'climate.living',
      value: 'heat',
      features: ['target_temperature', 'preset_mode'],
      capabilities: radiator,
      attributes: {
        current_temperature: 20.8,
        current_humidity: 44,
        hvac_action: 'heating',
        temperature: 21.5,
        preset_mode: 'comfort',
      },
    },
  ],
  [
    { uid: 'd-blind', name: 'Window blind', area: 'a-living' },
    {
      id: 'cover.living_blind',
      value: 'open',
      deviceClass: 'blind',
      features: blind,
      attributes: { current_position: 60 },
    },
  ],
  [
    { uid: 'd-speaker', name: 'Speaker', area: 'a-living', maker: 'Sonor' },
    {
      id: 'media_player.speaker',
      value: 'playing',
      deviceClass: 'speaker',
      features: player,
      capabilities: { source_list: ['Radio', 'Bluetooth', 'Line in'] },
      attributes: {
        volume_level: 0.34,
        is_volume_muted: false,
        media_title: 'Weather Diary',
        media_artist: 'Nils Frahm',
        source: 'Radio',
      },
    },
  ],
  [
    { uid: 'd-tv', name: 'TV outlet', area: 'a-living' },
    { id: 'switch.tv_outlet', value: true, deviceClass: 'outlet' },
    { id: 'sensor.tv_power', name: 'Power', value: 84.2, deviceClass: 'power', unit: 'W', precision: 0 },
  ],
  [
    { uid: 'd-air', name: 'Air monitor', area: 'a-living', maker: 'Aria' },
    {
      id: 'sensor.living_temperature',
      name: 'Temperature',
      value: 20.8,
      deviceClass: 'temperature',
      unit: '°C',
      precision: 1,
    },
    {
      id: 'sensor.living_humidity',
      name: 'Humidity',
      value: 44,
      deviceClass: 'humidity',
      unit: '%',
      precision: 0,
    },
    { id: 'sensor.living_co2', name: 'CO₂', value: 712, deviceClass: 'co2', unit: 'ppm', precision: 0 },
    { id: 'binary_sensor.air_battery', name: 'Battery', value: true, deviceClass: 'battery' },
  ],
  [
    { uid: 'd-kitchen', name: 'Kitchen light', area: 'a-kitchen' },
    {
      id: 'light.kitchen',
      value: true,
      features: dims,
      capabilities: whites,
      attributes: { color_mode: 'color_temp', brightness: 255, color_temp_kelvin: 4600 },
    },
  ],
  [
    { uid: 'd-coffee', name: 'Coffee maker', area: 'a-kitchen' },
    { id: 'switch.coffee', value: false, deviceClass: 'outlet' },
    { id: 'button.descale', name: 'Descale', value: at(-200) },
  ],
  [
    { uid: 'd-dish', name: 'Dishwasher', area: 'a-kitchen' },
    {
      id: 'select.dish_programme',
      name: 'Programme',
      value: 'eco',
      capabilities: { options: ['eco', 'intensive', 'quick_30', 'glass'] },
    },
    { id: 'sensor.dish_left', name: 'Time left', value: 47, deviceClass: 'duration', unit: 'min' },
    { id: 'binary_sensor.dish_running', name: 'Running', value: true, deviceClass: 'running' },
  ],
  [
    { uid: 'd-leak', name: 'Sink', area: 'a-kitchen' },
    { id: 'binary_sensor.sink_leak', name: 'Leak', value: false, deviceClass: 'moisture' },
  ],
  [
    { uid: 'd-smoke', name: 'Smoke alarm', area: 'a-kitchen' },
    { id: 'binary_sensor.smoke', value: false, deviceClass: 'smoke' },
  ],
  [
    { uid: 'd-list', name: 'Shopping list', area: 'a-kitchen', kind: 'service' },
    { id: 'todo.shopping', value: 4, features: ['create', 'update', 'delete'] },
  ],
  [
    { uid: 'd-hall', name: 'Hallway lamp', area: 'a-hall' },
    { id: 'light.hall', value: false, features: ['brightness'], attributes: { brightness: null } },
  ],
  [
    { uid: 'd-door', name: 'Front door', area: 'a-hall', maker: 'Portal' },
    { id: 'lock.front', value: 'locked', features: ['open'], attributes: { changed_by: 'Alex' } },
    { id: 'binary_sensor.front_door', name: 'Contact', value: false, deviceClass: 'door' },
  ],
  [
    { uid: 'd-bell', name: 'Doorbell', area: 'a-hall' },
    {
      id: 'event.doorbell',
      value: at(-3.2),
      deviceClass: 'doorbell',
      capabilities: { event_types: ['ring'] },
      attributes: { event_type: 'ring', data: null },
    },
  ],
  [
    { uid: 'd-motion', name: 'Hallway motion', area: 'a-hall' },
    { id: 'binary_sensor.hall_motion', value: true, deviceClass: 'motion' },
  ],
  [
    { uid: 'd-bed', name: 'Bedside lamp', area: 'a-bed' },
    {
      id: 'light.bed',
      value: true,
      features: dims,
      capabilities: whites,
      attributes: { brightness: 40, color_temp_kelvin: 2200 },
    },
  ],
  [
    { uid: 'd-bed-heat', name: 'Bedroom thermostat', area: 'a-bed' },
    {
      id: 'climate.bed',
      value: 'auto',
      features: ['target_temperature'],
      capabilities: { hvac_modes: ['off', 'heat', 'auto'], min_temp: 5, max_temp: 25 },
      attributes: { current_temperature: 18.4, hvac_action: 'idle', temperature: 18 },
    },
  ],
  [
    { uid: 'd-bed-blind', name: 'Bedroom blind', area: 'a-bed' },
    {
      id: 'cover.bed_blind',
      value: 'closed',
      deviceClass: 'blind',
      features: blind,
      attributes: { current_position: 0 },
    },
  ],
  [
    { uid: 'd-bed-win', name: 'Bedroom window', area: 'a-bed' },
    { id: 'binary_sensor.bed_window', value: true, deviceClass: 'window' },
  ],
  [
    { uid: 'd-office', name: 'Desk lamp', area: 'a-office' },
    { id: 'light.desk', value: false, status: 'unavailable', features: ['brightness'] },
  ],
  [
    { uid: 'd-fan', name: 'Desk fan', area: 'a-office' },
    {
      id: 'number.fan_speed',
      name: 'Speed',
      value: 40,
      unit: '%',
      capabilities: { min: 0, max: 100, step: 10 },
    },
    { id: 'text.note', name: 'Display text', value: 'In a call', capabilities: { max: 60 } },
  ],
  [
    { uid: 'd-router', name: 'Router', area: 'a-office', maker: 'Nordnet', model: 'R7' },
    {
      id: 'update.router',
      name: 'Firmware',
      value: true,
      features: ['install'],
      attributes: {
        installed_version: '7.2.1',
        latest_version: '7.3.0',
        release_summary: 'Mends the guest network.',
      },
    },
    { id: 'sensor.router_down', name: 'Download', value: 241.7, deviceClass: 'data_rate', unit: 'Mbit/s' },
  ],
  [
    { uid: 'd-garage', name: 'Garage door', area: 'a-garden' },
    { id: 'cover.garage', value: 'closed', deviceClass: 'garage', features: ['open', 'close', 'stop'] },
  ],
  [
    { uid: 'd-garden', name: 'Garden lights', area: 'a-garden' },
    { id: 'light.garden', value: true },
  ],
  [
    { uid: 'd-soil', name: 'Garden sensor', area: 'a-garden' },
    { id: 'sensor.soil', name: 'Soil moisture', value: 31, deviceClass: 'moisture', unit: '%' },
    {
      id: 'sensor.outdoor',
      name: 'Temperature',
      value: 6.4,
      status: 'stale',
      deviceClass: 'temperature',
      unit: '°C',
      precision: 1,
    },
  ],
  [
    { uid: 'd-house', name: 'House', area: null },
    { id: 'scene.evening', name: 'Evening', value: at(-26) },
    {
      id: 'sensor.energy_today',
      name: 'Energy today',
      value: 9.84,
      deviceClass: 'energy',
      unit: 'kWh',
      precision: 1,
    },
    { id: 'sensor.bill', name: 'Electricity bill', value: 31_245, deviceClass: 'money', unit: 'SEK' },
    { id: 'switch.guest_mode', name: 'Guest mode', value: false, category: 'config' },
    { id: 'sensor.hidden', name: 'Raw counter', value: 123_456, hidden: true },
    { id: 'sensor.disabled', name: 'Old counter', value: null, status: 'unknown', disabled: true },
    { id: 'notify.family', name: 'Family chat', value: at(-50) },
  ],
  [
    { uid: 'd-alex', name: 'Alex', area: null, kind: 'service' },
    { id: 'person.alex', value: 'home' },
  ],
  [
    { uid: 'd-sam', name: 'Sam', area: null, kind: 'service' },
    { id: 'person.sam', value: 'not_home' },
  ],
  [
    { uid: 'd-phone', name: 'Alex phone', area: null },
    { id: 'device_tracker.phone', value: 'home', capabilities: { tracking_type: 'connection' } },
  ],
  [
    { uid: 'd-weather', name: 'Home weather', area: null, kind: 'service' },
    {
      id: 'weather.home',
      value: 'partlycloudy',
      features: ['hourly', 'daily'],
      attributes: { temperature: 6.4, humidity: 81, wind_speed: 4.2, pressure: 1013 },
    },
  ],
  [
    { uid: 'd-cal', name: 'Family calendar', area: null, kind: 'service', integration: 'calendar' },
    { id: 'calendar.family', value: false },
  ],
  [
    { uid: 'd-sun', name: 'Sun', area: null, kind: 'service', integration: 'sun' },
    {
      id: 'sensor.sun_next_rising',
      name: 'Next sunrise',
      key: 'next_rising',
      value: at(15.1),
      deviceClass: 'timestamp',
    },
    {
      id: 'sensor.sun_next_setting',
      name: 'Next sunset',
      key: 'next_setting',
      value: at(22.6),
      deviceClass: 'timestamp',
    },
  ],
  [
    { uid: 'd-oura', name: 'Alex ring', area: null, integration: 'oura', maker: 'Oura' },
    { id: 'sensor.sleep_score', name: 'Sleep score', key: 'sleep_score', value: 86 },
    { id: 'sensor.readiness', name: 'Readiness', key: 'readiness_score', value: 78 },
    {
      id: 'sensor.total_sleep',
      name: 'Total sleep',
      key: 'total_sleep_duration',
      value: 452,
      deviceClass: 'duration',
      unit: 'min',
    },
    {
      id: 'sensor.deep',
      name: 'Deep sleep',
      key: 'deep_sleep_duration',
      value: 88,
      deviceClass: 'duration',
      unit: 'min',
    },
    {
      id: 'sensor.rem',
      name: 'REM sleep',
      key: 'rem_sleep_duration',
      value: 104,
      deviceClass: 'duration',
      unit: 'min',
    },
    {
      id: 'sensor.light_sleep',
      name: 'Light sleep',
      key: 'light_sleep_duration',
      value: 260,
      deviceClass: 'duration',
      unit: 'min',
    },
    { id: 'sensor.awake', name: 'Awake', key: 'awake_time', value: 31, deviceClass: 'duration', unit: 'min' },
  ],
  [
    { uid: 'd-hub', name: 'This hub', area: null, kind: 'service', integration: 'system' },
    { id: 'sensor.cpu', name: 'Processor', value: 7.2, unit: '%', category: 'diagnostic' },
  ],
];

const built = rooms.map(([input, ...own]) => {
  const device = deviceOf(input);
  return { device, entities: own.map((each) => entityOf({ ...each, device })) };
});
export const devices: readonly WireDevice[] = built.map(({ device }) => device);
export const entities: readonly FakeEntity[] = built.flatMap((each) => each.entities);
