import type { WireEntity } from '@lifeops/lib/protocol';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import type { Tone } from './card-frame.tsx';
import { useLock } from './use-lock.ts';

const tones: Readonly<Record<string, Tone>> = {
  locked: 'good',
  locking: 'good',
  jammed: 'alert',
  open: 'alert',
  opening: 'alert',
};

export function LockCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const wording = useWording();
  const act = useLock(entity);
  const locked = state?.value === 'locked' || state?.value === 'locking';
  const service = locked ? 'unlock' : 'lock';
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={tones[String(state?.value)] ?? 'warm'}
      text={stateText(entity, state, wording).text}
      act={{
        label: wording.t(`entity:control.${service}_of`, { name: entity.full_name }),
        run: () => act(service),
      }}
    />
  );
}
