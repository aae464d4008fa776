import type { WireEntity } from '@lifeops/lib/protocol';
import { isShown } from '../../data/group-home.ts';
import { AgendaCard } from './agenda-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { SleepCard } from './sleep-card.tsx';
import { WeatherCard } from './weather-card.tsx';

/** What is so now: the sky, the day, the night that was, who is home. Each shows itself where the home has it. */
export function NowStrip({ entities }: { readonly entities: readonly WireEntity[] }) {
  const shown = entities.filter(isShown);
  const weather = shown.find(({ domain }) => domain === 'weather');
  const sun = shown.filter(({ integration }) => integration === 'sun');
  const oura = shown.filter(({ integration }) => integration === 'oura');
  const people = shown.filter(({ domain }) => domain === 'person');
  return (
    <div className="now">
      {(weather !== undefined || sun.length > 0 || people.length > 0) && (
        <div className="now-stack">
          {(weather !== undefined || sun.length > 0) && <WeatherCard weather={weather} sun={sun} />}
          {people.length > 0 && <PeopleCard people={people} />}
        </div>
      )}
      <AgendaCard />
      {oura.length > 0 && <SleepCard entities={oura} />}
    </div>
  );
}
