import { useState } from 'react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useTick, useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';

/** Scenes and buttons: one press does it; the card lights up for a moment to say that it was heard. */
export function ActionCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  useTick(entity);
  const command = useCommand(entity);
  const wording = useWording();
  const [heard, setHeard] = useState(false);
  const scene = entity.domain === 'scene';
  const run = () => {
    command({ service: scene ? 'turn_on' : 'press' });
    setHeard(true);
    setTimeout(() => setHeard(false), 1200);
  };
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={heard ? 'good' : 'on'}
      text={stateText(entity, state, wording).text}
      act={{
        label: wording.t(scene ? 'entity:control.activate_of' : 'entity:control.press_of', {
          name: entity.full_name,
        }),
        run,
      }}
    />
  );
}
