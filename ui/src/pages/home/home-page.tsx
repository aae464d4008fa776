import { useMemo } from 'react';
import { IconPlugConnected } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, FailureBox, Skeletons } from '../../components/feedback.tsx';
import { groupHome } from '../../data/group-home.ts';
import { useMe } from '../../data/use-me.ts';
import { useRegistry } from '../../data/use-registry.ts';
import { hourOf, longDay } from '../../format/format-time.ts';
import { useNow, useWording } from '../../format/use-wording.tsx';
import { AreaSection } from './area-section.tsx';
import { NowStrip } from './now-strip.tsx';
import './home.css';

export function HomePage() {
  const { t } = useTranslation('home');
  const { entities, areas, floors, loading, error } = useRegistry();
  const groups = useMemo(() => groupHome(entities, areas, floors), [entities, areas, floors]);
  const flat = groups.flatMap((group) => group.areas);
  const names = flat.filter(({ area }) => area !== null);
  return (
    <div className="page home">
      <Greeting />
      {names.length > 2 && (
        <nav className="area-jump" aria-label={t('jump')}>
          {names.map(({ area }) => (
            <a key={area?.uid} href={`#area-${area?.uid}`}>
              {area?.name}
            </a>
          ))}
        </nav>
      )}
      <NowStrip entities={entities} />
      {error !== null && entities.length === 0 && <FailureBox error={error} />}
      {loading && entities.length === 0 && error === null && <Skeletons count={12} />}
      {!loading && error === null && flat.length === 0 && (
        <Empty
          icon={<IconPlugConnected size={30} stroke={1.5} />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={
            <Button component={Link} to="/integrations">
              {t('empty.action')}
            </Button>
          }
        />
      )}
      {groups.map(({ floor, areas: inside }, index) => (
        <div key={floor?.uid ?? index} className="floor">
          {floor && <p className="floor-name">{floor.name}</p>}
          {inside.map((group) => (
            <AreaSection key={group.area?.uid ?? ''} group={group} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Greeting() {
  const { t } = useTranslation('home');
  const { language, timeZone } = useWording();
  const now = useNow();
  const name = useMe()?.user?.name;
  const hour = hourOf(now, timeZone);
  const part = hour < 5 ? 'night' : hour < 11 ? 'morning' : hour < 17 ? 'day' : 'evening';
  return (
    <header className="greeting">
      <h1>{name === undefined ? t(`greeting.${part}`) : t(`greeting.${part}_name`, { name })}</h1>
      <p>{longDay(now, { language, timeZone })}</p>
    </header>
  );
}
