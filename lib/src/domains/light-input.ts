import type { Issue } from '../base/errors.ts';
import { colorsByName } from './color-names.data.ts';
import { hexToRgb, rgbToHs, xyToHs } from './color.ts';
import type { HueSaturation, Rgb } from './color.ts';
import { atMostOne } from './input-rules.ts';
import type { CheckedInput, EntityFacts } from './spec.ts';

const colorFields = [
  'color_temp_kelvin',
  'hs_color',
  'rgb_color',
  'xy_color',
  'color_name',
  'rgbw_color',
  'rgbww_color',
  'white',
] as const;
const brightnessFields = ['brightness', 'brightness_pct', 'brightness_step', 'brightness_step_pct'] as const;

/** One colour and one brightness, however each is written (hub-model §15). `white` carries a brightness of its own. */
export function checkLightInput(input: CheckedInput): readonly Issue[] {
  const brightnessOfWhite = input['white'] === undefined ? brightnessFields : ['white', ...brightnessFields];
  const issues = [
    ...atMostOne(input, colorFields, 'the colour'),
    ...atMostOne(input, brightnessOfWhite, 'the brightness'),
  ];
  const word = input['color_name'];
  if (typeof word === 'string' && colorOfName(word) === undefined) {
    issues.push({
      path: '/color_name',
      message: 'no known colour',
      expected: 'a colour word of CSS, as tomato',
      got: word,
    });
  }
  return issues;
}

/** Brightness as 1–255 and colour as hue and saturation, the forms that lamps implement; brightness 0 turns off. */
export function prepareLightInput(
  input: CheckedInput,
  entity: EntityFacts,
): { readonly service: string; readonly input: CheckedInput } {
  const level = brightnessOf(input, entity);
  if (level === 0) {
    const { transition } = input;
    const has = entity.features === undefined || entity.features.includes('transition');
    return { service: 'turn_off', input: transition === undefined || !has ? {} : { transition } };
  }
  const { brightness_pct: _pct, brightness_step: _step, brightness_step_pct: _stepPct, ...others } = input;
  const { rgb_color: _rgb, xy_color: _xy, color_name: _name, ...rest } = others;
  const color = colorOf(input);
  return {
    service: 'turn_on',
    input: {
      ...rest,
      ...(level === undefined ? {} : { brightness: level }),
      ...(color === undefined ? {} : { hs_color: color }),
    },
  };
}

/** What a lamp shows once it took the input. */
export function expectLight(
  input: CheckedInput,
  entity: EntityFacts,
): { readonly value: boolean; readonly attributes?: Readonly<Record<string, unknown>> } {
  const prepared = prepareLightInput(input, entity);
  if (prepared.service === 'turn_off') return { value: false };
  const { transition: _transition, flash: _flash, white, ...attributes } = prepared.input;
  return { value: true, attributes: white === undefined ? attributes : { ...attributes, brightness: white } };
}

function brightnessOf(input: CheckedInput, entity: EntityFacts): number | undefined {
  const {
    brightness,
    brightness_pct: share,
    brightness_step: step,
    brightness_step_pct: stepShare,
    white,
  } = input;
  if (typeof brightness === 'number') return brightness;
  if (typeof share === 'number') return fromShare(share);
  if (white === 0) return 0;
  const change =
    typeof step === 'number' ? step : typeof stepShare === 'number' ? (stepShare * 255) / 100 : undefined;
  if (change === undefined) return undefined;
  const shown = entity.value === false ? 0 : entity.attributes['brightness'];
  return Math.round(Math.min(255, Math.max(0, (typeof shown === 'number' ? shown : 0) + change)));
}

/** A share above 0 never rounds down to off. */
const fromShare = (share: number): number => (share === 0 ? 0 : Math.max(1, Math.round((share * 255) / 100)));

function colorOf(input: CheckedInput): HueSaturation | undefined {
  const { rgb_color: rgb, xy_color: xy, color_name: word } = input;
  if (rgb !== undefined) return rgbToHs(rgb as Rgb);
  if (xy !== undefined) return xyToHs(xy as readonly [number, number]);
  return typeof word === 'string' ? colorOfName(word) : undefined;
}

function colorOfName(word: string): HueSaturation | undefined {
  const key = word.toLowerCase().replaceAll(' ', '');
  const hex = Object.hasOwn(colorsByName, key) ? colorsByName[key] : undefined;
  return hex === undefined ? undefined : rgbToHs(hexToRgb(hex));
}
