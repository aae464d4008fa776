import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InvalidInput } from '../../../lib/src/base/errors.ts';
import { climate } from '../../../lib/src/domains/climate.ts';
import { cover } from '../../../lib/src/domains/cover.ts';
import { light } from '../../../lib/src/domains/light.ts';
import { lock } from '../../../lib/src/domains/lock.ts';
import { mediaPlayer } from '../../../lib/src/domains/media-player.ts';
import { number } from '../../../lib/src/domains/number.ts';
import { select } from '../../../lib/src/domains/select.ts';
import {
  checkServiceInput,
  parseServiceInput,
  resolveService,
} from '../../../lib/src/domains/service-call.ts';
import { toggle } from '../../../lib/src/domains/toggle.ts';

const bare = { capabilities: {}, attributes: {} };

describe('a call of a service', () => {
  it('names every wrong field at once', () => {
    assert.throws(
      () =>
        parseServiceInput(
          { spec: light.spec, service: 'turn_on' },
          { brightness: 'high', warp: 1, transition: -1 },
          bare,
        ),
      (error) =>
        error instanceof InvalidInput &&
        error.message.includes('light.turn_on') &&
        assert.deepEqual(
          new Set(error.issues.map(({ path }) => path)),
          new Set(['/brightness', '/warp', '/transition']),
        ) === undefined,
    );
  });

  it('never says a wrong code aloud', () => {
    const entity = { ...bare, capabilities: { code_format: '\\d{4}' } };
    assert.throws(
      () => parseServiceInput({ spec: lock.spec, service: 'lock' }, { code: 'hunter2' }, entity),
      (error) =>
        error instanceof InvalidInput && !JSON.stringify([error.message, error.issues]).includes('hunter2'),
    );
  });

  it('holds bounds by the capabilities, and by the usual ones where the entity does not say', () => {
    const check = (temperature: number, capabilities: Record<string, number>) =>
      checkServiceInput(
        { spec: climate.spec, service: 'set_temperature' },
        { temperature },
        { capabilities, attributes: {} },
      );
    assert.deepEqual(check(7, {}), []);
    assert.equal(check(6.9, {})[0]?.expected, '7 to 35');
    assert.deepEqual(check(6.9, { min_temp: 5 }), []);
    assert.equal(check(40, { min_temp: 5, max_temp: 30 })[0]?.expected, '5 to 30');
  });

  it('takes exactly the numbers within min and max', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -100, max: 100 }),
        fc.integer({ min: -50, max: 50 }),
        fc.nat(50),
        (value, min, span) => {
          const entity = { capabilities: { min, max: min + span }, attributes: {} };
          const issues = checkServiceInput({ spec: number.spec, service: 'set_value' }, { value }, entity);
          assert.equal(issues.length === 0, value >= min && value <= min + span);
        },
      ),
    );
  });

  for (const [value, to] of [
    [true, 'turn_off'],
    [false, 'turn_on'],
    [null, 'turn_on'],
  ] as const) {
    it(`toggles a switch that is ${value} by ${to}`, () => {
      assert.deepEqual(resolveService({ spec: toggle.spec, service: 'toggle' }, {}, { ...bare, value }), {
        service: to,
        input: {},
      });
    });
  }

  for (const [value, to] of [
    ['open', 'close_cover'],
    ['opening', 'close_cover'],
    ['closed', 'open_cover'],
    ['closing', 'open_cover'],
  ] as const) {
    it(`toggles a cover that is ${value} by ${to}`, () => {
      for (const service of ['toggle', 'toggle_cover']) {
        assert.equal(resolveService({ spec: cover.spec, service }, {}, { ...bare, value }).service, to);
      }
    });
  }

  it('toggles slats by their position', () => {
    const tilted = (position: number | null) =>
      resolveService(
        { spec: cover.spec, service: 'toggle_cover_tilt' },
        {},
        { capabilities: {}, attributes: { current_tilt_position: position } },
      ).service;
    assert.deepEqual(
      [tilted(0), tilted(1), tilted(100), tilted(null)],
      ['open_cover_tilt', 'close_cover_tilt', 'close_cover_tilt', 'close_cover_tilt'],
    );
  });

  it('pauses what plays and plays what does not', () => {
    const of = (value: string) =>
      resolveService({ spec: mediaPlayer.spec, service: 'media_play_pause' }, {}, { ...bare, value }).service;
    assert.deepEqual(['playing', 'buffering', 'paused', 'idle', 'off'].map(of), [
      'media_pause',
      'media_pause',
      'media_play',
      'media_play',
      'media_play',
    ]);
  });

  for (const [service, input, value, option] of [
    ['select_first', {}, 'b', 'a'],
    ['select_last', {}, 'b', 'c'],
    ['select_next', {}, 'b', 'c'],
    ['select_next', {}, 'c', 'a'],
    ['select_next', { cycle: false }, 'c', 'c'],
    ['select_previous', {}, 'b', 'a'],
    ['select_previous', {}, 'a', 'c'],
    ['select_previous', { cycle: false }, 'a', 'a'],
    ['select_next', {}, null, 'a'],
    ['select_previous', {}, null, 'c'],
    ['select_previous', { cycle: false }, 'gone', 'c'],
  ] as const) {
    it(`goes from ${value} by ${service} ${JSON.stringify(input)} to ${option}`, () => {
      const entity = { capabilities: { options: ['a', 'b', 'c'] }, attributes: {}, value };
      assert.deepEqual(resolveService({ spec: select.spec, service }, input, entity), {
        service: 'select_option',
        input: { option },
      });
    });
  }

  it('leaves a plain service as it is', () => {
    assert.deepEqual(
      resolveService({ spec: cover.spec, service: 'set_cover_position' }, { position: 3 }, bare),
      {
        service: 'set_cover_position',
        input: { position: 3 },
      },
    );
  });

  it('says what the state will show', () => {
    assert.deepEqual(cover.spec.services.set_cover_position.expects({ position: 0 }), {
      value: 'closed',
      attributes: { current_position: 0 },
    });
    assert.deepEqual(climate.spec.services.set_temperature.expects({ temperature: 20, hvac_mode: 'heat' }), {
      value: 'heat',
      attributes: { temperature: 20 },
    });
    assert.deepEqual(climate.spec.services.set_hvac_mode.expects({ hvac_mode: 'off' }), {
      value: 'off',
      attributes: {},
    });
    assert.deepEqual(number.spec.services.set_value.expects({ value: 3 }), { value: 3 });
  });
});
