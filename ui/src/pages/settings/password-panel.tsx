import { useState } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureBox } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { useAct } from '../../data/use-operation.ts';
import { PasswordHint } from '../auth/owner-fields.tsx';
import '../auth/door.css';

export function PasswordPanel() {
  const { t } = useTranslation('settings');
  const { notices } = useHub();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useAct('auth.change_password', {
    quiet: true,
    refresh: ['tokens.list'],
    done: () => {
      notices.say(t('password.done'));
      setCurrent('');
      setPassword('');
    },
  });
  const toggle = { 'aria-label': t('auth:show_password') };
  return (
    <Panel title={t('password.title')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ current, password });
        }}
      >
        {change.error !== null && <FailureBox error={change.error} />}
        <PasswordInput
          label={t('password.current')}
          value={current}
          required
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <div>
          <PasswordInput
            label={t('password.new')}
            value={password}
            required
            minLength={10}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {password !== '' && <PasswordHint password={password} name="" />}
        </div>
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('password.change')}
        </Button>
      </form>
    </Panel>
  );
}
