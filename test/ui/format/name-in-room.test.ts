import assert from 'node:assert/strict';
import { nameInRoom } from '../../../ui/src/format/name-in-room.ts';

describe('a name under the heading of its room', () => {
  const cases: readonly (readonly [name: string, room: string | undefined, shown: string])[] = [
    ['Living room thermostat Humidity', 'Living room', 'Thermostat Humidity'],
    ['kitchen ångugn', 'Kitchen', 'Ångugn'],
    ['Kitchen', 'Kitchen', 'Kitchen'],
    ['Kitchenette lamp', 'Kitchen', 'Kitchenette lamp'],
    ['Floor lamp', 'Living room', 'Floor lamp'],
    ['Hall lamp', undefined, 'Hall lamp'],
    ['Hall lamp', '', 'Hall lamp'],
  ];
  for (const [name, room, shown] of cases) {
    it(`shows ${name} in ${room ?? 'no room'} as ${shown}`, () => {
      assert.equal(nameInRoom(name, room), shown);
    });
  }
});
