import { IconCloudOff, IconFlask } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConnection, useQueuedWrites } from '../data/use-state.ts';
import { useSettled } from './use-settled.ts';
import { useMay } from '../data/use-me.ts';
import { useSite } from '../data/site.ts';

/** A connection comes and goes; what lasts shorter is not worth a banner. */
const patienceMs = 2500;

/** What holds for the whole page: data that are invented, a hub that does not answer. */
export function Banners() {
  const { t } = useTranslation('shell');
  const site = useSite();
  const may = useMay();
  const away = useSettled(useConnection() !== 'live', patienceMs);
  const waiting = useQueuedWrites().length;
  return (
    <>
      {site?.demo === true && (
        <p className="banner" data-tone="demo">
          <IconFlask size={18} aria-hidden="true" />
          <strong>{t('demo.badge')}</strong>
          <span className="banner-long">{t('demo.text')}</span>
          {may('integrations:read') && <Link to="/integrations">{t('demo.replace')}</Link>}
        </p>
      )}
      {away && (
        <output className="banner">
          <IconCloudOff size={18} aria-hidden="true" />
          <strong>{t('offline.badge')}</strong>
          <span>{waiting === 0 ? t('offline.text') : t('offline.waiting', { count: waiting })}</span>
        </output>
      )}
    </>
  );
}
