import { useState } from 'react';
import { IconChevronRight, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Loaded } from '../../components/feedback.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useMay } from '../../data/use-me.ts';
import { useOperation } from '../../data/use-operation.ts';
import { useSite } from '../../data/site.ts';
import { matches } from '../../format/matches.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { EntryCard } from './entry-card.tsx';
import './integrations.css';

export function IntegrationsPage() {
  const { t } = useTranslation('integrations');
  const may = useMay();
  const site = useSite();
  const language = useLanguage();
  const entries = useOperation('entries.list', {});
  const available = useOperation('integrations.list', { language });
  const [query, setQuery] = useState('');
  return (
    <Page title={t('title')} lead={t('lead')}>
      {site?.demo === true && <p className="demo-hint">{t('demo_hint')}</p>}
      <section aria-labelledby="set-up">
        <h2 id="set-up" className="section-title">
          {t('set_up')}
        </h2>
        <Loaded query={entries}>
          {({ entries: list }) =>
            list.length === 0 ? (
              <Empty
                icon={<IconPlugConnected size={30} stroke={1.5} />}
                title={t('empty')}
                text={t('empty_text')}
              />
            ) : (
              <ul className="entries">
                {list.map((entry) => (
                  <EntryCard
                    key={entry.uid}
                    entry={entry}
                    integration={available.data?.integrations.find(({ id }) => id === entry.integration)}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      {may('integrations:write') && (
        <section aria-labelledby="available">
          <h2 id="available" className="section-title">
            {t('available')}
          </h2>
          <Panel>
            <SearchField label={t('search')} value={query} change={setQuery} />
            <Loaded query={available} height="4rem">
              {({ integrations }) => {
                const found = integrations.filter(({ id, name, description }) =>
                  matches(query, id, name, description),
                );
                return (
                  <ul className="rows">
                    {found.length === 0 && <li className="row-note">{t('none_found')}</li>}
                    {found.map((integration) => {
                      const there =
                        integration.single &&
                        entries.data?.entries.some(
                          (entry) => entry.integration === integration.id && !entry.demo,
                        );
                      return (
                        <li key={integration.id}>
                          <Link
                            to="/integrations/add/$integration"
                            params={{ integration: integration.id }}
                            className="row"
                            disabled={there === true || integration.error !== null}
                          >
                            <span className="integration-mark" aria-hidden="true">
                              {integration.name.slice(0, 1)}
                            </span>
                            <span className="row-main">
                              <span className="row-title">{integration.name}</span>
                              <span className="row-note">{integration.error ?? integration.description}</span>
                            </span>
                            {integration.error !== null && (
                              <span className="tag" data-tone="alert">
                                {t('state.setup_error')}
                              </span>
                            )}
                            {there ? (
                              <span className="tag">{t('already')}</span>
                            ) : (
                              <IconChevronRight size={20} aria-hidden="true" />
                            )}
                          </Link>
                        </li>
                      );
                    })}
                  </ul>
                );
              }}
            </Loaded>
          </Panel>
        </section>
      )}
    </Page>
  );
}
