import { useState } from 'react';
import { IconAlertTriangle, IconCode, IconPlayerPlay, IconRoute } from '@tabler/icons-react';
import { ActionIcon, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireAutomation } from '@lifeops/lib/protocol';
import { Empty, Loaded } from '../../components/feedback.tsx';
import { Moment } from '../../components/moment.tsx';
import { Page } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { useMay } from '../../data/use-me.ts';
import { useAct, useOperation } from '../../data/use-operation.ts';
import { DocumentDialog } from './document-dialog.tsx';
import './automations.css';

export function AutomationsPage() {
  const { t } = useTranslation('automations');
  const query = useOperation('automations.list', {});
  const [shown, setShown] = useState<WireAutomation>();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query} height="6rem">
        {({ automations }) =>
          automations.length === 0 ? (
            <Empty icon={<IconRoute size={30} stroke={1.5} />} title={t('empty')} text={t('empty_text')} />
          ) : (
            <ul className="automations">
              {automations.map((automation) => (
                <AutomationCard
                  key={automation.uid}
                  automation={automation}
                  show={() => setShown(automation)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {shown && <DocumentDialog automation={shown} close={() => setShown(undefined)} />}
    </Page>
  );
}

function AutomationCard({
  automation,
  show,
}: {
  readonly automation: WireAutomation;
  readonly show: () => void;
}) {
  const { t } = useTranslation('automations');
  const may = useMay();
  const { notices } = useHub();
  const writes = may('automations:write');
  const update = useAct('automations.update', { refresh: ['automations.list'] });
  const run = useAct('automations.run', {
    refresh: ['automations.list'],
    done: ({ error }) =>
      notices.say(error ?? t('ran', { name: automation.name }), error === null ? 'good' : 'info'),
  });
  const { name, enabled, place, error, last_triggered: last, uid } = automation;
  // Shown at once; the list says what is so when it is read again.
  const on = update.isPending ? (update.variables.enabled ?? enabled) : enabled;
  return (
    <li className="automation" data-off={!on || undefined}>
      <div className="automation-head">
        <h2>{name}</h2>
        {writes && place === null && (
          <Switch
            aria-label={t('enabled', { name })}
            checked={on}
            onChange={(event) => update.mutate({ uid, enabled: event.currentTarget.checked })}
          />
        )}
        {(!writes || place !== null) && (
          <span className="tag" data-tone={enabled ? 'good' : undefined}>
            {t(enabled ? 'on' : 'off')}
          </span>
        )}
      </div>
      <p className="row-note">
        {last === null ? (
          t('never')
        ) : (
          <>
            {t('last')} <Moment at={last} />
          </>
        )}
      </p>
      {error !== null && (
        <p className="automation-error">
          <IconAlertTriangle size={18} aria-hidden="true" /> {error}
        </p>
      )}
      <div className="automation-foot">
        {place !== null && (
          <code className="automation-place" title={t('in_file', { place })}>
            {place}
          </code>
        )}
        <ActionIcon aria-label={t('document', { name })} onClick={show}>
          <IconCode size={22} aria-hidden="true" />
        </ActionIcon>
        {writes && (
          <ActionIcon
            aria-label={t('run', { name })}
            loading={run.isPending}
            disabled={error !== null}
            onClick={() => run.mutate({ uid })}
          >
            <IconPlayerPlay size={22} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
