import { brightnessPct, setBrightness, toggleCommand } from '../../cards/light-card.tsx';
import { percentText } from '../../format/percent-text.ts';
import type { Level } from '../../cards/use-drag-level.ts';
import { useCommand } from '../../data/use-command.ts';
import { kelvinToRgb } from '../../format/light-color.ts';
import { wordOf } from '../../format/word-of.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';
import { Slider } from '../slider.tsx';
import { OnOff } from './on-off.tsx';
import { ChoiceGroup } from '../choice-group.tsx';

const hues = `linear-gradient(90deg in hsl longer hue, hsl(0 90% 60%), hsl(359 90% 60%))`;

export function LightControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const { t, language } = useWording();
  const { features, attributes: limits } = entity.capability;
  const lit = state.value === true;
  const warmest = numberOr(limits['min_color_temp_kelvin'], 2200);
  const coldest = numberOr(limits['max_color_temp_kelvin'], 6500);
  const hs = state.attributes['hs_color'];
  const effects = limits['effect_list'];
  const brightness: Level = {
    value: lit ? brightnessPct(state.attributes) : 0,
    min: 0,
    max: 100,
    step: 1,
    label: t('entity:control.brightness'),
    text: (value) => (value === 0 ? t('words:off') : percentText(value, language)),
    set: (value) => command(setBrightness(value)),
  };
  const warmth: Level = {
    value: numberOr(state.attributes['color_temp_kelvin'], warmest),
    min: warmest,
    max: coldest,
    step: 50,
    label: t('entity:control.warmth'),
    text: (value) => `${value} K`,
    set: (value) =>
      command({
        service: 'turn_on',
        data: { color_temp_kelvin: value },
        expect: {
          value: true,
          attributes: { color_temp_kelvin: value, ...(features.includes('color') ? { hs_color: null } : {}) },
        },
      }),
  };
  const saturation = Array.isArray(hs) && typeof hs[1] === 'number' && hs[1] > 10 ? hs[1] : 90;
  const hue: Level = {
    value: Array.isArray(hs) && typeof hs[0] === 'number' ? Math.round(hs[0]) : 0,
    min: 0,
    max: 359,
    step: 1,
    label: t('entity:control.hue'),
    text: (value) => `${value}°`,
    set: (value) =>
      command({
        service: 'turn_on',
        data: { hs_color: [value, saturation] },
        expect: { value: true, attributes: { hs_color: [value, saturation] } },
      }),
  };
  return (
    <>
      <OnOff on={lit} set={(on) => command(toggleCommand(!on))} />
      {features.includes('brightness') && <Slider level={brightness} tone="lamp" />}
      {features.includes('color_temp') && <Slider level={warmth} track={whites(warmest, coldest)} />}
      {features.includes('color') && <Slider level={hue} track={hues} />}
      {features.includes('effect') && Array.isArray(effects) && (
        <ChoiceGroup label={t('entity:control.effect')}>
          {effects.map(wordOf).map((effect) => (
            <button
              key={effect}
              type="button"
              aria-pressed={state.attributes['effect'] === effect}
              onClick={() =>
                command({
                  service: 'turn_on',
                  data: { effect },
                  expect: { value: true, attributes: { effect } },
                })
              }
            >
              {effect}
            </button>
          ))}
        </ChoiceGroup>
      )}
    </>
  );
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const whites = (from: number, to: number): string =>
  `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map((share) => `rgb(${kelvinToRgb(from + (to - from) * share).join(' ')})`).join(', ')})`;
