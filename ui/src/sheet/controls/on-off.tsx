import { useTranslation } from 'react-i18next';
import { ChoiceGroup } from '../choice-group.tsx';

/** Two large halves: on and off. */
export function OnOff({ on, set }: { readonly on: boolean; readonly set: (on: boolean) => void }) {
  const { t } = useTranslation('words');
  return (
    <ChoiceGroup className="big-switch" label={t('on_off')}>
      <button type="button" aria-pressed={!on} onClick={() => on && set(false)}>
        {t('off')}
      </button>
      <button type="button" aria-pressed={on} onClick={() => on || set(true)}>
        {t('on')}
      </button>
    </ChoiceGroup>
  );
}
