import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InvalidInput } from '../../../lib/src/base/errors.ts';
import { sensorClasses } from '../../../lib/src/domains/sensor-classes.data.ts';
import { currencies } from '../../../lib/src/model/currencies.data.ts';
import { unitsByDimension, unitSystems } from '../../../lib/src/model/units.data.ts';
import {
  compatible,
  convert,
  convertAs,
  convertDelta,
  dimensionOf,
  normalizeUnit,
  suggestedUnit,
} from '../../../lib/src/model/units.ts';
import type { Quantity } from '../../../lib/src/model/units.ts';

const dimensions = Object.values(unitsByDimension).map((units) => Object.keys(units));
const units = dimensions.flat();
/** Units of one dimension, and a value of a usual size. */
const pair = fc
  .constantFrom(...dimensions)
  .chain((all) => fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all)));
const triple = fc
  .constantFrom(...dimensions)
  .chain((all) => fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all), fc.constantFrom(...all)));
const size = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

/** Zero points of temperatures cost digits near zero: the error is measured against their size too. */
function near(actual: number, expected: number, slack = 500): void {
  assert(
    Math.abs(actual - expected) <= 1e-13 * (Math.abs(expected) + slack * 10),
    `${actual} is not ${expected}`,
  );
}
const nearRatio = (actual: number, expected: number): void =>
  assert(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected), `${actual} is not ${expected}`);

