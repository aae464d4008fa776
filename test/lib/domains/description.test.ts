import assert from 'node:assert/strict';
import type { DomainMap } from '../../../lib/src/domains/all.ts';
import { binarySensor } from '../../../lib/src/domains/binary-sensor.ts';
import { button } from '../../../lib/src/domains/button.ts';
import { calendar } from '../../../lib/src/domains/calendar.ts';
import { climate } from '../../../lib/src/domains/climate.ts';
import { cover } from '../../../lib/src/domains/cover.ts';
import { commandName } from '../../../lib/src/domains/description.ts';
import type { Entity } from '../../../lib/src/domains/description.ts';
import { deviceTracker } from '../../../lib/src/domains/device-tracker.ts';
import { event } from '../../../lib/src/domains/event.ts';
import { light } from '../../../lib/src/domains/light.ts';
import { lock } from '../../../lib/src/domains/lock.ts';
import { mediaPlayer } from '../../../lib/src/domains/media-player.ts';
import { notify } from '../../../lib/src/domains/notify.ts';
import { number } from '../../../lib/src/domains/number.ts';
import { person } from '../../../lib/src/domains/person.ts';
import { scene } from '../../../lib/src/domains/scene.ts';
import { select } from '../../../lib/src/domains/select.ts';
import { sensor } from '../../../lib/src/domains/sensor.ts';
import { text } from '../../../lib/src/domains/text.ts';
import { todo } from '../../../lib/src/domains/todo.ts';
import { toggle } from '../../../lib/src/domains/toggle.ts';
import { update } from '../../../lib/src/domains/update.ts';
import { weather } from '../../../lib/src/domains/weather.ts';

interface Data {
  readonly n: number;
  readonly on: boolean;
  readonly word: string;
  readonly open: 'open' | 'closed';
}
/** As `hub.device` takes them: data from the left, lists that mix domains. */
const device = (entities: readonly Entity<NoInfer<Data>>[]): readonly Entity<Data>[] => entities;
const send = async (_what?: unknown): Promise<void> => {};
const onOff = { turnOn: () => send(), turnOff: () => send() };

