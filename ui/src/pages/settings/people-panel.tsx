import { useState } from 'react';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { ActionIcon, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireUser } from '@lifeops/lib/protocol';
import { Loaded } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { useOperation } from '../../data/use-operation.ts';
import { UserDialog } from './user-dialog.tsx';

export function PeoplePanel() {
  const { t } = useTranslation('settings');
  const query = useOperation('users.list', {});
  const [user, setUser] = useState<WireUser | 'new'>();
  return (
    <Panel
      title={t('people.title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => setUser('new')}
        >
          {t('people.add')}
        </Button>
      }
    >
      <Loaded query={query} height="3.5rem">
        {({ users }) => (
          <ul className="rows">
            {users.map((each) => (
              <li key={each.uid} className="row">
                <span className="person-mark" aria-hidden="true">
                  {each.name.slice(0, 1).toUpperCase()}
                </span>
                <span className="row-main">
                  <span className="row-title">{each.name}</span>
                  <span className="row-note">{t(`role.${each.role}`, { defaultValue: each.role })}</span>
                </span>
                {!each.active && <span className="tag">{t('people.inactive')}</span>}
                <ActionIcon aria-label={t('people.edit', { name: each.name })} onClick={() => setUser(each)}>
                  <IconPencil size={20} aria-hidden="true" />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {user !== undefined && <UserDialog user={user} close={() => setUser(undefined)} />}
    </Panel>
  );
}
