import type { CSSProperties } from 'react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import type { Command } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { lampColor } from '../format/light-color.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import type { Level } from './use-drag-level.ts';
import { percentText } from '../format/percent-text.ts';

/** Brightness on the wire is 1–255; people think in per cent. */
export const brightnessPct = (attributes: { readonly [name: string]: unknown }): number => {
  const raw = attributes['brightness'];
  return typeof raw === 'number' ? Math.max(1, Math.round((raw / 255) * 100)) : 100;
};

export const setBrightness = (pct: number): Command =>
  pct <= 0
    ? { service: 'turn_off', expect: { value: false } }
    : {
        service: 'turn_on',
        data: { brightness_pct: pct },
        expect: { value: true, attributes: { brightness: Math.round((pct / 100) * 255) } },
      };

export const toggleCommand = (on: boolean): Command => ({
  service: on ? 'turn_off' : 'turn_on',
  expect: { value: !on },
});

export function LightCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const command = useCommand(entity);
  const wording = useWording();
  const lit = state?.value === true;
  const dims = entity.capability.features.includes('brightness');
  const pct = lit && state ? brightnessPct(state.attributes) : 0;
  const level: Level | undefined = dims
    ? {
        value: pct,
        min: 0,
        max: 100,
        step: 1,
        label: wording.t('entity:control.brightness_of', { name: entity.full_name }),
        text: (value) => (value === 0 ? wording.t('words:off') : percentText(value, wording.language)),
        set: (value) => command(setBrightness(value)),
      }
    : undefined;
  const glow = state ? lampColor(state.attributes) : undefined;
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={lit ? 'lamp' : 'off'}
      text={stateText(entity, state, wording).text}
      act={{ label: entity.full_name, pressed: lit, run: () => command(toggleCommand(lit)) }}
      level={level}
      {...(glow ? { style: { '--glow': glow.join(' ') } as CSSProperties } : {})}
    />
  );
}