describe('descriptions of entities', () => {
  it('compile for every domain, with data, inputs and units typed', () => {
    const entities = device([
      binarySensor({ key: 'door', deviceClass: 'door', read: (d) => d.on }),
      button({
        key: 'again',
        deviceClass: 'restart',
        read: () => null,
        commands: { press: (_, { data }) => send(data.n) },
      }),
      calendar({
        key: 'cal',
        features: ['create'],
        events: () => [],
        commands: { createEvent: ({ summary, start }) => send(`${summary}${start + 1}`) },
      }),
      climate({
        key: 'room',
        features: ['target_temperature'],
        capabilities: { hvac_modes: ['off', 'heat'], min_temp: 5 },
        read: (d) => ({
          value: d.on ? 'heat' : 'off',
          attributes: { temperature: d.n, current_temperature: d.n },
        }),
        commands: {
          setTemperature: ({ temperature, hvac_mode: mode }) =>
            send((temperature satisfies number | undefined) ?? mode),
          setHvacMode: ({ hvac_mode: mode }) =>
            send(mode satisfies 'off' | 'heat' | 'cool' | 'heat_cool' | 'auto' | 'dry' | 'fan_only'),
        },
      }),
      cover({
        key: 'blind',
        deviceClass: 'blind',
        features: ['open', 'close', 'set_position'],
        read: (d) => ({ value: d.open, attributes: { current_position: d.n } }),
        commands: {
          openCover: () => send(),
          closeCover: () => send(),
          setCoverPosition: ({ position }) => send(position + 1),
        },
      }),
      deviceTracker({
        key: 'phone',
        capabilities: { tracking_type: 'location' },
        read: () => ({ value: 'home', attributes: { latitude: 1, longitude: null } }),
      }),
      event({
        key: 'press',
        deviceClass: 'button',
        capabilities: { event_types: ['press_start'] },
        read: (d) => ({ value: d.n, attributes: { event_type: 'press_start' } }),
      }),
      light({
        key: 'lamp',
        features: ['brightness', 'transition'],
        read: (d) => ({ value: d.on, attributes: { brightness: d.n } }),
        commands: {
          turnOn: ({ brightness, transition }, { signal }) =>
            send([
              brightness satisfies number | undefined,
              transition satisfies number | undefined,
              signal.aborted,
            ]),
          turnOff: ({ transition }) => send(transition ?? 0),
        },
      }),
      lock({
        key: 'front',
        read: (d) => (d.on ? 'locked' : 'unlocked'),
        commands: { lock: ({ code }) => send(code?.length), unlock: () => send() },
      }),
      mediaPlayer({
        key: 'radio',
        features: ['play', 'pause', 'volume_set', 'browse_media'],
        read: () => ({ value: 'idle', attributes: { volume_level: 0.1, media_title: null } }),
        commands: {
          mediaPlay: () => send(),
          mediaPause: () => send(),
          volumeSet: ({ volume_level: level }) => send(level + 1),
          browseMedia: () => ({
            media_content_id: '',
            media_content_type: '',
            title: '',
            can_play: false,
            can_expand: true,
            children: [],
          }),
        },
      }),
      notify({
        key: 'chat',
        features: ['title'],
        read: () => null,
        commands: { sendMessage: ({ message, title }) => send(message + (title ?? '')) },
      }),
      number({
        key: 'limit',
        deviceClass: 'power',
        unit: 'W',
        capabilities: { min: 0, max: 9 },
        read: (d) => d.n,
        commands: { setValue: ({ value }) => send(value + 1) },
      }),
      person({ key: 'alex', read: (d) => d.word }),
      scene({
        key: 'evening',
        read: () => null,
        commands: { turnOn: ({ transition }) => send(transition ?? 1) },
      }),
      select({
        key: 'mode',
        capabilities: (d) => ({ options: [d.word] }),
        read: (d) => d.word,
        commands: { selectOption: ({ option }) => send(option.length) },
      }),
      sensor({
        key: 'a',
        deviceClass: 'temperature',
        unit: '°C',
        stateClass: 'measurement',
        read: (d) => d.n,
      }),
      sensor({ key: 'b', deviceClass: 'enum', options: ['x', 'y'], read: (d) => (d.on ? 'x' : 'y') }),
      sensor({ key: 'c', deviceClass: 'power_factor', read: (d) => d.n }),
      sensor({ key: 'd', deviceClass: 'power_factor', unit: '%', read: (d) => d.n }),
      sensor({ key: 'e', deviceClass: 'money', unit: 'PLN', read: (d) => d.n }),
      sensor({ key: 'f', deviceClass: 'score', read: (d) => d.n }),
      sensor({ key: 'g', read: (d) => ({ value: d.word, measuredAt: d.n }) }),
      text({
        key: 'motto',
        capabilities: { max: 10 },
        read: (d) => d.word,
        commands: { setValue: ({ value }) => send(value.length) },
      }),
      todo({
        key: 'jobs',
        features: ['create', 'due_date'],
        read: (d) => d.n,
        commands: {
          getItems: () => ({ items: [{ uid: 'a', summary: 'Milk' }] }),
          addItem: ({ item, due_date: day }) => send(item + (day ?? '')),
        },
      }),
      toggle({ key: 'pump', deviceClass: 'outlet', read: (d) => d.on, commands: onOff }),
      update({
        key: 'firmware',
        features: ['install'],
        read: (d) => ({ value: d.on, attributes: { installed_version: '1' } }),
        commands: { install: () => send() },
      }),
      weather({
        key: 'sky',
        features: ['daily'],
        read: () => 'sunny',
        commands: { getForecasts: ({ type }) => ({ forecast: type === 'daily' ? [{ datetime: 1 }] : [] }) },
      }),
    ]);
    assert.equal(entities.length, 27);
    assert(entities.every(({ spec, description }) => spec.domain !== '' && description.key !== ''));
  });

  it('are found by domain in the map that third parties extend', () => {
    const name: keyof DomainMap = 'binary_sensor';
    const domain: DomainMap['media_player']['domain'] = 'media_player';
    // @ts-expect-error not a domain of ours
    const other: keyof DomainMap = 'siren';
    assert.deepEqual([name, domain, other], ['binary_sensor', 'media_player', 'siren']);
  });

  it('name commands after services', () => {
    assert.deepEqual(['turn_on', 'set_cover_tilt_position', 'lock'].map(commandName), [
      'turnOn',
      'setCoverTiltPosition',
      'lock',
    ]);
  });
});
