import type { WireEntity } from '@lifeops/lib/protocol';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useTick, useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import type { Tone } from './card-frame.tsx';

/** What is read on Home and set in its sheet: lists, choices, texts, trackers, updates. */
export function PlainCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  useTick(entity);
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={toneOf(entity, state?.value)}
      text={stateText(entity, state, useWording()).text}
    />
  );
}

function toneOf({ domain }: WireEntity, value: unknown): Tone {
  if (domain === 'update') return value === true ? 'cool' : 'off';
  if (domain === 'todo') return typeof value === 'number' && value > 0 ? 'on' : 'good';
  if (domain === 'person' || domain === 'device_tracker') return value === 'home' ? 'good' : 'off';
  return 'on';
}
