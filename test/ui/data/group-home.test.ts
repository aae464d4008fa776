import assert from 'node:assert/strict';
import { groupHome } from '../../../ui/src/data/group-home.ts';
import { areas, floors } from '../fake-home.data.ts';
import { entities } from '../fake-rooms.data.ts';

const all = entities.map(({ entity }) => entity);
const groups = groupHome(all, areas, floors);
const inOrder = groups.flatMap((group) => group.areas);

describe('the rooms of Home', () => {
  it('follow the floors from below, then areas without a floor, then what has no area', () => {
    assert.deepEqual(
      inOrder.map(({ area }) => area?.name ?? null),
      ['Living room', 'Kitchen', 'Hallway', 'Bedroom', 'Office', 'Garden', null],
    );
  });

  it('leave out what is hidden, disabled, diagnostic or shown by a card at the top', () => {
    const shown = new Set(
      inOrder.flatMap(({ controls, readings }) => [...controls, ...readings].map(({ entity_id: id }) => id)),
    );
    for (const id of [
      'sensor.hidden',
      'sensor.disabled',
      'sensor.cpu',
      'switch.guest_mode',
      'person.alex',
      'weather.home',
      'sensor.sleep_score',
      'sensor.sun_next_rising',
    ]) {
      assert.equal(shown.has(id), false, id);
    }
    assert.equal(shown.has('sensor.energy_today'), true);
  });

  it('put lights before heating, and readings apart from controls', () => {
    const [living] = inOrder;
    assert.deepEqual(
      [...new Set(living?.controls.map(({ domain }) => domain))],
      ['light', 'climate', 'cover', 'media_player', 'switch'],
    );
    assert.equal(
      living?.readings.every(({ domain }) => domain === 'sensor' || domain === 'binary_sensor'),
      true,
    );
  });

  it('treat an entity whose area is gone as one without an area', () => {
    const [lamp] = all;
    assert.ok(lamp);
    const [group] = groupHome([{ ...lamp, area: 'gone' }], areas, floors);
    assert.equal(group?.areas[0]?.area, null);
  });
});
