import { z } from 'zod';
import type { Issue } from '../base/errors.ts';
import { defineDomain } from './description.ts';
import { choiceOf, unit, within } from './field-marks.ts';
import { name, percent } from './field-schemas.ts';
import { atLeastOne, atMostOne, ordered, together } from './input-rules.ts';
import type { CheckedInput, DomainSpec } from './spec.ts';

export const hvacModes = ['off', 'heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'] as const;
export const hvacActions = [
  'off',
  'preheating',
  'heating',
  'cooling',
  'drying',
  'fan',
  'idle',
  'defrosting',
] as const;

const degrees = unit(z.number().min(-100).max(200), '°C');
const humidity = unit(percent, '%');
const target = within(
  degrees,
  { capability: 'min_temp', default: 7 },
  { capability: 'max_temp', default: 35 },
);
const targetHumidity = within(
  humidity,
  { capability: 'min_humidity', default: 30 },
  { capability: 'max_humidity', default: 99 },
);
const limits = {
  min_temp: degrees.optional().describe('Lowest target; 7 °C unless given'),
  max_temp: degrees.optional().describe('Highest target; 35 °C unless given'),
  target_temp_step: unit(z.number().positive(), '°C').optional().describe('Distance between targets'),
};
const modeInput = choiceOf(z.enum(hvacModes), 'hvac_modes');

/** A word of the entity's own: fan speed, preset, swing. */
const mode = (list: string, what: string) => ({
  attribute: choiceOf(name, list).nullable().describe(what),
  list: z.array(name).min(1).describe(`${what}: what it can be`),
  input: choiceOf(name, list).describe(what),
});
const fan = mode('fan_modes', 'How the fan runs');
const preset = mode('preset_modes', 'Preset, as none, eco, away, boost, comfort, home, sleep, activity');
const swing = mode('swing_modes', 'How the air swings up and down');
const swingHorizontal = mode('swing_horizontal_modes', 'How the air swings from side to side');

/** One target or a range of two, the lower first. */
function checkTargets(input: CheckedInput): readonly Issue[] {
  return [
    ...atLeastOne(input, ['temperature', 'target_temp_low', 'target_temp_high']),
    ...atMostOne(input, ['temperature', 'target_temp_low'], 'the target'),
    ...together(input, ['target_temp_low', 'target_temp_high']),
    ...ordered(input, 'target_temp_low', 'target_temp_high'),
  ];
}

function expectTargets({ hvac_mode: hvacMode, ...attributes }: CheckedInput) {
  return typeof hvacMode === 'string' ? { value: hvacMode, attributes } : { attributes };
}

const spec = {
  domain: 'climate',
  description: 'Heats, cools or dries a room towards a target',
  value: choiceOf(z.enum(hvacModes), 'hvac_modes').describe('The mode that it is set to'),
  attributes: {
    current_temperature: degrees.nullable().describe('What it measures'),
    current_humidity: humidity.nullable().describe('What it measures'),
    hvac_action: z.enum(hvacActions).nullable().describe('What it does at present'),
  },
  capabilities: { hvac_modes: z.array(z.enum(hvacModes)).min(1).describe('Modes that it has') },
  services: {
    set_temperature: {
      description: 'Set the target, one or a range',
      requires: ['target_temperature', 'target_temperature_range'],
      input: { hvac_mode: modeInput.optional().describe('Mode to change to as well') },
      check: checkTargets,
      expects: expectTargets,
    },
    set_humidity: {
      description: 'Set the target humidity',
      requires: ['target_humidity'],
      input: { humidity: targetHumidity.describe('Relative humidity to reach') },
      expects: (attributes) => ({ attributes }),
    },
    set_hvac_mode: {
      description: 'Change the mode',
      input: { hvac_mode: modeInput.describe('The mode') },
      expects: expectTargets,
    },
    set_preset_mode: {
      description: 'Choose a preset',
      requires: ['preset_mode'],
      input: { preset_mode: preset.input },
      expects: (attributes) => ({ attributes }),
    },
    set_fan_mode: {
      description: 'Choose how the fan runs',
      requires: ['fan_mode'],
      input: { fan_mode: fan.input },
      expects: (attributes) => ({ attributes }),
    },
    set_swing_mode: {
      description: 'Choose how the air swings up and down',
      requires: ['swing_mode'],
      input: { swing_mode: swing.input },
      expects: (attributes) => ({ attributes }),
    },
    set_swing_horizontal_mode: {
      description: 'Choose how the air swings from side to side',
      requires: ['swing_horizontal_mode'],
      input: { swing_horizontal_mode: swingHorizontal.input },
      expects: (attributes) => ({ attributes }),
    },
    turn_on: { description: 'Turn on, in the mode of before', requires: ['turn_on'] },
    turn_off: { description: 'Turn off', requires: ['turn_off'], expects: () => ({ value: 'off' }) },
    toggle: {
      description: 'Turn off if on, else on',
      requires: ['turn_on', 'turn_off'],
      derived: ({ value }) => (value === 'off' ? 'turn_on' : 'turn_off'),
    },
  },
  features: {
    target_temperature: {
      attributes: {
        temperature: target.nullable().describe('Temperature to reach; null in modes without one'),
      },
      capabilities: limits,
      input: { set_temperature: { temperature: target.optional().describe('Temperature to reach') } },
    },
    target_temperature_range: {
      attributes: {
        target_temp_low: target.nullable().describe('Heat below this; null in modes without a range'),
        target_temp_high: target.nullable().describe('Cool above this; null in modes without a range'),
      },
      capabilities: limits,
      input: {
        set_temperature: {
          target_temp_low: target.optional().describe('Heat below this'),
          target_temp_high: target.optional().describe('Cool above this'),
        },
      },
    },
    target_humidity: {
      attributes: { humidity: targetHumidity.nullable().describe('Relative humidity to reach') },
      capabilities: {
        min_humidity: humidity.optional().describe('Lowest target; 30 % unless given'),
        max_humidity: humidity.optional().describe('Highest target; 99 % unless given'),
      },
    },
    fan_mode: { attributes: { fan_mode: fan.attribute }, capabilities: { fan_modes: fan.list } },
    preset_mode: {
      attributes: { preset_mode: preset.attribute },
      capabilities: { preset_modes: preset.list },
    },
    swing_mode: { attributes: { swing_mode: swing.attribute }, capabilities: { swing_modes: swing.list } },
    swing_horizontal_mode: {
      attributes: { swing_horizontal_mode: swingHorizontal.attribute },
      capabilities: { swing_horizontal_modes: swingHorizontal.list },
    },
    turn_on: {},
    turn_off: {},
  },
} as const satisfies DomainSpec;

type ClimateShape = typeof spec;
export interface ClimateSpec extends ClimateShape {}
export const climate = defineDomain<ClimateSpec>(spec);
