import { IconDoorEnter, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLock } from '../../cards/use-lock.ts';
import type { ControlProps } from '../controls.tsx';

export function LockControls({ entity, state }: ControlProps) {
  const { t } = useTranslation('entity');
  const act = useLock(entity);
  return (
    <div className="control-buttons">
      <button type="button" disabled={state.value === 'locked'} onClick={() => act('lock')}>
        <IconLock size={20} aria-hidden="true" /> {t('control.lock')}
      </button>
      <button type="button" disabled={state.value === 'unlocked'} onClick={() => act('unlock')}>
        <IconLockOpen size={20} aria-hidden="true" /> {t('control.unlock')}
      </button>
      {entity.capability.features.includes('open') && (
        <button type="button" onClick={() => act('open')}>
          <IconDoorEnter size={20} aria-hidden="true" /> {t('control.open')}
        </button>
      )}
    </div>
  );
}
