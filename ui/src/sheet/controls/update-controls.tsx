import { Button } from '@mantine/core';
import { useConfirm } from '../../components/confirm.tsx';
import { useCommand } from '../../data/use-command.ts';
import { wordOf } from '../../format/word-of.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';

export function UpdateControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const confirm = useConfirm();
  const { t } = useWording();
  const { installed_version: installed, latest_version: latest, release_summary: summary } = state.attributes;
  const install = async () => {
    if (
      await confirm({
        title: t('entity:ask.install', { name: entity.full_name }),
        yes: t('entity:control.install'),
      })
    )
      command({ service: 'install', nowOrNever: true });
  };
  return (
    <>
      <dl className="facts">
        <dt>{t('entity:update.installed')}</dt>
        <dd>{wordOf(installed) || '–'}</dd>
        <dt>{t('entity:update.latest')}</dt>
        <dd>{wordOf(latest) || '–'}</dd>
      </dl>
      {typeof summary === 'string' && <p className="row-note">{summary}</p>}
      {state.value === true && entity.capability.features.includes('install') && (
        <Button onClick={() => void install()}>{t('entity:control.install')}</Button>
      )}
    </>
  );
}
