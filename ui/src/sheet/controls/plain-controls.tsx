import { useState } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { toggleCommand } from '../../cards/light-card.tsx';
import { numberLevel, setNumber } from '../../cards/number-card.tsx';
import { useCommand } from '../../data/use-command.ts';
import { asNumber } from '../../format/format-value.ts';
import { wordText } from '../../format/state-text.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';
import { Slider } from '../slider.tsx';
import { OnOff } from './on-off.tsx';
import { ChoiceGroup } from '../choice-group.tsx';

export function SwitchControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  return <OnOff on={state.value === true} set={(on) => command(toggleCommand(!on))} />;
}

export function NumberControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const wording = useWording();
  return (
    <Slider
      level={numberLevel(entity, asNumber(state.value), {
        wording,
        set: (value) => command(setNumber(value)),
      })}
    />
  );
}

export function SelectControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const { t } = useWording();
  const options = entity.capability.attributes['options'];
  return (
    <ChoiceGroup label={entity.full_name}>
      {(Array.isArray(options) ? options.map(String) : []).map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={state.value === option}
          onClick={() => command({ service: 'select_option', data: { option }, expect: { value: option } })}
        >
          {wordText(entity, option, t)}
        </button>
      ))}
    </ChoiceGroup>
  );
}

export function TextControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const { t } = useWording();
  const [text, setText] = useState(typeof state.value === 'string' ? state.value : '');
  const Input = entity.capability.attributes['mode'] === 'password' ? PasswordInput : TextInput;
  const longest = entity.capability.attributes['max'];
  return (
    <form
      className="control-line"
      onSubmit={(event) => {
        event.preventDefault();
        command({ service: 'set_value', data: { value: text }, expect: { value: text } });
      }}
    >
      <Input
        aria-label={entity.full_name}
        value={text}
        maxLength={typeof longest === 'number' ? longest : 255}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit">{t('shell:save')}</Button>
    </form>
  );
}

export function ActionControls({ entity }: ControlProps) {
  const command = useCommand(entity);
  const { t } = useWording();
  const scene = entity.domain === 'scene';
  return (
    <Button size="lg" onClick={() => command({ service: scene ? 'turn_on' : 'press' })}>
      {t(scene ? 'entity:control.activate' : 'entity:control.press')}
    </Button>
  );
}
