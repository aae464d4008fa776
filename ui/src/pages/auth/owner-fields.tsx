import type { CSSProperties } from 'react';
import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { strengthOf, strengthShare } from './password-strength.ts';

export interface OwnerValues {
  readonly name: string;
  readonly password: string;
  readonly code: string;
}

export function OwnerFields({
  values,
  change,
  codeRequired,
}: {
  readonly values: OwnerValues;
  readonly change: (values: OwnerValues) => void;
  readonly codeRequired: boolean;
}) {
  const { t } = useTranslation('auth');
  return (
    <div className="fields">
      <TextInput
        label={t('your_name')}
        description={t('welcome.name_help')}
        value={values.name}
        required
        maxLength={64}
        autoComplete="username"
        onChange={(event) => change({ ...values, name: event.currentTarget.value })}
      />
      <div>
        <PasswordInput
          label={t('password')}
          description={t('welcome.password_help')}
          value={values.password}
          required
          minLength={10}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('show_password') }}
          onChange={(event) => change({ ...values, password: event.currentTarget.value })}
        />
        {values.password !== '' && <PasswordHint password={values.password} name={values.name} />}
      </div>
      {codeRequired && (
        <TextInput
          label={t('welcome.code')}
          description={t('welcome.code_help')}
          value={values.code}
          required
          autoComplete="one-time-code"
          onChange={(event) => change({ ...values, code: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

const tones = {
  short: 'var(--alert)',
  weak: 'var(--warm)',
  fair: 'var(--lamp)',
  good: 'var(--good)',
} as const;

export function PasswordHint({ password, name }: { readonly password: string; readonly name: string }) {
  const { t } = useTranslation('auth');
  const strength = strengthOf(password, name);
  return (
    <p className="strength" aria-live="polite">
      <span
        style={{ '--share': strengthShare[strength], '--tone': tones[strength] } as CSSProperties}
        aria-hidden="true"
      />
      {t(`strength.${strength}`)}
    </p>
  );
}
