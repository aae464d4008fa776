import { IconBell, IconX } from '@tabler/icons-react';
import { ActionIcon, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireNotification } from '@lifeops/lib/protocol';
import { Moment } from '../components/moment.tsx';
import { useAct, useOperation } from '../data/use-operation.ts';
import { useMay } from '../data/use-me.ts';
import './bell.css';

/** Urgent first, then the newest. What was dismissed is not shown. */
export const inOrder = (notifications: readonly WireNotification[]): readonly WireNotification[] =>
  notifications
    .filter(({ status }) => status !== 'dismissed')
    .sort((a, b) => a.priority - b.priority || b.created_at - a.created_at);

export function Bell() {
  const { t } = useTranslation('shell');
  const may = useMay();
  const query = useOperation('notifications.list', {}, { enabled: may('notifications:read') });
  const dismiss = useAct('notifications.dismiss', { refresh: ['notifications.list'] });
  if (!may('notifications:read')) return null;
  const notifications = inOrder(query.data?.notifications ?? []);
  return (
    <Popover position="bottom-end" radius="xl" shadow="xl" width="min(26rem, calc(100vw - 1.5rem))" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="bar-button"
          aria-label={t('bell.label', { count: notifications.length })}
        >
          <IconBell size={24} stroke={1.75} aria-hidden="true" />
          {notifications.length > 0 && (
            <span className="bell-count" aria-hidden="true">
              {notifications.length}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('bell.title')}>
        <div className="bell-list">
          <h2>{t('bell.title')}</h2>
          {notifications.length === 0 && <p className="bell-none">{t('bell.none')}</p>}
          <ul>
            {notifications.map((notification) => (
              <li key={notification.uid} data-priority={notification.priority}>
                <div>
                  <p className="bell-head">{notification.title}</p>
                  <p className="bell-body">{notification.body}</p>
                  <p className="bell-when">
                    <Moment at={notification.created_at} />
                    {notification.action_url !== null && (
                      <a href={notification.action_url}>{t('bell.open')}</a>
                    )}
                  </p>
                </div>
                {may('notifications:write') && (
                  <ActionIcon
                    aria-label={t('bell.dismiss', { title: notification.title })}
                    onClick={() => dismiss.mutate({ uid: notification.uid })}
                  >
                    <IconX size={18} aria-hidden="true" />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
