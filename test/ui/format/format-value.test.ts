import assert from 'node:assert/strict';
import type { WireEntity } from '@lifeops/lib/protocol';
import { formatDegrees, formatDuration, formatNumber } from '../../../ui/src/format/format-value.ts';

type Measured = Pick<WireEntity, 'capability' | 'unit' | 'precision'>;
const measured = (
  deviceClass: string | null,
  unit: string | null,
  more: Partial<Measured> = {},
): Measured => ({
  unit: null,
  precision: null,
  capability: {
    features: [],
    deviceClass,
    stateClass: null,
    unit,
    precision: null,
    attributes: {},
    record: 'changes',
  },
  ...more,
});
const english = { language: 'en', units: 'metric' } as const;
/** Intl writes thin and non-breaking spaces. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers as people read them', () => {
  it('writes decimals as the language does', () => {
    assert.equal(
      formatNumber(20.84, measured('temperature', '°C'), { language: 'pl', units: 'metric' }).text,
      '20,8',
    );
    assert.equal(formatNumber(20.84, measured('temperature', '°C'), english).text, '20.8');
  });

  it('shows what rounds to zero without a sign', () => {
    assert.equal(formatDegrees(-0.4, english), '0°');
    assert.equal(formatDegrees(-0.6, english), '-1°');
    assert.equal(formatNumber(-0.04, measured('power', 'W', { precision: 1 }), english).text, '0.0');
  });

  it('shows Fahrenheit where the home is imperial', () => {
    assert.deepEqual(formatNumber(20, measured('temperature', '°C'), { language: 'en', units: 'imperial' }), {
      text: '68',
      unit: '°F',
    });
  });

  it('lets the choice of a person win over the system of units', () => {
    const entity = measured('temperature', '°C', { unit: '°F', precision: 0 });
    assert.deepEqual(formatNumber(21.5, entity, english), { text: '71', unit: '°F' });
  });

  it('reads money in minor units and writes it in the currency', () => {
    assert.equal(
      plain(formatNumber(31_245, measured('money', 'PLN'), { language: 'pl', units: 'metric' }).text),
      '312,45 zł',
    );
  });

  it('writes durations in hours and minutes', () => {
    assert.equal(formatDuration(452, 'min', 'en'), '7 hr 32 min');
    assert.equal(formatDuration(3600, 's', 'en'), '1 hr');
    assert.equal(plain(formatDuration(50, 'h', 'sv')), '2 d 2 tim');
    assert.equal(formatDuration(12, 's', 'en'), '12 sec');
  });
});
