import assert from 'node:assert/strict';
import { binarySensor } from '../../../lib/src/domains/binary-sensor.ts';
import { button } from '../../../lib/src/domains/button.ts';
import { calendar } from '../../../lib/src/domains/calendar.ts';
import { climate } from '../../../lib/src/domains/climate.ts';
import { cover } from '../../../lib/src/domains/cover.ts';
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

describe('descriptions of entities that are wrong', () => {
  it('do not compile with a wrong value, class, unit, attribute, capability, feature or command', () => {
    const wrong = device([
      // @ts-expect-error a word is no boolean
      binarySensor({ key: 'k', read: () => 'on' }),
      // @ts-expect-error no such class
      binarySensor({ key: 'k', deviceClass: 'dor', read: (d) => d.on }),
      // @ts-expect-error press is missing
      button({ key: 'k', read: () => null }),
      // @ts-expect-error a calendar gives its events
      calendar({ key: 'k', read: () => true }),
      // @ts-expect-error the modes are missing
      climate({ key: 'k', read: () => 'off', commands: { setHvacMode: () => send() } }),
      climate({
        key: 'k',
        capabilities: { hvac_modes: ['off'] },
        // @ts-expect-error no such mode
        read: () => 'warm',
        commands: { setHvacMode: () => send() },
      }),
      climate({
        key: 'k',
        features: ['target_temperature'],
        capabilities: { hvac_modes: ['off'] },
        // @ts-expect-error the target is promised by the feature
        read: () => ({ value: 'off' }),
        commands: { setHvacMode: () => send(), setTemperature: () => send() },
      }),
      cover({
        key: 'k',
        features: ['open', 'close'],
        read: (d) => d.open,
        // @ts-expect-error the feature asks for closeCover
        commands: { openCover: () => send() },
      }),
      // @ts-expect-error a cover is no boolean
      cover({ key: 'k', read: (d) => d.on }),
      // @ts-expect-error the tracking type is missing
      deviceTracker({ key: 'k', read: () => 'home' }),
      // @ts-expect-error the event types are missing
      event({ key: 'k', read: () => 1 }),
      // @ts-expect-error an attribute is missing
      light({ key: 'k', features: ['brightness'], read: (d) => ({ value: d.on }), commands: onOff }),
      // @ts-expect-error no such feature
      light({ key: 'k', features: ['brightnes'], read: (d) => d.on, commands: onOff }),
      // @ts-expect-error no such state
      lock({ key: 'k', read: () => 'shut', commands: { lock: () => send(), unlock: () => send() } }),
      mediaPlayer({
        key: 'k',
        features: ['browse_media'],
        read: () => 'idle',
        // @ts-expect-error the answer has no children
        commands: { browseMedia: () => ({ title: '' }) },
      }),
      // @ts-expect-error the feature title is not declared
      notify({ key: 'k', read: () => null, commands: { sendMessage: ({ title }) => send(title) } }),
      // @ts-expect-error the range is missing
      number({ key: 'k', read: (d) => d.n, commands: { setValue: () => send() } }),
      number({
        key: 'k',
        // @ts-expect-error a date is no class of numbers
        deviceClass: 'date',
        capabilities: { min: 0, max: 1 },
        read: (d) => d.n,
        commands: { setValue: () => send() },
      }),
      // @ts-expect-error no such attribute
      person({ key: 'k', read: () => ({ value: 'home', attributes: { altitude: 3 } }) }),
      // @ts-expect-error an instant is a number
      scene({ key: 'k', read: () => 'now', commands: { turnOn: () => send() } }),
      // @ts-expect-error the options are missing
      select({ key: 'k', read: (d) => d.word, commands: { selectOption: () => send() } }),
      // @ts-expect-error unit of another class
      sensor({ key: 'k', deviceClass: 'temperature', unit: '%', read: (d) => d.n }),
      // @ts-expect-error a class with units needs one
      sensor({ key: 'k', deviceClass: 'temperature', read: (d) => d.n }),
      // @ts-expect-error no such unit, though it may have none
      sensor({ key: 'k', deviceClass: 'power_factor', unit: '1', read: (d) => d.n }),
      // @ts-expect-error no such currency
      sensor({ key: 'k', deviceClass: 'money', unit: 'zł', read: (d) => d.n }),
      // @ts-expect-error not among the options
      sensor({ key: 'k', deviceClass: 'enum', options: ['x', 'y'], read: () => 'z' as const }),
      // @ts-expect-error no such state class
      sensor({ key: 'k', stateClass: 'sum', read: (d) => d.n }),
      // @ts-expect-error a text is no number
      text({ key: 'k', read: (d) => d.n, commands: { setValue: () => send() } }),
      // @ts-expect-error an item has a summary
      todo({ key: 'k', read: (d) => d.n, commands: { getItems: () => ({ items: [{ uid: 'a' }] }) } }),
      // @ts-expect-error turnOff is missing
      toggle({ key: 'k', read: (d) => d.on, commands: { turnOn: () => send() } }),
      // @ts-expect-error progress is promised
      update({ key: 'k', features: ['progress'], read: (d) => d.on }),
      // @ts-expect-error no such condition
      weather({ key: 'k', read: () => 'nice' }),
      // @ts-expect-error the data has no such field
      sensor({ key: 'k', read: (d) => d.nothing }),
    ]);
    assert.equal(wrong.length, 33);
  });
});
