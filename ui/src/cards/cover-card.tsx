import { IconArrowDown, IconArrowUp, IconPlayerStop } from '@tabler/icons-react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import { percentText } from '../format/percent-text.ts';
import { coverNeedsAsking, moveCover, openCover, coverPosition } from './cover-rules.ts';
import { useConfirm } from '../components/confirm.tsx';
import './control-cards.css';

export function CoverCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const command = useCommand(entity);
  const wording = useWording();
  const confirm = useConfirm();
  const { t, language } = wording;
  const position = state ? coverPosition(state) : undefined;
  const moving = state?.value === 'opening' || state?.value === 'closing';
  const asks = coverNeedsAsking(entity);
  const up = async () => {
    if (
      !asks ||
      (await confirm({
        title: t('entity:ask.open', { name: entity.full_name }),
        yes: t('entity:control.open'),
      }))
    )
      command(openCover(asks));
  };
  const word = stateText(entity, state, wording).text;
  const partly = position !== undefined && position > 0 && position < 100;
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={state?.value === 'closed' ? 'off' : 'on'}
      text={partly ? `${word} · ${percentText(position, language)}` : word}
      level={
        position === undefined || asks || !entity.capability.features.includes('set_position')
          ? undefined
          : {
              value: position,
              min: 0,
              max: 100,
              step: 5,
              label: t('entity:control.position_of', { name: entity.full_name }),
              text: (value) => percentText(value, language),
              set: (value) => command(moveCover(value)),
            }
      }
      aside={
        <span className="stepper" data-no-drag>
          {moving && entity.capability.features.includes('stop') ? (
            <button
              type="button"
              aria-label={t('entity:control.stop_of', { name: entity.full_name })}
              onClick={() => command({ service: 'stop_cover' })}
            >
              <IconPlayerStop size={20} aria-hidden="true" />
            </button>
          ) : state?.value === 'closed' || (partly && position < 50) ? (
            <button
              type="button"
              aria-label={t('entity:control.open_of', { name: entity.full_name })}
              onClick={() => void up()}
            >
              <IconArrowUp size={20} aria-hidden="true" />
            </button>
          ) : (
            <button
              type="button"
              aria-label={t('entity:control.close_of', { name: entity.full_name })}
              onClick={() => command({ service: 'close_cover', expect: { value: 'closing' } })}
            >
              <IconArrowDown size={20} aria-hidden="true" />
            </button>
          )}
        </span>
      }
    />
  );
}