describe('units', () => {
  for (const [value, from, expected, to] of [
    [0, '°C', 32, '°F'],
    [100, '°C', 212, '°F'],
    [-40, '°F', -40, '°C'],
    [21.5, '°C', 70.7, '°F'],
    [0, 'K', -273.15, '°C'],
    [1, 'mi', 1.609344, 'km'],
    [1, 'nmi', 1852, 'm'],
    [12, 'in', 1, 'ft'],
    [1, 'ac', 4046.8564224, 'm²'],
    [1, 'gal', 3.785411784, 'L'],
    [128, 'fl. oz.', 1, 'gal'],
    [1, 'CCF', 100, 'ft³'],
    [1, 'lb', 0.45359237, 'kg'],
    [1, 'st', 14, 'lb'],
    [1, 'd', 86_400_000, 'ms'],
    [36, 'km/h', 10, 'm/s'],
    [1, 'kn', 1.852, 'km/h'],
    [24, 'mm/d', 1, 'mm/h'],
    [1, 'bar', 1000, 'hPa'],
    [1, 'psi', 6.894757293168361, 'kPa'],
    [1, 'kWh', 3.6, 'MJ'],
    [1, 'kcal', 4.184, 'kJ'],
    [20, 'kWh/100km', 5, 'km/kWh'],
    [5, 'km/kWh', 200, 'Wh/km'],
    [1, 'mi/kWh', 1.609344, 'km/kWh'],
    [1, 'pCi/L', 37, 'Bq/m³'],
    [1, '%', 10_000, 'ppm'],
    [8, 'Mbit/s', 1, 'MB/s'],
    [1, 'GiB', 1_073_741_824, 'B'],
    [180.156, 'mg/dL', 10, 'mmol/L'],
    [1, 'BTU/(h⋅ft²)', 3.15459074506, 'W/m²'],
  ] as const) {
    it(`turn ${value} ${from} into ${expected} ${to}`, () => nearRatio(convert(value, from, to), expected));
  }

  it('leave no dust of binary fractions', () => {
    assert.deepEqual(
      [convert(21.5, '°C', '°F'), convert(1, 'mi', 'km'), convert(0.3, 'km', 'm')],
      [70.7, 1.609344, 300],
    );
  });

  it('come back to the same value', () => {
    fc.assert(
      fc.property(pair, size, ([from, to], value) => {
        near(
          convert(convert(value, from, to), to, from),
          value,
          dimensionOf(from) === 'temperature' ? 500 : 0,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('give the same by way of a third', () => {
    fc.assert(
      fc.property(triple, size, ([from, by, to], value) => {
        const direct = convert(value, from, to);
        near(
          convert(convert(value, from, by), by, to),
          direct,
          dimensionOf(from) === 'temperature' ? 5000 : Math.abs(direct),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('keep the order of values, but of consumption against efficiency', () => {
    fc.assert(
      fc.property(pair, size, size, ([from, to], a, b) => {
        fc.pre(dimensionOf(from) !== 'energy_distance' && a < b);
        assert(convert(a, from, to) <= convert(b, from, to));
      }),
    );
  });

  it('of a difference of temperatures have no zero point', () => {
    assert.equal(convertDelta(0, '°C', '°F'), 0);
    nearRatio(convertDelta(10, '°C', '°F'), 18);
    assert.equal(convertDelta(0.2, 'K', '°C'), 0.2);
    nearRatio(convertAs('temperature_delta', 10, { from: '°C', to: '°F' }), 18);
    nearRatio(convertAs('temperature', 10, { from: '°C', to: '°F' }), 50);
    nearRatio(convertAs(null, 10, { from: '°C', to: '°F' }), 50);
    fc.assert(
      fc.property(pair, size, ([from, to], value) => {
        fc.pre(dimensionOf(from) !== 'temperature');
        assert.equal(convertDelta(value, from, to), convert(value, from, to));
      }),
    );
  });

  it('convert within a dimension and nowhere else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.constantFrom(...units), (from, to) => {
        const same = dimensionOf(from) === dimensionOf(to);
        assert.equal(compatible(from, to), same);
        if (!same) assert.throws(() => convert(1, from, to), InvalidInput);
      }),
    );
  });

  it('that are not known convert to themselves alone', () => {
    assert.equal(convert(3, 'PLN', 'PLN'), 3);
    assert.equal(compatible('PLN', 'PLN'), true);
    assert.equal(compatible('PLN', 'SEK'), false);
    assert.throws(() => convert(3, 'PLN', 'SEK'), InvalidInput);
    assert.throws(() => convert(3, 'constructor', '°C'), InvalidInput);
  });

  it('are told from each other by one spelling, with either micro letter', () => {
    assert.equal(new Set(units).size, units.length);
    assert.equal(convert(1, '\u03bcg/m³', 'mg/m³'), 0.001);
    assert.equal(compatible('\u03bcs', '\u00b5s'), true);
    assert(units.every((unit) => normalizeUnit(unit) === unit));
  });

  it('of a class measure the same, but where the class allows two ways of measuring', () => {
    const twofold = Object.entries(sensorClasses)
      .filter(([, { units: allowed }]) => new Set(allowed.map(dimensionOf)).size > 1)
      .map(([name]) => name);
    assert.deepEqual(twofold, [
      'co',
      'nitrogen_dioxide',
      'nitrogen_monoxide',
      'nitrous_oxide',
      'ozone',
      'signal_strength',
      'sound_pressure',
      'sulphur_dioxide',
      'stock',
    ]);
  });

  it('suggested by a system are of the class, convertible, and final', () => {
    for (const [system, classes] of Object.entries(unitSystems)) {
      for (const [name, suggestions] of Object.entries(classes)) {
        const allowed: readonly string[] = sensorClasses[name as keyof typeof sensorClasses].units;
        for (const [from, to] of Object.entries<string>(suggestions)) {
          assert(
            allowed.includes(from) && allowed.includes(to) && compatible(from, to),
            `${system}.${name}: ${from} → ${to}`,
          );
          assert.equal(suggestedUnit(system as keyof typeof unitSystems, name, to), to);
        }
      }
    }
  });

  it('are suggested by system, class and what the source measures in', () => {
    assert.equal(suggestedUnit('imperial', 'temperature', '°C'), '°F');
    assert.equal(suggestedUnit('imperial', 'distance', 'km'), 'mi');
    assert.equal(suggestedUnit('imperial', 'distance', 'mm'), 'in');
    assert.equal(suggestedUnit('metric', 'temperature', 'K'), 'K');
    assert.equal(suggestedUnit('metric', 'wind_speed', 'mph'), 'm/s');
    assert.equal(suggestedUnit('metric', 'money', 'PLN'), 'PLN');
    assert.equal(suggestedUnit('metric', 'constructor', 'name'), 'name');
  });

  it('bind quantities to their dimension', () => {
    const water: Quantity<'temperature'> = { value: 20, unit: '°C' };
    // @ts-expect-error a temperature is not in kilometres
    const wrong: Quantity<'temperature'> = { value: 20, unit: 'km' };
    assert.equal(compatible(water.unit, wrong.unit), false);
  });
});

describe('currencies', () => {
  it('are all known to the runtime, sorted, each once', () => {
    const known = new Set(Intl.supportedValuesOf('currency'));
    assert.deepEqual(
      currencies.filter((code) => !known.has(code)),
      [],
    );
    assert.deepEqual([...new Set(currencies)].toSorted(), [...currencies]);
  });
});
