import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import { toggleCommand } from './light-card.tsx';

export function SwitchCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const command = useCommand(entity);
  const on = state?.value === true;
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={on ? 'on' : 'off'}
      text={stateText(entity, state, useWording()).text}
      act={{ label: entity.full_name, pressed: on, run: () => command(toggleCommand(on)) }}
    />
  );
}
