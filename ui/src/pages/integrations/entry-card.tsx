import { IconDots, IconFlask } from '@tabler/icons-react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OperationOutput, Operations, WireEntry } from '@lifeops/lib/protocol';
import { Moment } from '../../components/moment.tsx';
import { useMay } from '../../data/use-me.ts';
import { useEntryActions } from './use-entry-actions.tsx';

export type IntegrationInfo = OperationOutput<Operations['integrations.list']>['integrations'][number];

const tones: Readonly<Record<string, string>> = {
  loaded: 'good',
  setup_error: 'alert',
  migration_error: 'alert',
  setup_retry: 'notice',
  setup_in_progress: 'accent',
  unload_in_progress: 'accent',
};

/** A set-up integration: how it does, why, and what can be done about it. */
export function EntryCard({
  entry,
  integration,
}: {
  readonly entry: WireEntry;
  readonly integration: IntegrationInfo | undefined;
}) {
  const { t } = useTranslation('integrations');
  const may = useMay();
  const actions = useEntryActions(entry);
  const { state, reason, retry_at: retryAt, needs_reauth: reauth } = entry.status;
  const disabled = entry.disabled_by !== null;
  return (
    <li className="entry">
      <div className="entry-head">
        <span className="integration-mark" aria-hidden="true">
          {(integration?.name ?? entry.integration).slice(0, 1).toUpperCase()}
        </span>
        <div>
          <h3>{entry.title}</h3>
          <p className="row-note">{integration?.name ?? entry.integration}</p>
        </div>
        {may('integrations:write') && (
          <Menu position="bottom-end" radius="lg" shadow="lg" width={240}>
            <Menu.Target>
              <ActionIcon aria-label={t('actions', { name: entry.title })}>
                <IconDots size={22} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item className="menu-item" onClick={actions.reload} disabled={disabled}>
                {t('reload')}
              </Menu.Item>
              {entry.place === null && (
                <Menu.Item className="menu-item" onClick={actions.toggle}>
                  {t(disabled ? 'enable' : 'disable')}
                </Menu.Item>
              )}
              {may('system:manage') && (
                <Menu.Item className="menu-item" onClick={actions.diagnostics}>
                  {t('diagnostics')}
                </Menu.Item>
              )}
              {entry.place === null && (
                <>
                  <Menu.Divider />
                  <Menu.Item className="menu-item menu-danger" onClick={actions.remove}>
                    {t('remove')}
                  </Menu.Item>
                  <Menu.Item className="menu-item menu-danger" onClick={actions.removeWithHistory}>
                    {t('remove_history')}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <p className="entry-tags">
        <span className="tag" data-tone={disabled ? undefined : tones[state]}>
          {t(disabled ? 'disabled' : `state.${state}`)}
        </span>
        {entry.demo && (
          <span className="tag" data-tone="accent">
            <IconFlask size={14} aria-hidden="true" /> {t('demo')}
          </span>
        )}
        <span className="tag">{t('lists:count.devices', { count: entry.device_count })}</span>
        <span className="tag">{t('lists:count.entities', { count: entry.entity_count })}</span>
      </p>
      {reason !== null && !disabled && (
        <p className="entry-reason">
          {reason}
          {retryAt !== null && (
            <>
              {' '}
              {t('retries')} <Moment at={retryAt} />
            </>
          )}
        </p>
      )}
      {entry.place !== null && <p className="entry-place">{t('in_file', { place: entry.place })}</p>}
      {may('integrations:write') && (
        <div className="row-actions">
          {entry.demo && (
            <Button component={Link} to={`/integrations/replace/${entry.uid}`}>
              {t('replace')}
            </Button>
          )}
          {entry.demo && entry.place === null && (
            <Button variant="default" onClick={actions.removeWithHistory}>
              {t('remove')}
            </Button>
          )}
          {reauth && (
            <Button component={Link} to={`/integrations/${entry.uid}`}>
              {t('reauth')}
            </Button>
          )}
          {!entry.demo && !reauth && (
            <Button variant="default" component={Link} to={`/integrations/${entry.uid}`}>
              {t(entry.place === null ? 'configure' : 'look')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
