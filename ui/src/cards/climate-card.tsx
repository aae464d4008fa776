import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { formatDegrees } from '../format/format-value.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { climateLimits, climateTone, setTarget } from './climate-rules.ts';
import { CardFrame } from './card-frame.tsx';
import './control-cards.css';

export function ClimateCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const command = useCommand(entity);
  const wording = useWording();
  const { t } = wording;
  const { min, max, step } = climateLimits(entity);
  const target = state?.attributes['temperature'];
  const current = state?.attributes['current_temperature'];
  const settable =
    typeof target === 'number' &&
    state?.value !== 'off' &&
    entity.capability.features.includes('target_temperature');
  const turn = (by: number) => {
    if (typeof target === 'number') command(setTarget(Math.min(max, Math.max(min, target + by))));
  };
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={climateTone(state)}
      text={stateText(entity, state, wording).text}
      wide
      aside={
        <div className="climate-dial">
          {typeof current === 'number' && (
            <span className="climate-now">
              <span className="visually-hidden">{t('entity:control.measured')} </span>
              {formatDegrees(current, wording, 1)}
            </span>
          )}
          {settable && (
            <span className="stepper">
              <button
                type="button"
                onClick={() => turn(-step)}
                disabled={target <= min}
                aria-label={t('entity:control.cooler', { name: entity.full_name })}
              >
                <IconMinus size={20} aria-hidden="true" />
              </button>
              <button
                type="button"
                onClick={() => turn(step)}
                disabled={target >= max}
                aria-label={t('entity:control.warmer', { name: entity.full_name })}
              >
                <IconPlus size={20} aria-hidden="true" />
              </button>
            </span>
          )}
        </div>
      }
    />
  );
}
