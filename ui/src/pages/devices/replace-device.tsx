import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WireDevice } from '@lifeops/lib/protocol';
import { Dialog } from '../../components/dialog.tsx';
import { Panel } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { useAct, useOperation } from '../../data/use-operation.ts';
import { useRegistry } from '../../data/use-registry.ts';

/** Lets another device take this one's place; what will move is shown before it does. */
export function ReplaceDevice({ device }: { readonly device: WireDevice }) {
  const { t } = useTranslation('lists');
  const [opened, setOpened] = useState(false);
  return (
    <Panel title={t('replace.title')}>
      <p className="row-note">{t('replace.text')}</p>
      <Button variant="default" mt="md" onClick={() => setOpened(true)}>
        {t('replace.action')}
      </Button>
      {opened && <ReplaceDialog device={device} close={() => setOpened(false)} />}
    </Panel>
  );
}

function ReplaceDialog({ device, close }: { readonly device: WireDevice; readonly close: () => void }) {
  const { t } = useTranslation('lists');
  const { notices } = useHub();
  const router = useRouter();
  const { devices, entityByUid } = useRegistry();
  const [by, setBy] = useState('');
  const preview = usePreview(device.uid, by);
  const apply = useAct('devices.replace', {
    refresh: ['devices.list', 'entities.list'],
    quiet: true,
    done: () => {
      notices.say(t('replace.done', { name: device.display_name }));
      close();
      void router.navigate({ to: '/devices' });
    },
  });
  const others = devices
    .filter(({ uid }) => uid !== device.uid)
    .sort((a, b) => a.display_name.localeCompare(b.display_name));
  const nameOf = (uid: string | null) => (uid === null ? '–' : (entityByUid.get(uid)?.display_name ?? uid));
  return (
    <Dialog
      title={t('replace.dialog', { name: device.display_name })}
      close={close}
      {...(by === '' || !preview.data
        ? {}
        : { save: () => apply.mutate({ device_id: device.uid, by, preview: false }) })}
      saveLabel={t('replace.apply')}
      saving={apply.isPending}
      error={apply.error ?? preview.error}
    >
      <NativeSelect
        label={t('replace.by')}
        value={by}
        data={[
          { value: '', label: t('replace.choose') },
          ...others.map((each) => ({ value: each.uid, label: each.display_name })),
        ]}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      {preview.data && (
        <ul className="rows">
          {preview.data.pairs.map((pair) => (
            <li key={pair.old} className="row">
              <span className="row-main">
                <span className="row-title">
                  {nameOf(pair.old)} → {nameOf(pair.new)}
                </span>
                <span className="row-note">{pair.by}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** What would move; asking changes nothing. */
const usePreview = (device: string, by: string) =>
  useOperation(
    'devices.replace',
    { device_id: device, by, preview: true },
    { enabled: by !== '', staleTime: 0 },
  );
