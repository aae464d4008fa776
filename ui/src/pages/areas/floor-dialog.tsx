import { useState } from 'react';
import { NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { useAct } from '../../data/use-operation.ts';

export function FloorDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('lists');
  const [name, setName] = useState('');
  const [level, setLevel] = useState(0);
  const create = useAct('floors.create', { refresh: ['areas.list'], quiet: true, done: close });
  return (
    <Dialog
      title={t('areas.add_floor')}
      close={close}
      save={() => create.mutate({ name, level })}
      saving={create.isPending}
      error={create.error}
    >
      <TextInput
        label={t('name')}
        value={name}
        required
        maxLength={100}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NumberInput
        label={t('areas.level')}
        description={t('areas.level_help')}
        value={level}
        min={-20}
        max={200}
        allowDecimal={false}
        onChange={(value) => setLevel(Number(value))}
      />
    </Dialog>
  );
}
