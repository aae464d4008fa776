import { useState } from 'react';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '@lifeops/lib/protocol';
import { Dialog } from '../../components/dialog.tsx';
import { useHub } from '../../data/context.ts';
import { useMe } from '../../data/use-me.ts';
import { useAct } from '../../data/use-operation.ts';
import { roles } from './user-dialog.tsx';

/** A new token is shown once, to be copied. */
export function TokenDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('settings');
  const { notices } = useHub();
  const me = useMe();
  const own = roles.findIndex((role) => role === me?.role);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('read-only');
  const [days, setDays] = useState(365);
  const create = useAct('tokens.create', { refresh: ['tokens.list'], quiet: true });
  const copy = async (token: string) => {
    try {
      await navigator.clipboard.writeText(token);
      notices.say(t('tokens.copied'));
    } catch (cause) {
      notices.failure(cause);
    }
  };
  if (create.data) {
    const { token } = create.data;
    return (
      <Dialog title={t('tokens.created')} close={close}>
        <p>{t('tokens.once')}</p>
        <TextInput
          label={t('tokens.token')}
          value={token}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="default" onClick={() => void copy(token)}>
          {t('tokens.copy')}
        </Button>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t('tokens.add')}
      close={close}
      save={() => create.mutate({ name, role, expires_in_days: days })}
      saveLabel={t('tokens.create')}
      saving={create.isPending}
      error={create.error}
    >
      <TextInput
        label={t('tokens.name')}
        description={t('tokens.name_help')}
        value={name}
        required
        maxLength={64}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('people.role')}
        description={t(`role_help.${role}`)}
        value={role}
        data={roles.slice(Math.max(0, own)).map((each) => ({ value: each, label: t(`role.${each}`) }))}
        onChange={(event) => setRole(roles.find((each) => each === event.currentTarget.value) ?? 'read-only')}
      />
      <NumberInput
        label={t('tokens.days')}
        value={days}
        min={1}
        max={365}
        allowDecimal={false}
        onChange={(value) => setDays(Number(value))}
      />
    </Dialog>
  );
}
