import type { WireEntity } from '@lifeops/lib/protocol';
import type { ClientState } from '@lifeops/lib/client';
import { wordOf } from '../format/word-of.ts';
import type { Command } from '../data/use-command.ts';
import type { Tone } from './card-frame.tsx';

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

/** Of the target, °C; the domain's own where the entity names none. */
export const climateLimits = ({ capability }: WireEntity) => ({
  min: numberOr(capability.attributes['min_temp'], 7),
  max: numberOr(capability.attributes['max_temp'], 35),
  step: numberOr(capability.attributes['target_temp_step'], 0.5),
});

export const setTarget = (temperature: number): Command => ({
  service: 'set_temperature',
  data: { temperature },
  expect: { attributes: { temperature } },
});

export const setMode = (mode: string): Command => ({
  service: 'set_hvac_mode',
  data: { hvac_mode: mode },
  expect: { value: mode },
});

const tones: Readonly<Record<string, Tone>> = {
  heating: 'warm',
  preheating: 'warm',
  defrosting: 'warm',
  cooling: 'cool',
  drying: 'cool',
  fan: 'cool',
};

export const climateTone = (state: ClientState | undefined): Tone =>
  state === undefined || state.value === 'off'
    ? 'off'
    : (tones[wordOf(state.attributes['hvac_action'])] ?? 'on');
