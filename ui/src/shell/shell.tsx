import { lazy, Suspense } from 'react';
import { Outlet, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmProvider } from '../components/confirm.tsx';
import { Skeletons } from '../components/feedback.tsx';
import { Banners } from './banners.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeList } from './notice-list.tsx';
import { TopBar } from './top-bar.tsx';
import { Announcer } from './announcer.tsx';
import './shell.css';
import './navigation.css';

const EntitySheet = lazy(async () => ({ default: (await import('../sheet/entity-sheet.tsx')).EntitySheet }));

/** What stands around every page: ways to go, what is wrong, who is here. */
export function Shell() {
  const { t } = useTranslation('shell');
  const { entity } = useSearch({ strict: false });
  return (
    <ConfirmProvider>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <div className="shell">
        <Navigation />
        <div className="shell-body">
          <TopBar />
          <Banners />
          <main id="content" tabIndex={-1}>
            <Suspense
              fallback={
                <div className="page">
                  <Skeletons />
                </div>
              }
            >
              <Outlet />
            </Suspense>
          </main>
        </div>
      </div>
      <Suspense fallback={null}>{typeof entity === 'string' && <EntitySheet uid={entity} />}</Suspense>
      <NoticeList />
      <Announcer />
    </ConfirmProvider>
  );
}
