import { useState } from 'react';
import { NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role, WireUser } from '@lifeops/lib/protocol';
import { Dialog } from '../../components/dialog.tsx';
import { useAct } from '../../data/use-operation.ts';
import { PasswordHint } from '../auth/owner-fields.tsx';
import '../auth/door.css';

/** Roles from the most to the least. */
export const roles = [
  'owner',
  'admin',
  'member',
  'child',
  'guest',
  'agent',
  'read-only',
] as const satisfies readonly Role[];
const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

export function UserDialog({ user, close }: { readonly user: WireUser | 'new'; readonly close: () => void }) {
  const { t } = useTranslation('settings');
  const known = user === 'new' ? undefined : user;
  const [name, setName] = useState(known?.name ?? '');
  const [role, setRole] = useState<Role>(known && isRole(known.role) ? known.role : 'member');
  const [password, setPassword] = useState('');
  const [active, setActive] = useState(known?.active ?? true);
  const options = { refresh: ['users.list'] as const, quiet: true, done: close };
  const create = useAct('users.create', options);
  const update = useAct('users.update', options);
  const save = () => {
    if (known)
      update.mutate({ uid: known.uid, name, role, active, ...(password === '' ? {} : { password }) });
    else create.mutate({ name, role, password });
  };
  return (
    <Dialog
      title={known?.name ?? t('people.add')}
      close={close}
      save={save}
      saving={create.isPending || update.isPending}
      error={create.error ?? update.error}
    >
      <TextInput
        label={t('people.name')}
        value={name}
        required
        maxLength={64}
        data-autofocus
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('people.role')}
        description={t(`role_help.${role}`)}
        value={role}
        data={roles.map((each) => ({ value: each, label: t(`role.${each}`) }))}
        onChange={(event) => isRole(event.currentTarget.value) && setRole(event.currentTarget.value)}
      />
      <div>
        <PasswordInput
          label={t(known ? 'people.new_password' : 'people.password')}
          description={t('people.password_help')}
          value={password}
          required={!known}
          minLength={10}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('auth:show_password') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {password !== '' && <PasswordHint password={password} name={name} />}
      </div>
      {known && (
        <Switch
          label={t('people.active')}
          description={t('people.active_help')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </Dialog>
  );
}
