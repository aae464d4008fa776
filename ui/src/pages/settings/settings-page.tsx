import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { useMay } from '../../data/use-me.ts';
import { AboutPanel } from './about-panel.tsx';
import { HomePanel } from './home-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';
import '../list-filters.css';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const may = useMay();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="columns">
        <div className="stack">
          <HomePanel />
          {may('users:manage') && <PeoplePanel />}
          {may('tokens:own') && <TokensPanel />}
        </div>
        <div className="stack">
          {may('system:read') && <AboutPanel />}
          {may('tokens:own') && <PasswordPanel />}
        </div>
      </div>
    </Page>
  );
}
