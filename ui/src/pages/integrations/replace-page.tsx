import { useState } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Loaded } from '../../components/feedback.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useOperation } from '../../data/use-operation.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { BackLink } from './add-page.tsx';
import type { IntegrationInfo } from './entry-card.tsx';
import { SetUp } from './set-up.tsx';
import { useSetUpOutcome } from './use-set-up-outcome.ts';
import './integrations.css';
import '../list-filters.css';

/** A real source in the place of a demo one: choose it, set it up; the demo one goes with its history. */
export function ReplacePage() {
  const { t } = useTranslation('integrations');
  const { entry: uid } = useParams({ from: '/integrations/replace/$entry' });
  const entries = useOperation('entries.list', {});
  const available = useOperation('integrations.list', { language: useLanguage() });
  const entry = entries.data?.entries.find((each) => each.uid === uid);
  if (entries.data && !entry) return <Empty title={t('unknown')} text={t('unknown_text')} />;
  return (
    <Page title={t('replace_title', { name: entry?.title ?? '' })} lead={t('replace_lead')}>
      <BackLink />
      <div className="narrow">
        <Loaded query={available}>
          {({ integrations }) => entry && <Replacement integrations={integrations} entry={entry} />}
        </Loaded>
      </div>
    </Page>
  );
}

function Replacement({
  integrations,
  entry,
}: {
  readonly integrations: readonly IntegrationInfo[];
  readonly entry: { readonly uid: string; readonly integration: string };
}) {
  const { t } = useTranslation('integrations');
  const settled = useSetUpOutcome();
  const own = integrations.find(({ id }) => id === entry.integration);
  // The demo house itself has no real counterpart: any integration may follow it.
  const [chosen, setChosen] = useState(own && !own.single && own.id !== 'demo' ? own : undefined);
  if (chosen) {
    return <SetUp integration={chosen} replaces={entry.uid} done={settled} />;
  }
  const possible = integrations.filter(({ id, error }) => id !== 'demo' && error === null);
  return (
    <Panel title={t('replace_by')}>
      <ul className="rows">
        {possible.map((integration) => (
          <li key={integration.id}>
            <button type="button" className="row row-button" onClick={() => setChosen(integration)}>
              <span className="integration-mark" aria-hidden="true">
                {integration.name.slice(0, 1)}
              </span>
              <span className="row-main">
                <span className="row-title">{integration.name}</span>
                <span className="row-note">{integration.description}</span>
              </span>
              <IconChevronRight size={20} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
