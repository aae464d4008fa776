import { IconArrowDown, IconArrowUp, IconPlayerStop } from '@tabler/icons-react';
import { coverNeedsAsking, coverPosition, moveCover, openCover } from '../../cards/cover-rules.ts';
import { percentText } from '../../format/percent-text.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { useCommand } from '../../data/use-command.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';
import { Slider } from '../slider.tsx';

export function CoverControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const confirm = useConfirm();
  const { t, language } = useWording();
  const { features } = entity.capability;
  const position = coverPosition(state);
  const tilt = state.attributes['current_tilt_position'];
  const asks = coverNeedsAsking(entity);
  const open = async () => {
    if (
      !asks ||
      (await confirm({
        title: t('entity:ask.open', { name: entity.full_name }),
        yes: t('entity:control.open'),
      }))
    )
      command(openCover(asks));
  };
  const percent = { min: 0, max: 100, step: 1, text: (value: number) => percentText(value, language) };
  return (
    <>
      <div className="control-buttons">
        {features.includes('open') && (
          <button
            type="button"
            disabled={state.value === 'open' && (position ?? 100) === 100}
            onClick={() => void open()}
          >
            <IconArrowUp size={20} aria-hidden="true" /> {t('entity:control.open')}
          </button>
        )}
        {features.includes('stop') && (
          <button type="button" onClick={() => command({ service: 'stop_cover' })}>
            <IconPlayerStop size={20} aria-hidden="true" /> {t('entity:control.stop')}
          </button>
        )}
        {features.includes('close') && (
          <button
            type="button"
            disabled={state.value === 'closed'}
            onClick={() => command({ service: 'close_cover', expect: { value: 'closing' } })}
          >
            <IconArrowDown size={20} aria-hidden="true" /> {t('entity:control.close')}
          </button>
        )}
      </div>
      {features.includes('set_position') && !asks && position !== undefined && (
        <Slider
          level={{
            ...percent,
            value: position,
            label: t('entity:control.position'),
            set: (value) => command(moveCover(value)),
          }}
        />
      )}
      {features.includes('set_tilt') && typeof tilt === 'number' && (
        <Slider
          level={{
            ...percent,
            value: tilt,
            label: t('entity:control.tilt'),
            set: (value) =>
              command({
                service: 'set_cover_tilt_position',
                data: { tilt_position: value },
                expect: { attributes: { current_tilt_position: value } },
              }),
          }}
        />
      )}
    </>
  );
}
