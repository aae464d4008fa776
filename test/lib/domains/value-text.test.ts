import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InvalidInput } from '../../../lib/src/base/errors.ts';
import { climate } from '../../../lib/src/domains/climate.ts';
import { number } from '../../../lib/src/domains/number.ts';
import { select } from '../../../lib/src/domains/select.ts';
import { sensor } from '../../../lib/src/domains/sensor.ts';
import { toggle } from '../../../lib/src/domains/toggle.ts';
import { formatValue, optionsOf, parseValue } from '../../../lib/src/domains/value-text.ts';

describe('values as text', () => {
  for (const [written, value] of [
    ['on', true],
    ['OFF', false],
    [' On ', true],
    [true, true],
    [false, false],
  ] as const) {
    it(`reads ${JSON.stringify(written)} of a switch as ${value}`, () =>
      assert.equal(parseValue(toggle.spec, written), value));
  }

  it('reads numbers in texts where the value is a number', () => {
    assert.equal(parseValue(number.spec, '21.5'), 21.5);
    assert.equal(parseValue(number.spec, ' -3e2 '), -300);
    assert.equal(parseValue(sensor.spec, '21.5', { deviceClass: 'temperature' }), 21.5);
  });

  it('leaves a text that looks like a number alone where the value is a text', () => {
    assert.equal(parseValue(sensor.spec, '007'), '007');
    assert.equal(parseValue(sensor.spec, '7', { deviceClass: 'enum', options: ['7', '8'] }), '7');
  });

  it('reads a boolean as off or on where these are among the words', () => {
    assert.equal(parseValue(climate.spec, false), 'off');
    assert.equal(parseValue(select.spec, true, { options: ['on', 'off'] }), 'on');
    assert.throws(() => parseValue(sensor.spec, true), InvalidInput);
  });

  for (const [spec, written, context] of [
    [toggle.spec, 'yes', {}],
    [toggle.spec, 1, {}],
    [toggle.spec, 'constructor', {}],
    [number.spec, '', {}],
    [number.spec, '0x10', {}],
    [number.spec, 'Infinity', {}],
    [number.spec, '21,5', {}],
    [select.spec, 'c', { options: ['a', 'b'] }],
    [sensor.spec, 'warm', { deviceClass: 'temperature' }],
  ] as const) {
    it(`refuses ${JSON.stringify(written)} of ${spec.domain}`, () => {
      assert.throws(
        () => parseValue(spec, written, context),
        (error) => error instanceof InvalidInput && error.issues.length === 1,
      );
    });
  }

  it('says what it expected', () => {
    assert.throws(
      () => parseValue(select.spec, 'c', { options: ['a', 'b'] }),
      (error) => error instanceof InvalidInput && error.issues[0]?.expected === 'a, b',
    );
    assert.throws(
      () => parseValue(toggle.spec, 'x'),
      (error) => error instanceof InvalidInput && error.issues[0]?.expected === 'on, off',
    );
  });

  it('writes words, numbers by precision, and unknown for nothing', () => {
    assert.equal(formatValue(toggle.spec, true), 'on');
    assert.equal(formatValue(toggle.spec, false), 'off');
    assert.equal(formatValue(number.spec, 21.456, 1), '21.5');
    assert.equal(formatValue(number.spec, 21.456), '21.456');
    assert.equal(formatValue(sensor.spec, 'rain', 2), 'rain');
    assert.equal(formatValue(toggle.spec, null), 'unknown');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(parseValue(number.spec, formatValue(number.spec, value)), value === 0 ? 0 : value);
      }),
    );
  });

  it('finds the options of a value in the capabilities', () => {
    assert.deepEqual(optionsOf(select.spec, { options: ['a'] }), ['a']);
    assert.deepEqual(optionsOf(climate.spec, { hvac_modes: ['off', 'heat'] }), ['off', 'heat']);
    assert.deepEqual(optionsOf(sensor.spec, { options: ['x'] }, 'enum'), ['x']);
    assert.equal(optionsOf(sensor.spec, { options: ['x'] }, 'temperature'), undefined);
    assert.equal(optionsOf(toggle.spec, {}), undefined);
  });
});
