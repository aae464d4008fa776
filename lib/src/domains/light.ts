import { z } from 'zod';
import { defineDomain } from './description.ts';
import { percent } from './field-schemas.ts';
import { choiceOf, unit, within } from './field-marks.ts';
import { checkLightInput, expectLight, prepareLightInput } from './light-input.ts';
import { onOffWords, toggleBy } from './on-off.ts';
import type { DomainSpec } from './spec.ts';

const brightness = z.int().min(1).max(255);
const byte = z.int().min(0).max(255);
const degrees = z.number().min(0).max(360);
const share = z.number().min(0).max(1);
const kelvin = unit(z.int().min(1000).max(12_000), 'K');
const seconds = unit(z.number().min(0).max(300), 's').optional().describe('Fade, in seconds');
const rgbw = z.tuple([byte, byte, byte, byte]);
const rgbww = z.tuple([byte, byte, byte, byte, byte]);

/** What the lamp's colour is given in at present. */
export const colorModes = [
  'unknown',
  'onoff',
  'brightness',
  'color_temp',
  'hs',
  'xy',
  'rgb',
  'rgbw',
  'rgbww',
  'white',
] as const;

const spec = {
  domain: 'light',
  description: 'A lamp, or a group of lamps',
  value: z.boolean().describe('Whether it is lit'),
  words: onOffWords,
  attributes: { color_mode: z.enum(colorModes).nullable().describe('How the present colour is given') },
  services: {
    turn_on: {
      description: 'Turn on, and set what is given',
      check: checkLightInput,
      prepare: prepareLightInput,
      expects: expectLight,
    },
    turn_off: { description: 'Turn off', expects: () => ({ value: false }) },
    toggle: { description: 'Turn off if on, else on', derived: toggleBy('turn_on', 'turn_off') },
  },
  features: {
    brightness: {
      attributes: { brightness: brightness.nullable().describe('1–255; null while off') },
      input: {
        turn_on: {
          brightness: byte.optional().describe('1–255; 0 turns off'),
          brightness_pct: unit(percent, '%').optional().describe('Instead of brightness; 0 turns off'),
          brightness_step: z
            .int()
            .min(-255)
            .max(255)
            .optional()
            .describe('Change from the present brightness'),
          brightness_step_pct: unit(z.number().min(-100).max(100), '%')
            .optional()
            .describe('Change from the present brightness, in per cent of full'),
        },
      },
    },
    color_temp: {
      attributes: {
        color_temp_kelvin: kelvin.nullable().describe('Colour temperature; null in other modes'),
      },
      capabilities: {
        min_color_temp_kelvin: unit(z.int(), 'K').describe('The warmest white'),
        max_color_temp_kelvin: unit(z.int(), 'K').describe('The coldest white'),
      },
      input: {
        turn_on: {
          color_temp_kelvin: within(
            kelvin,
            { capability: 'min_color_temp_kelvin' },
            { capability: 'max_color_temp_kelvin' },
          )
            .optional()
            .describe('White of this colour temperature'),
        },
      },
    },
    color: {
      attributes: {
        hs_color: z
          .tuple([degrees, percent])
          .nullable()
          .describe('Hue 0–360, saturation 0–100; null in other modes'),
      },
      input: {
        turn_on: {
          hs_color: z.tuple([degrees, percent]).optional().describe('Hue 0–360, saturation 0–100'),
          rgb_color: z.tuple([byte, byte, byte]).optional().describe('Red, green, blue, each 0–255'),
          xy_color: z.tuple([share, share]).optional().describe('CIE 1931 x and y'),
          color_name: z.string().min(1).max(40).optional().describe('A colour word of CSS, as tomato'),
        },
      },
    },
    rgbw: {
      attributes: { rgbw_color: rgbw.nullable().describe('Red, green, blue, white, each 0–255') },
      input: { turn_on: { rgbw_color: rgbw.optional().describe('Red, green, blue, white, each 0–255') } },
    },
    rgbww: {
      attributes: {
        rgbww_color: rgbww.nullable().describe('Red, green, blue, cold white, warm white, each 0–255'),
      },
      input: {
        turn_on: {
          rgbww_color: rgbww.optional().describe('Red, green, blue, cold white, warm white, each 0–255'),
        },
      },
    },
    white: {
      input: { turn_on: { white: byte.optional().describe('Only the white lamps, at this brightness') } },
    },
    effect: {
      attributes: { effect: z.string().nullable().describe('The effect that runs; null for none') },
      capabilities: { effect_list: z.array(z.string()).describe('Effects that the lamp has') },
      input: {
        turn_on: {
          effect: choiceOf(z.string().max(255), 'effect_list').optional().describe('Effect to run'),
        },
      },
    },
    flash: {
      input: {
        turn_on: {
          flash: z.enum(['short', 'long']).optional().describe('Flash, and return to the present light'),
        },
      },
    },
    transition: { input: { turn_on: { transition: seconds }, turn_off: { transition: seconds } } },
  },
} as const satisfies DomainSpec;

type LightShape = typeof spec;
export interface LightSpec extends LightShape {}
export const light = defineDomain<LightSpec>(spec);
