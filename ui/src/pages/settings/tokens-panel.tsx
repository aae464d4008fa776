import { useState } from 'react';
import { IconDeviceMobile, IconKey, IconPlus } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireToken } from '@lifeops/lib/protocol';
import { useConfirm } from '../../components/confirm.tsx';
import { Loaded } from '../../components/feedback.tsx';
import { Moment } from '../../components/moment.tsx';
import { Panel } from '../../components/page.tsx';
import { useAct, useOperation } from '../../data/use-operation.ts';
import { TokenDialog } from './token-dialog.tsx';

export function TokensPanel() {
  const { t } = useTranslation('settings');
  const query = useOperation('tokens.list', {});
  const revoke = useAct('tokens.revoke', { refresh: ['tokens.list'] });
  const confirm = useConfirm();
  const [creating, setCreating] = useState(false);
  const ask = async (token: WireToken) => {
    if (
      await confirm({
        title: t('tokens.revoke_ask', { name: token.name }),
        text: t('tokens.revoke_text'),
        yes: t('tokens.revoke'),
        dangerous: true,
      })
    )
      revoke.mutate({ uid: token.uid });
  };
  return (
    <Panel
      title={t('tokens.title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => setCreating(true)}
        >
          {t('tokens.add')}
        </Button>
      }
    >
      <Loaded query={query} height="3.5rem">
        {({ tokens }) => (
          <ul className="rows">
            {tokens.map((token) => (
              <li key={token.uid} className="row">
                <span className="row-icon" aria-hidden="true">
                  {token.kind === 'session' ? (
                    <IconDeviceMobile size={22} stroke={1.75} />
                  ) : (
                    <IconKey size={22} stroke={1.75} />
                  )}
                </span>
                <span className="row-main">
                  <span className="row-title">{token.name}</span>
                  <span className="row-note">
                    {t(`role.${token.role}`, { defaultValue: token.role })}
                    {' · '}
                    {token.last_used_at === null ? t('tokens.unused') : <Moment at={token.last_used_at} />}
                  </span>
                </span>
                {token.current ? (
                  <span className="tag" data-tone="accent">
                    {t('tokens.current')}
                  </span>
                ) : (
                  <Button
                    variant="subtle"
                    color="red"
                    aria-label={t('tokens.revoke_of', { name: token.name })}
                    onClick={() => void ask(token)}
                  >
                    {t('tokens.revoke')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {creating && <TokenDialog close={() => setCreating(false)} />}
    </Panel>
  );
}
