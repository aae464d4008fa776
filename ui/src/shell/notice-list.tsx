import { useEffect } from 'react';
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHub } from '../data/context.ts';
import type { Notice } from '../data/notices.ts';
import { useSignal } from '../data/use-state.ts';

/** Good news go by themselves; what went wrong stays longer, as it must be read. */
const lastsMs = { good: 4000, info: 6000, alert: 12_000 } as const;

export function NoticeList() {
  const { notices } = useHub();
  const list = useSignal(notices);
  return (
    <div className="notices" aria-live="polite">
      {list.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation('shell');
  const { notices } = useHub();
  useEffect(() => {
    const timer = setTimeout(() => notices.drop(notice.id), lastsMs[notice.tone]);
    return () => clearTimeout(timer);
  }, [notices, notice]);
  const Shape = notice.tone === 'alert' ? IconAlertTriangle : IconCircleCheck;
  return (
    <div className="notice" data-tone={notice.tone} {...(notice.tone === 'alert' ? { role: 'alert' } : {})}>
      <Shape size={22} aria-hidden="true" />
      <p>
        {notice.text}
        {notice.failure &&
          notice.failure.issues.length > 0 &&
          `: ${notice.failure.issues.map(({ message }) => message).join('; ')}`}
      </p>
      <ActionIcon aria-label={t('close')} onClick={() => notices.drop(notice.id)}>
        <IconX size={18} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
