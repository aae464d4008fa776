import { useTranslation } from 'react-i18next';
import type { WireEntry } from '@lifeops/lib/protocol';
import { useConfirm } from '../../components/confirm.tsx';
import { useHub } from '../../data/context.ts';
import { entryReads } from './entry-reads.ts';
import { useAct } from '../../data/use-operation.ts';

/** What can be done with an entry. Removing asks once, whatever it takes with it. */
export function useEntryActions(entry: WireEntry) {
  const { t } = useTranslation('integrations');
  const { client, notices } = useHub();
  const confirm = useConfirm();
  const refresh = entryReads;
  const reload = useAct('entries.reload', {
    refresh,
    done: () => notices.say(t('reloaded', { name: entry.title })),
  });
  const update = useAct('entries.update', { refresh });
  const remove = useAct('entries.remove', {
    refresh,
    done: () => notices.say(t('removed', { name: entry.title })),
  });

  const ask = async (withHistory: boolean) => {
    const yes = await confirm({
      title: t('remove_ask', { name: entry.title }),
      text: t(withHistory ? 'remove_history_text' : 'remove_text', {
        devices: entry.device_count,
        entities: entry.entity_count,
      }),
      yes: t(withHistory ? 'remove_history' : 'remove'),
      dangerous: true,
    });
    if (yes !== false) remove.mutate({ uid: entry.uid, with_history: withHistory });
  };
  const download = async () => {
    try {
      const report = await client.call('entries.diagnostics', { uid: entry.uid });
      saveFile(`${entry.integration}-${entry.uid}.json`, JSON.stringify(report, null, 2));
    } catch (cause) {
      notices.failure(cause);
    }
  };
  return {
    reload: () => reload.mutate({ uid: entry.uid }),
    toggle: () => update.mutate({ uid: entry.uid, disabled: entry.disabled_by === null }),
    remove: () => void ask(false),
    removeWithHistory: () => void ask(true),
    diagnostics: () => void download(),
  };
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
