import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WireEntry } from '@lifeops/lib/protocol';
import { useHub } from '../../data/context.ts';

/** What a set-up ends with; steps tell no status. */
export interface SetUpEntry {
  readonly uid: string;
  readonly title: string;
  readonly status?: WireEntry['status'];
}

/** Back to the list after a set-up; to the new entry's form, where the reason stands, when it does not run. */
export function useSetUpOutcome(): (entry: SetUpEntry) => void {
  const { t } = useTranslation('integrations');
  const { notices } = useHub();
  const router = useRouter();
  return ({ uid, title, status }) => {
    if (status?.state === 'setup_error') {
      notices.say(t('created_failing', { name: title }), 'info');
      void router.navigate({ to: '/integrations/$entry', params: { entry: uid } });
      return;
    }
    notices.say(t('created', { name: title }));
    void router.navigate({ to: '/integrations' });
  };
}
