import { climateLimits, setMode, setTarget } from '../../cards/climate-rules.ts';
import type { Level } from '../../cards/use-drag-level.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatDegrees } from '../../format/format-value.ts';
import { plain } from '../../format/state-text.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';
import { Slider } from '../slider.tsx';
import { ChoiceGroup } from '../choice-group.tsx';

/** Words of the entity that are chosen from a list: attribute, list, service, translation. */
const lists = [
  ['preset_mode', 'preset_modes', 'set_preset_mode'],
  ['fan_mode', 'fan_modes', 'set_fan_mode'],
  ['swing_mode', 'swing_modes', 'set_swing_mode'],
] as const;

export function ClimateControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const wording = useWording();
  const { t } = wording;
  const { attributes, features } = entity.capability;
  const target = state.attributes['temperature'];
  const modes = Array.isArray(attributes['hvac_modes']) ? attributes['hvac_modes'].map(String) : [];
  const level: Level = {
    ...climateLimits(entity),
    value: typeof target === 'number' ? target : climateLimits(entity).min,
    label: t('entity:control.target'),
    text: (value) => formatDegrees(value, wording, 1),
    set: (value) => command(setTarget(value)),
  };
  return (
    <>
      {typeof target === 'number' && state.value !== 'off' && <Slider level={level} />}
      <ChoiceGroup label={t('entity:control.mode')}>
        {modes.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={state.value === mode}
            onClick={() => command(setMode(mode))}
          >
            {t(`words:climate.${mode}`, { defaultValue: plain(mode) })}
          </button>
        ))}
      </ChoiceGroup>
      {lists.map(([attribute, list, service]) => {
        const words = attributes[list];
        if (!features.includes(attribute) || !Array.isArray(words)) return null;
        return (
          <ChoiceGroup key={attribute} label={t(`entity:control.${attribute}`)}>
            {words.map(String).map((word) => (
              <button
                key={word}
                type="button"
                aria-pressed={state.attributes[attribute] === word}
                onClick={() =>
                  command({
                    service,
                    data: { [attribute]: word },
                    expect: { attributes: { [attribute]: word } },
                  })
                }
              >
                {t(`words:preset.${word}`, { defaultValue: plain(word) })}
              </button>
            ))}
          </ChoiceGroup>
        );
      })}
    </>
  );
}
