import { useState } from 'react';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireDevice } from '@lifeops/lib/protocol';
import { FailureBox } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { useAct } from '../../data/use-operation.ts';
import { useRegistry } from '../../data/use-registry.ts';

export function DeviceSettings({ device }: { readonly device: WireDevice }) {
  const { t } = useTranslation('lists');
  const { notices } = useHub();
  const { areas } = useRegistry();
  const [name, setName] = useState(device.name.user ?? '');
  const [area, setArea] = useState(device.area_uid ?? '');
  const [disabled, setDisabled] = useState(device.disabled_by !== null);
  const update = useAct('devices.update', {
    refresh: ['devices.list', 'entities.list'],
    quiet: true,
    done: () => notices.say(t('saved')),
  });
  return (
    <Panel title={t('settings')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate({
            device_id: device.uid,
            name: name === '' ? null : name,
            area_uid: area === '' ? null : area,
            disabled,
          });
        }}
      >
        {update.error !== null && <FailureBox error={update.error} />}
        <TextInput
          label={t('name')}
          placeholder={device.name.source ?? device.display_name}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('area')}
          value={area}
          data={[
            { value: '', label: t('filter.no_area') },
            ...areas.map((each) => ({ value: each.uid, label: each.name })),
          ]}
          onChange={(event) => setArea(event.currentTarget.value)}
        />
        <Switch
          label={t('devices.disable')}
          description={t('devices.disable_help')}
          checked={disabled}
          onChange={(event) => setDisabled(event.currentTarget.checked)}
        />
        <Button type="submit" loading={update.isPending}>
          {t('save')}
        </Button>
      </form>
    </Panel>
  );
}
