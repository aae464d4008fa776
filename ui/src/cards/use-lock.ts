import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useConfirm } from '../components/confirm.tsx';
import { useCommand } from '../data/use-command.ts';

type LockService = 'lock' | 'unlock' | 'open';
const shows = { lock: 'locking', unlock: 'unlocking', open: 'opening' } as const;

/** Locks at once; unlocking and opening ask first, with the code where the lock wants one. Nothing waits for later. */
export function useLock(entity: WireEntity): (service: LockService) => void {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const command = useCommand(entity);
  return (service) => {
    void (async () => {
      const format = entity.capability.attributes['code_format'];
      const code = typeof format === 'string' ? t('entity:control.code') : undefined;
      if (service === 'lock' && code === undefined) {
        command({ service, expect: { value: shows[service] }, nowOrNever: true });
        return;
      }
      const answer = await confirm({
        title: t(`entity:ask.${service}`, { name: entity.full_name }),
        yes: t(`entity:control.${service}`),
        ...(code === undefined ? {} : { field: code }),
      });
      if (answer === false) return;
      command({
        service,
        expect: { value: shows[service] },
        nowOrNever: true,
        ...(typeof answer === 'string' ? { data: { code: answer } } : {}),
      });
    })();
  };
}
