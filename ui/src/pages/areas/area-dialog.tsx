import { useState } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireArea } from '@lifeops/lib/protocol';
import { Dialog } from '../../components/dialog.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { useAct } from '../../data/use-operation.ts';
import { useRegistry } from '../../data/use-registry.ts';

export function AreaDialog({ area, close }: { readonly area: WireArea | 'new'; readonly close: () => void }) {
  const { t } = useTranslation('lists');
  const { floors } = useRegistry();
  const confirm = useConfirm();
  const known = area === 'new' ? undefined : area;
  const [name, setName] = useState(known?.name ?? '');
  const [floor, setFloor] = useState(known?.floor_uid ?? '');
  const options = {
    refresh: ['areas.list', 'entities.list', 'devices.list'] as const,
    quiet: true,
    done: close,
  };
  const create = useAct('areas.create', options);
  const update = useAct('areas.update', options);
  const remove = useAct('areas.remove', options);
  const values = { name, floor_uid: floor === '' ? null : floor };
  const removeAsked = async () => {
    if (
      known &&
      (await confirm({
        title: t('areas.remove_ask', { name: known.name }),
        text: t('areas.remove_text'),
        yes: t('areas.remove'),
        dangerous: true,
      }))
    )
      remove.mutate({ uid: known.uid });
  };
  return (
    <Dialog
      title={known ? known.name : t('areas.add')}
      close={close}
      save={() => (known ? update.mutate({ uid: known.uid, ...values }) : create.mutate(values))}
      saving={create.isPending || update.isPending}
      error={create.error ?? update.error ?? remove.error}
      aside={
        known && (
          <Button variant="subtle" color="red" onClick={() => void removeAsked()}>
            {t('areas.remove')}
          </Button>
        )
      }
    >
      <TextInput
        label={t('name')}
        value={name}
        required
        maxLength={100}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('areas.floor')}
        value={floor}
        data={[
          { value: '', label: t('areas.no_floor') },
          ...floors.map((each) => ({ value: each.uid, label: each.name })),
        ]}
        onChange={(event) => setFloor(event.currentTarget.value)}
      />
    </Dialog>
  );
}
