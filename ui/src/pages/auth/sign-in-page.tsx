import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureBox } from '../../components/feedback.tsx';
import { useHub } from '../../data/context.ts';
import { useAct } from '../../data/use-operation.ts';
import { DoorFrame } from './door-frame.tsx';

export function SignInPage({ siteName }: { readonly siteName: string }) {
  const { t } = useTranslation('auth');
  const { session } = useHub();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useAct('auth.sign_in', { quiet: true, done: ({ token }) => session.begin(token) });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate({ name, password, device: deviceName() });
  };
  return (
    <DoorFrame title={siteName} lead={t('sign_in.lead')}>
      <form className="fields" onSubmit={submit}>
        {signIn.error !== null && <FailureBox error={signIn.error} kept={t('sign_in.kept')} />}
        <TextInput
          label={t('name')}
          value={name}
          required
          autoComplete="username"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password')}
          value={password}
          required
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('show_password') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" loading={signIn.isPending} fullWidth>
          {t('sign_in.action')}
        </Button>
      </form>
    </DoorFrame>
  );
}

/** How this session is called in the list of sessions: browser and system, no more. */
export function deviceName(): string {
  const agent = navigator.userAgent;
  const browser = /Edg/.test(agent)
    ? 'Edge'
    : /Firefox/.test(agent)
      ? 'Firefox'
      : /Chrome/.test(agent)
        ? 'Chrome'
        : /Safari/.test(agent)
          ? 'Safari'
          : 'Browser';
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Mac/.test(agent)
        ? 'macOS'
        : /Windows/.test(agent)
          ? 'Windows'
          : 'Linux';
  return `${browser}, ${system}`;
}
