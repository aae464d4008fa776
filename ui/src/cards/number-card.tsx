import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import type { Command } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { asNumber, formatNumber } from '../format/format-value.ts';
import { stateText } from '../format/state-text.ts';
import type { Wording } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import type { Level } from './use-drag-level.ts';

export const setNumber = (value: number): Command => ({
  service: 'set_value',
  data: { value },
  expect: { value },
});

/** Of a number entity: its range; steps of one, or a hundredth of a range under one. */
export function numberLevel(
  entity: WireEntity,
  value: number | undefined,
  { wording, set }: { wording: Wording; set: (value: number) => void },
): Level {
  const { min, max, step } = entity.capability.attributes;
  const low = asNumber(min as number) ?? 0;
  const high = asNumber(max as number) ?? 100;
  const finest = high - low < 2 ? (high - low) / 100 : 1;
  return {
    value: value ?? low,
    min: low,
    max: high,
    step: typeof step === 'number' ? step : finest,
    label: entity.full_name,
    text: (shown) => {
      const { text, unit } = formatNumber(shown, entity, wording);
      return unit === '' ? text : `${text} ${unit}`;
    },
    set,
  };
}

export function NumberCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const command = useCommand(entity);
  const wording = useWording();
  const shown = stateText(entity, state, wording);
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone="on"
      text={shown.unit === '' ? shown.text : `${shown.text} ${shown.unit}`}
      level={numberLevel(entity, asNumber(state?.value), {
        wording,
        set: (value) => command(setNumber(value)),
      })}
    />
  );
}
