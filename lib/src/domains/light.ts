import { z } from 'zod';
import { defineDomain } from './description.ts';
import type { DomainSpec } from './spec.ts';
import { onOffWords, toggleBy } from './on-off.ts';

const brightness = z.int().min(1).max(255);
const seconds = z.number().min(0).max(300).optional().describe('Fade, in seconds');
const degrees = z.number().min(0).max(360);
const percent = z.number().min(0).max(100);
const byte = z.int().min(0).max(255);

const spec = {
  domain: 'light',
  description: 'A lamp, or a group of lamps',
  value: z.boolean(),
  words: onOffWords,
  services: {
    turn_on: { description: 'Turn on, and set what is given', expects: (input) => ({ value: true, attributes: input }) },
    turn_off: { description: 'Turn off', expects: () => ({ value: false }) },
    toggle: { description: 'Turn off if on, else on', derived: toggleBy('turn_on', 'turn_off') },
  },
  features: {
    brightness: {
      attributes: { brightness: brightness.nullable() },
      input: {
        turn_on: {
          brightness: brightness.optional().describe('1–255'),
          brightness_pct: percent.optional().describe('Instead of brightness; 0 turns off'),
          brightness_step_pct: z.number().min(-100).max(100).optional().describe('Change from the present brightness'),
        },
      },
    },
    color_temp: {
      attributes: { color_temp_kelvin: z.int().min(1000).max(12_000).nullable() },
      capabilities: { min_color_temp_kelvin: z.int(), max_color_temp_kelvin: z.int() },
      input: { turn_on: { color_temp_kelvin: z.int().min(1000).max(12_000).optional() } },
    },
    color: {
      attributes: { hs_color: z.tuple([degrees, percent]).nullable() },
      input: {
        turn_on: {
          hs_color: z.tuple([degrees, percent]).optional().describe('Hue 0–360, saturation 0–100'),
          rgb_color: z.tuple([byte, byte, byte]).optional(),
        },
      },
    },
    effect: {
      attributes: { effect: z.string().nullable() },
      capabilities: { effect_list: z.array(z.string()) },
      input: { turn_on: { effect: z.string().optional() } },
    },
    flash: { input: { turn_on: { flash: z.enum(['short', 'long']).optional() } } },
    transition: { input: { turn_on: { transition: seconds }, turn_off: { transition: seconds } } },
  },
} as const satisfies DomainSpec;

type LightShape = typeof spec;
export interface LightSpec extends LightShape {}
export const light = defineDomain<LightSpec>(spec);
