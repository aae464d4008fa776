import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Loaded } from '../../components/feedback.tsx';
import { Page } from '../../components/page.tsx';
import { useOperation } from '../../data/use-operation.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { SetUp } from './set-up.tsx';
import { useSetUpOutcome } from './use-set-up-outcome.ts';
import './integrations.css';
import '../list-filters.css';

export function AddPage() {
  const { t } = useTranslation('integrations');
  const { integration: id } = useParams({ from: '/integrations/add/$integration' });
  const settled = useSetUpOutcome();
  const query = useOperation('integrations.list', { language: useLanguage() });
  return (
    <Loaded query={query}>
      {({ integrations }) => {
        const integration = integrations.find((each) => each.id === id);
        if (!integration) return <Empty title={t('unknown')} text={t('unknown_text')} />;
        return (
          <Page title={t('add', { name: integration.name })} lead={integration.description}>
            <BackLink />
            <div className="narrow">
              <SetUp integration={integration} done={settled} />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

export function BackLink() {
  const { t } = useTranslation('integrations');
  return (
    <Link to="/integrations" className="back-link" style={{ order: -1 }}>
      <IconArrowLeft size={20} aria-hidden="true" /> {t('title')}
    </Link>
  );
}
