import { useTranslation } from 'react-i18next';
import { useConnection } from '../data/use-state.ts';
import { useSite } from '../data/site.ts';
import { Bell } from './bell.tsx';
import { PersonMenu } from './person-menu.tsx';

export function TopBar() {
  const site = useSite();
  return (
    <header className="top-bar">
      <p className="top-bar-site">{site?.name ?? 'LifeOps'}</p>
      <LiveDot />
      <Bell />
      <PersonMenu />
    </header>
  );
}

/** Quiet while all is well: a green dot. In words when it is not. */
function LiveDot() {
  const { t } = useTranslation('shell');
  const status = useConnection();
  return (
    <span className="live-dot" data-status={status} title={t(`connection.${status}`)}>
      <span className={status === 'live' ? 'visually-hidden' : ''}>{t(`connection.${status}`)}</span>
    </span>
  );
}
